import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CliWorld } from '../../platform/cli.ts'
import {
  type Anchor,
  beginning,
  concluded,
  followed,
  type Misfit,
  readAnchor,
  readLine,
  type Verification,
} from './verification/model.ts'
import { verifyStored } from './verification/queries.ts'

const usage = 'Uso: tequio record verify [--file registro.ndjson] [--head NÚMERO:CADENA]'

/** A downloaded file is checked without any database. */
export type VerifyWorld = Omit<CliWorld, 'db'> & { db: CliWorld['db'] | null }

export function isAboutFile(args: readonly string[]): boolean {
  return args.some((arg) => arg === '--file' || arg.startsWith('--file='))
}

/** `tequio record verify`: 0 when the whole chain fits, 2 with the first number that does not. */
export async function verifyCommand(args: string[], world: VerifyWorld): Promise<number> {
  const asked = readArguments(args)
  if (typeof asked === 'string') return refuse(world, `${asked}\n${usage}`)
  const { file, anchors } = asked
  try {
    return report(
      world,
      file === null ? await verifyDatabase(world, anchors) : await verifyFile(resolve(world.cwd, file), anchors),
    )
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (file === null || (code !== 'ENOENT' && code !== 'EISDIR' && code !== 'EACCES')) throw error
    return refuse(world, `No se pudo leer ${file}: revisa que el archivo exista y se pueda leer.`)
  }
}

function verifyDatabase(world: VerifyWorld, anchors: readonly Anchor[]): Promise<Verification> {
  if (world.db === null) throw new TypeError('the record in the database needs a database')
  return verifyStored(world.db, anchors, progress(world))
}

function readArguments(args: string[]): { file: string | null; anchors: Anchor[] } | string {
  const options = { file: { type: 'string' }, head: { type: 'string', multiple: true } } as const
  let values: { file?: string; head?: string[] }
  try {
    values = parseArgs({ args, options, strict: true }).values
  } catch (error) {
    return `No entendí la orden: ${(error as Error).message}`
  }
  const anchors: Anchor[] = []
  for (const text of values.head ?? []) {
    const anchor = readAnchor(text)
    if (!anchor)
      return `--head espera NÚMERO:CADENA, con los 64 dígitos hexadecimales de la cadena, y se escribió «${text.slice(0, 80)}».`
    anchors.push(anchor)
  }
  return { file: values.file ?? null, anchors }
}

async function verifyFile(path: string, anchors: readonly Anchor[]): Promise<Verification> {
  let so = beginning
  for await (const text of linesIn(createReadStream(path, 'utf8'))) {
    if (text.trim() === '') continue
    const line = readLine(text)
    so = line ? followed(so, line, anchors) : { ...so, misfit: { seq: so.seq + 1, reason: 'unreadable' } }
    if (so.misfit) break
  }
  return concluded(so, anchors)
}

/** By line feeds only: node:readline also breaks at U+2028, which a text may hold. */
async function* linesIn(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  yield rest
}

const reasons: Record<Misfit['reason'], string> = {
  number: 'falta ese número o está fuera de su lugar',
  body: 'su texto no lleva ese número',
  hash: 'su texto no corresponde a su huella',
  chain: 'su cadena no corresponde a lo anterior',
  columns: 'sus columnas no dicen lo mismo que su texto',
  anchor: 'su cadena no es la que se anotó antes',
  head: 'faltan acontecimientos al final',
  unreadable: 'esa línea no es un acontecimiento del registro',
}

function report(world: VerifyWorld, { seq, chain, withheld, misfit }: Verification): number {
  if (misfit) return refuse(world, `El registro NO cuadra en el número ${misfit.seq}: ${reasons[misfit.reason]}.`)
  const secret = withheld > 0 ? ` (${withheld} con contenido reservado, comprobados por su huella)` : ''
  world.stdout.write(`El registro cuadra: ${seq} acontecimientos${secret}.\nCadena: ${seq}:${chain.toString('hex')}\n`)
  return 0
}

function refuse(world: VerifyWorld, sentence: string): number {
  world.stderr.write(`${sentence}\n`)
  return 2
}

/** Only where somebody looks on. */
function progress(world: VerifyWorld): (seq: number) => void {
  const isTerminal = 'isTTY' in world.stderr && world.stderr.isTTY === true
  return (seq) => {
    if (isTerminal) world.stderr.write(`\r${seq} comprobados…\u001b[K\r`)
  }
}
