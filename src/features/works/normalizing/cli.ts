import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import type { CliWorld } from '../../../platform/cli.ts'
import { rejection, UnreadableFile } from '../../../platform/csv/faults.ts'
import { translator } from '../../../platform/i18n.ts'
import type { FileSource } from '../reading/encodings.ts'
import { normalized } from './normalize.ts'
import type { NormalizeReport } from './report.ts'

const t = translator('es')

type World = Pick<CliWorld, 'cwd' | 'stdout' | 'stderr'>

/**
 * `tequio works normalize FILE --out works.csv [--report R.json]`: 0 once the file was read to its end, rejected rows or not (they
 * stand in the report); 2, and nothing written, when the file as a whole cannot be read.
 */
export async function normalizeCommand(args: string[], world: World): Promise<number> {
  const asked = argumentsOf(args)
  if (!asked) return stop(world, t('works.cli.normalize-usage'))
  const path = resolve(world.cwd, asked.file)
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return stop(world, t('works.cli.no-file', { file: asked.file }))
  try {
    const report = await written(fileSource(path), resolve(world.cwd, asked.out))
    if (asked.report) await writeFile(resolve(world.cwd, asked.report), `${JSON.stringify(report, null, 2)}\n`)
    tell(world, report)
    return 0
  } catch (error) {
    if (error instanceof UnreadableFile) return stop(world, unreadable(asked.file, error))
    const code = (error as NodeJS.ErrnoException).code
    if (code === undefined || !['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EROFS', 'ENOSPC'].includes(code)) throw error
    return stop(world, t('works.cli.not-written', { file: (error as NodeJS.ErrnoException).path ?? asked.out }))
  }
}

/** A file on a disk, read as often as needed. */
export function fileSource(path: string): FileSource {
  return { name: basename(path), open: () => createReadStream(path, { highWaterMark: 1 << 18 }) }
}

/** 'obras.csv, fila 17, columna LATITUD («x»): what was expected'. */
export function unreadable(file: string, { fault }: UnreadableFile): string {
  const { row, column, value, expected } = rejection(t, fault)
  return t('works.cli.unreadable', { file, row, column: column || '—', value: value || '—', expected })
}

function argumentsOf(args: string[]): { file: string; out: string; report: string | null } | null {
  const text = { type: 'string' } as const
  try {
    const { values, positionals } = parseArgs({ args, options: { out: text, report: text }, allowPositionals: true })
    const [file, ...rest] = positionals
    if (!file || rest.length > 0 || !values.out) return null
    return { file, out: values.out, report: values.report ?? null }
  } catch {
    return null
  }
}

/** Beside its place first, so that a reader never finds half a file and a refused one leaves none. */
async function written(source: FileSource, out: string): Promise<NormalizeReport> {
  const draft = `${out}.${process.pid}.part`
  try {
    const { pieces, report } = await normalized(source, t)
    await pipeline(Readable.from(pieces), createWriteStream(draft))
    await rename(draft, out)
    return report()
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

function tell(world: World, report: NormalizeReport): void {
  const { rows_read: rows, accepted, rejected, works } = report
  world.stdout.write(`${t('works.cli.normalized', { rows, accepted, rejected, works })}\n`)
  const [first] = report.rejections
  if (!first) return
  const place = { ...first, file: report.file, column: first.column || '—', value: first.value || '—' }
  world.stderr.write(`${t('works.cli.unreadable', place)}\n`)
  if (rejected > 1) world.stderr.write(`${t('works.cli.more-rejections', { count: rejected - 1 })}\n`)
}

function stop(world: World, sentence: string): number {
  world.stderr.write(`${sentence}\n`)
  return 2
}
