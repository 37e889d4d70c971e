import { readFile, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import type { CliWorld } from '../../../platform/cli.ts'
import { loadTerritories } from '../reference/commands.ts'
import { loadOutlines, type OnProgress } from './commands.ts'
import { type OutlineLevel, type OutlinesReport, outlineLevels, UnusableFile } from './model.ts'
import { countCompleteMaps } from './queries.ts'

const usage =
  'Uso: tequio territories outlines ARCHIVO [--level state|municipality] [--source "INEGI, Marco Geoestadístico"] [--report informe.json]'

type Asked = { file: string; level: OutlineLevel | null; source: string; report: string | null }

/** `tequio territories outlines FILE`: 0, or 2 with a sentence when the file cannot be used or some feature was rejected. */
export async function territoriesOutlinesCommand(args: string[], world: CliWorld): Promise<number> {
  const asked = readArguments(args)
  if (asked === null) return refuse(world, usage)
  const bytes = await readFile(resolve(world.cwd, asked.file)).catch(() => null)
  if (bytes === null)
    return refuse(world, `No se pudo leer ${asked.file}: revisa que el archivo exista y pese menos de 2 GB.`)
  await loadTerritories(world.db, world.now())
  const context = { db: world.db, actor: null, now: world.now(), locale: 'es' as const }
  try {
    const report = await loadOutlines(context, { bytes, ...asked }, progressOn(world.stderr))
    if (asked.report) await writeFile(resolve(world.cwd, asked.report), `${JSON.stringify(report, null, 2)}\n`)
    return await told(world, asked, report)
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error
    return refuse(world, `${asked.file}: ${error.message} No se guardó nada.`)
  }
}

function readArguments(args: string[]): Asked | null {
  const text = { type: 'string' } as const
  try {
    const options = { level: text, source: text, report: text }
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [file] = positionals
    const level = outlineLevels.find((name) => name === values.level) ?? null
    if (file === undefined || positionals.length > 1 || (values.level !== undefined && level === null)) return null
    return { file, level, source: values.source?.trim() || basename(file), report: values.report ?? null }
  } catch {
    return null
  }
}

async function told(world: CliWorld, { file }: Asked, report: OutlinesReport): Promise<number> {
  const { level, features_read: read, added, changed, unchanged, rejected } = report
  const balance = `${added} nuevos, ${changed} cambiados, ${unchanged} iguales, ${rejected} rechazados`
  world.stdout.write(`${read} contornos leídos: ${balance}.\n`)
  const complete = await countCompleteMaps(world.db, level)
  world.stdout.write(
    level === 'state'
      ? `Los mapas por entidad ${complete > 0 ? 'usan' : 'no usan todavía'} estos contornos${complete > 0 ? '' : ': faltan estados'}.\n`
      : `Estados con todos sus municipios dibujados: ${complete}.\n`,
  )
  const [first] = report.rejections
  if (!first) return 0
  const found = [first.name && `«${first.name}»`, first.key ? `clave «${first.key}»` : 'sin clave'].filter(Boolean)
  const rest = rejected > 1 ? ` Hay ${rejected - 1} más; --report las guarda todas.` : ''
  const saved = rejected === read ? 'No se guardó nada.' : 'Los demás se guardaron.'
  return refuse(world, `${file}, figura ${first.feature} (${found.join(', ')}): ${first.expected} ${saved}${rest}`)
}

function refuse(world: CliWorld, sentence: string): number {
  // A line of progress that was begun is wiped first.
  world.stderr.write(`${isTerminal(world.stderr) ? '\r\u001B[K' : ''}${sentence}\n`)
  return 2
}

const phases = { reading: 'Leyendo', drawing: 'Dibujando', saving: 'Guardando' }

const isTerminal = (stream: Writable) => 'isTTY' in stream && stream.isTTY === true

/** A line that rewrites itself, and only where a person looks on. */
function progressOn(stream: Writable): OnProgress {
  if (!isTerminal(stream)) return () => {}
  return (phase, done, total) => {
    const filled = total === 0 ? 20 : Math.round((20 * done) / total)
    const end = phase === 'saving' && done === total ? '\n' : ''
    stream.write(`\r\u001B[K${phases[phase]} [${'█'.repeat(filled)}${'·'.repeat(20 - filled)}] ${done}/${total}${end}`)
  }
}
