import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CliWorld } from '../../../platform/cli.ts'
import { loadMunicipalities, loadTerritories } from './commands.ts'

const usage = 'Uso: tequio territories load ARCHIVO.csv [--report informe.json]'

/** `tequio territories load`: 0 when the catalogue was taken, 2 with the first row that was not understood. */
export async function territoriesLoadCommand(args: string[], world: CliWorld): Promise<number> {
  const asked = readArguments(args)
  if (typeof asked === 'string') return refuse(world, `${asked}\n${usage}`)
  const content = await readFile(resolve(world.cwd, asked.file)).catch(() => null)
  if (content === null)
    return refuse(world, `No se pudo leer ${asked.file}: revisa que el archivo exista y se pueda leer.`)
  await loadTerritories(world.db, world.now())
  const report = await loadMunicipalities(world.db, content)
  if (asked.report) await writeFile(resolve(world.cwd, asked.report), `${JSON.stringify(report, null, 2)}\n`)
  const [first] = report.rejections
  if (first) {
    const place = `${asked.file}, renglón ${first.row}, columna ${first.column}`
    const rest = report.rejected > 1 ? ` Hay ${report.rejected - 1} más; --report las guarda todas.` : ''
    return refuse(world, `${place}: «${first.value}». ${first.expected} No se guardó nada.${rest}`)
  }
  const { rows_read, added, changed, unchanged } = report
  world.stdout.write(
    `${rows_read} municipios leídos: ${added} nuevos, ${changed} con otro nombre, ${unchanged} iguales.\n`,
  )
  return 0
}

function readArguments(args: string[]): { file: string; report: string | null } | string {
  try {
    const { values, positionals } = parseArgs({ args, options: { report: { type: 'string' } }, allowPositionals: true })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) return 'Falta el archivo, o sobra alguno: se lee uno a la vez.'
    return { file, report: values.report ?? null }
  } catch (error) {
    return `No entendí la orden: ${(error as Error).message}`
  }
}

function refuse(world: CliWorld, sentence: string): number {
  world.stderr.write(`${sentence}\n`)
  return 2
}
