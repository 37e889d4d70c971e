import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { CliWorld } from '../../../platform/cli.ts'
import type { T } from '../../../platform/i18n.ts'
import { writeTogether } from '../../../platform/write-files.ts'
import { FileRefused } from './table.ts'

/** These commands read files and write files, and know of no database. */
export type FilesWorld = Omit<CliWorld, 'db' | 'now'>

/** A sentence for the terminal and exit 2. */
export class Stop extends Error {}

export async function stopping(world: FilesWorld, act: () => Promise<number>): Promise<number> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    world.stderr.write(`${error.message}\n`)
    return 2
  }
}

export function bytesOf(world: FilesWorld, file: string, t: T): Promise<Uint8Array> {
  return readFile(resolve(world.cwd, file)).catch(() => {
    throw new Stop(t('consultations.cli.no-file', { file }))
  })
}

/** What a reader refuses, as a sentence that names file, row and column. */
export function reading<Result>(file: string, t: T, read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    const { row, column, expected } = error
    throw new Stop(t('consultations.cli.refused', { file, row, column: column || '—', expected }))
  }
}

export async function writing(files: readonly { path: string; content: string }[], t: T): Promise<void> {
  try {
    await writeTogether(files)
  } catch (error) {
    const { path } = error as NodeJS.ErrnoException
    throw new Stop(t('consultations.cli.not-written', { file: path?.replace(/\.part$/, '') ?? files[0]?.path ?? '' }))
  }
}

/** A line that rewrites itself, and only where a person looks on; at most once in a hundredth of the whole. */
export function progressOn(world: FilesWorld, name: string): (done: number, all: number) => void {
  const { stderr } = world
  if (!('isTTY' in stderr) || stderr.isTTY !== true) return () => {}
  return (done, all) => {
    if (done % Math.ceil(all / 100) === 0 || done === all)
      stderr.write(`\r\u001B[K${name} ${done}/${all}${done === all ? '\n' : ''}`)
  }
}
