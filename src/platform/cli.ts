import type { Writable } from 'node:stream'
import type { Database } from './context.ts'

/** What a command of the terminal may know of the world around it; paths are relative to `cwd`. */
export type CliWorld = {
  db: Database
  now: () => Date
  cwd: string
  stdout: Writable
  stderr: Writable
}
