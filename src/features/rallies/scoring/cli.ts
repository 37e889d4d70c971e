import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { firstDifference } from './comparison.ts'
import { type Progress, scoreFolder } from './folder.ts'
import { InputError } from './inputs/input-error.ts'
import type { Counts } from './outputs/writing.ts'

/** Neither database nor network nor clock: a folder in, a folder out. */
export type ScoringWorld = { cwd: string; stdout: Writable; stderr: Writable }

const scoreUsage = 'Uso: tequio rally score CARPETA [--out CARPETA2] [--progress]'
const verifyUsage = 'Uso: tequio rally verify CARPETA [--out CARPETA2] [--progress]'

/** `tequio rally score`: 0, or 2 with a sentence that names file, line and column. */
export async function scoreCommand(args: string[], world: ScoringWorld): Promise<number> {
  return reading(world, async () => {
    const { folder, out, progress } = argumentsOf(args, scoreUsage, world)
    const counts = await scoreFolder(folder, out, progress)
    world.stdout.write(told(counts))
    return 0
  })
}

/** `tequio rally verify`: 0 when the outputs there are what the inputs give, 1 naming the first difference, 2 as above. */
export async function verifyCommand(args: string[], world: ScoringWorld): Promise<number> {
  return reading(world, async () => {
    const { folder, out, progress } = argumentsOf(args, verifyUsage, world)
    const again = mkdtempSync(join(tmpdir(), 'tequio-rally-'))
    try {
      await scoreFolder(folder, again, progress)
      const difference = firstDifference(again, out)
      if (difference === null) {
        world.stdout.write('Los resultados coinciden: recalculados, son los mismos byte por byte.\n')
        return 0
      }
      const { file, line } = difference
      const where = line === null ? 'falta ese archivo' : `línea ${line}`
      world.stderr.write(`Los resultados NO coinciden. Primera diferencia: ${file}, ${where}.\n`)
      return 1
    } finally {
      rmSync(again, { recursive: true, force: true })
    }
  })
}

class Misused extends Error {}

async function reading(world: ScoringWorld, act: () => Promise<number>): Promise<number> {
  try {
    return await act()
  } catch (error) {
    const sentence = sentenceOf(error)
    if (sentence === null) throw error
    world.stderr.write(`${sentence}\n`)
    return 2
  }
}

/** Null for what is a fault of the program. */
function sentenceOf(error: unknown): string | null {
  if (error instanceof InputError || error instanceof Misused) return error.message
  const { code, path } = error as NodeJS.ErrnoException
  if (code === undefined || !unwritable.includes(code)) return null
  return `No se pudo escribir en ${path ?? 'la carpeta de los resultados'} (${code}).`
}

const unwritable = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST', 'EISDIR']

const options = { out: { type: 'string' }, progress: { type: 'boolean' } } as const

function argumentsOf(args: string[], usage: string, world: ScoringWorld) {
  const { folder, values } = parsed(args, usage)
  return {
    folder: resolve(world.cwd, folder),
    out: values.out === undefined ? resolve(world.cwd, folder, 'out') : resolve(world.cwd, values.out),
    progress: values.progress ? progressOn(world.stderr) : undefined,
  }
}

function parsed(args: string[], usage: string) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [folder, ...others] = positionals
    if (folder !== undefined && others.length === 0) return { folder, values }
  } catch {
    // What node:util says of an unknown option is in English; the usage says it all.
  }
  throw new Misused(usage)
}

function progressOn(stream: Writable): Progress {
  const isTerminal = 'isTTY' in stream && stream.isTTY === true
  const [begin, end] = isTerminal ? ['\r\u001b[K', ''] : ['', '\n']
  return (step) => {
    if (step === 'writing') stream.write(`${begin}Escribo los resultados…${isTerminal ? '\r\u001b[K' : '\n'}`)
    else stream.write(`${begin}${step.posts} publicaciones (${Math.floor((100 * step.bytes) / step.total)} %)${end}`)
  }
}

function told({ posts_read, distinct, joined_copies, rejects, by_status }: Counts): string {
  const { counted, excluded, review } = by_status
  return (
    `Leídas ${posts_read}: ${distinct} distintas, ${joined_copies} copias unidas, ${rejects} ilegibles (rejects.jsonl).\n` +
    `Cuentan ${counted}, quedan fuera ${excluded}, esperan revisión ${review}.\n`
  )
}
