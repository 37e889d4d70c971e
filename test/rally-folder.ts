/** Golden editions copied to a folder of their own, and the commands of the terminal run over them. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { scoreCommand } from '../src/features/rallies/scoring/cli.ts'
import { outputNames } from '../src/features/rallies/scoring/outputs/writing.ts'

export const golden = fileURLToPath(new URL('golden/rally/', import.meta.url))
const base = mkdtempSync(join(tmpdir(), 'tequio-scoring-'))
after(() => rmSync(base, { recursive: true, force: true }))

let folders = 0

/** A copy of a golden edition, without its outputs. */
export function copyOf(edition: string): string {
  const folder = join(base, `${edition}-${folders++}`)
  cpSync(join(golden, edition), folder, { recursive: true })
  rmSync(join(folder, 'out'), { recursive: true })
  return folder
}

/** Runs a command of the terminal and tells what it said. */
export async function run(command: typeof scoreCommand, ...args: string[]) {
  const said = { stdout: '', stderr: '' }
  const into = (name: 'stdout' | 'stderr') =>
    new Writable({
      write(chunk, _, done) {
        said[name] += String(chunk)
        done()
      },
    })
  const code = await command(args, { cwd: base, stdout: into('stdout'), stderr: into('stderr') })
  return { code, ...said }
}

export function outputsOf(folder: string): Record<string, string> {
  return Object.fromEntries(outputNames.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}
