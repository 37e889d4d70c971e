import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { CliWorld } from '../../../platform/cli.ts'
import type { Config } from '../../../platform/config.ts'
import type { Database } from '../../../platform/context.ts'
import { NoOwnDatabase, withOwnDatabase } from '../../../platform/postgres/own-database.ts'
import { folderStorage } from '../../../platform/storage/storage.ts'
import { loadReference } from '../reference/commands.ts'
import { isTaken, type Rehearsed, rehearse } from './commands.ts'
import { rehearsalStory } from './story.ts'

const options = {
  contributions: { type: 'string', default: '1600' },
  seed: { type: 'string', default: '1' },
  here: { type: 'boolean', default: false },
  space: { type: 'string', default: 'ensayo' },
} as const

const usage = `Uso: tequio demo rehearse [--contributions 1600] [--seed 1] [--here [--space ensayo]]
Ensaya un ejercicio local completo, de la declaratoria al plan publicado, en una base aparte que se borra al terminar.
Con --here se queda en esta base, en un espacio propio: lo que se escribe en el registro ya no se quita.\n`

const names: Record<string, string> = {
  declaration: 'Declaratoria firmada por tres sectores',
  outreach: 'Invitación y respuestas',
  secretariat: 'Secretariado elegido e integrado, dos sesiones',
  consultation: 'Consulta publicada',
  statements: 'Frases votadas y grupos de opinión',
  contributions: 'Aportaciones, en línea y en papel',
  echoes: 'Apoyos y comentarios',
  systematising: 'Sistematización por dos personas',
  diagnosis: 'Árboles, comentarios y alternativas',
  calls: 'Mesas convocadas, kits y registros',
  tables: 'Mesas: presencia, minutas, acuerdos, borradores',
  drafts: 'Sugerencias, calificaciones y aprobaciones',
  adoption: 'Borradores llevados al plan',
  roadmaps: 'Hojas de ruta',
  approval: 'Plan aprobado por su órgano',
  publication: 'Plan publicado y presentado',
  sums: 'Cuentas',
}

/** `tequio demo rehearse …`: 0; 2 after a sentence about what was asked; 1 when the numbers do not add up. */
export async function rehearseCommand(
  args: string[],
  world: CliWorld & { url: string },
  config: Pick<Config, 'baseUrl'>,
): Promise<number> {
  const asked = read(args)
  if (asked === null) return refuse(world, usage)
  if (!asked.here) return inOwnDatabase(world, (db) => run({ ...world, db }, config, asked))
  if (await isTaken(world.db, asked.space))
    return refuse(world, `Ya hay un espacio «${asked.space}». Da otro con --space, o quita --here.\n`)
  await loadReference(world.db, world.now())
  return run(world, config, asked)
}

type Asked = { contributions: number; seed: number; here: boolean; space: string }

function read(args: string[]): Asked | null {
  try {
    const { contributions, seed, here, space } = parseArgs({ args, options }).values
    const numbers = [contributions, seed].map(Number)
    const [count = 0, start = 0] = numbers
    const isRight = numbers.every(Number.isInteger) && count >= 10 && count <= 20_000 && /^[a-z0-9-]{2,60}$/.test(space)
    return isRight ? { contributions: count, seed: start, here, space } : null
  } catch {
    return null
  }
}

async function inOwnDatabase(
  world: CliWorld & { url: string },
  act: (db: Database) => Promise<number>,
): Promise<number> {
  try {
    return await withOwnDatabase(world.url, async (db) => {
      await loadReference(db, world.now())
      return act(db)
    })
  } catch (error) {
    if (!(error instanceof NoOwnDatabase)) throw error
    return refuse(world, 'Esta cuenta de PostgreSQL no puede crear bases. Dale CREATEDB, o usa --here.\n')
  }
}

async function run(world: CliWorld, { baseUrl }: Pick<Config, 'baseUrl'>, asked: Asked): Promise<number> {
  const say = (line: string) => void world.stdout.write(`${line}\n`)
  const began = performance.now()
  const story = rehearsalStory(asked.contributions, asked.seed)
  const step = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    const started = performance.now()
    const result = await work()
    say(`${(names[name] ?? name).padEnd(50)} ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`)
    return result
  }
  const told = { db: world.db, now: world.now(), baseUrl, space: asked.space, story, step }
  // In a database that a server uses its worker would send what is written to nobody: no letters, and no voters with accounts.
  const rehearsed = await (asked.here
    ? rehearse({ ...told, mailAt: null, booth: null })
    : withFolder((folder) => {
        const booth = { storage: folderStorage(folder), secret: randomBytes(32).toString('hex'), voters: 30 }
        return rehearse({ ...told, mailAt: 'correo.example', booth })
      }))
  for (const line of linesOf(rehearsed)) say(line)
  for (const fault of rehearsed.faults) world.stderr.write(`No cuadra: ${fault}.\n`)
  say(`Todo el ejercicio en ${((performance.now() - began) / 1000).toFixed(1)} s.`)
  return rehearsed.faults.length === 0 ? 0 : 1
}

async function withFolder<Result>(act: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'tequio-ensayo-'))
  try {
    return await act(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const total = (numbers: Record<string, number>) => Object.values(numbers).reduce((sum, one) => sum + one, 0)

function linesOf({ counts, ends }: Rehearsed): string[] {
  const { byChannel, outcomes, drafts, remarks } = counts
  const received = total(byChannel)
  const online = byChannel.online ?? 0
  return [
    '',
    `Recibidas ${received}: ${received - online} en papel y ${online} en línea (${counts.withAccount} con cuenta), con ${counts.comments} comentarios y ${counts.supports} apoyos.`,
    `Codificadas por dos personas ${counts.codedTwice}: de acuerdo en ${received - counts.disputed}, decididas entre ambas ${counts.disputed}.`,
    `Tomadas ${(outcomes.included ?? 0) + (outcomes['included-in-part'] ?? 0)}, no tomadas ${outcomes['not-included'] ?? 0}, fuera de alcance ${outcomes['out-of-scope'] ?? 0}; sin respuesta ${counts.unanswered}.`,
    ...Object.entries(counts.byTopic).map(([topic, count]) => `  ${topic}: ${count}`),
    ...(counts.ballots > 0
      ? [`Elección de sociedad civil: ${counts.ballots} votos, ${counts.elected} personas electas.`]
      : []),
    `En los árboles ${counts.behindNodes}. En las mesas ${counts.came} personas de ${counts.registered} con lugar; ${counts.kits} entregas de kit.`,
    `Borradores: ${drafts.adopted} adoptados, ${drafts.stopped} descartados; sugerencias: ${remarks.accepted} aceptadas, ${remarks.answered} respondidas.`,
    `Dónde terminó cada una (${total(ends)}):`,
    ...Object.entries(ends).map(([end, count]) => `  ${end}: ${count}`),
    `Plan con ${counts.commitments} compromisos; su año empieza el ${counts.launchedOn}. Hechos en el registro: ${counts.events}.`,
  ]
}

function refuse(world: CliWorld, sentence: string): number {
  world.stderr.write(sentence)
  return 2
}
