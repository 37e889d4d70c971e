/** The workbench at 20 000 contributions: suggesting and keeping groups, coding all of them twice, and what each page takes. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { insertConsultation, markPublished } from '../src/features/consultations/commands.ts'
import { takeInMany } from '../src/features/consultations/contributions/commands.ts'
import { emptyArrival } from '../src/features/consultations/contributions/model.ts'
import { findConsultation } from '../src/features/consultations/queries.ts'
import { codeMany } from '../src/features/consultations/systematising/coding/commands.ts'
import { setCodedTwice } from '../src/features/consultations/systematising/settings/commands.ts'
import { makeSuggestions } from '../src/features/consultations/systematising/suggesting/commands.ts'
import { createTopic } from '../src/features/consultations/systematising/topics/commands.ts'
import { findSpace } from '../src/features/spaces/queries.ts'
import { found } from '../src/platform/errors.ts'
import { newId } from '../src/platform/identity.ts'
import { createWeb } from '../src/web.tsx'
import { castOf } from '../test/cast.ts'
import { consultationFields } from '../test/consultation-stage.ts'
import { testDatabase } from '../test/database.ts'
import { benchDeps } from './deps.ts'

const count = Number(process.env.CONTRIBUTIONS ?? 20_000)
const now = new Date('2026-06-15T18:00:00Z')
const { db, drop } = await testDatabase()
const deps = await benchDeps(db)
const app = createWeb(deps)
const spaceId = newId()
const row = { id: spaceId, kind: 'municipality', slug: 'banco', name: 'Banco', is_fictional: true, created_at: now }
await db.insertInto('spaces').values(row).execute()
const cast = await castOf(db, { spaceId, now }, deps.auth)
const contextOf = async (who: 'facilitator' | 'evaluator') => {
  return { db, actor: await cast.actor(who), now, locale: 'es' as const }
}
const context = await contextOf('facilitator')
const space = found(await findSpace(db, 'banco'))
const dates = { opensAt: new Date('2026-06-01T00:00:00Z'), closesAt: new Date('2026-07-01T00:00:00Z') }
await db
  .transaction()
  .execute((tx) => insertConsultation(tx, context, space, { ...consultationFields, ...dates, slug: 'muchas' }))
const load = async () => found(await findConsultation(db, space, 'muchas'))
const draft = await load()
await db.transaction().execute((tx) => markPublished(tx, context, draft))
const consultation = await load()

const subjects =
  'agua calle luz drenaje mercado parque camión escuela ruido bache pozo árbol cancha clínica basura'.split(' ')
const places = 'centro norte sur agencia barrio loma río plaza mercado panteón estación puente'.split(' ')
const arrivals = Array.from({ length: count }, (_, index) => ({
  ...emptyArrival('2026-06-02'),
  ...{ clientId: randomUUID(), channel: 'in-person' as const, externalId: `b:${index}` },
  body: `${Array.from({ length: 30 }, (_, at) => subjects[(index * 7 + at * (index % 13)) % subjects.length]).join(' ')} ${places[index % places.length]} ${index}`,
}))
const received = await db.transaction().execute((tx) => takeInMany(tx, context, consultation, arrivals, {}))

async function timed<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  const started = performance.now()
  const value = await work()
  console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return value
}

async function told(what: string, path: string, cookie?: string): Promise<void> {
  const times: number[] = []
  let bytes = 0
  for (let turn = 0; turn < 5; turn += 1) {
    const started = performance.now()
    const response = await app.request(path, cookie ? { headers: { cookie } } : {})
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
    bytes = (await response.arrayBuffer()).byteLength
    times.push(performance.now() - started)
  }
  const [median = 0] = times.sort((a, b) => a - b).slice(2)
  console.log(`${what}: ${median.toFixed(0)} ms (mediana de 5), ${(bytes / 1000).toFixed(0)} kB`)
}

const bench = '/banco/consultas/muchas/sistematizacion'
await timed(`Sugerir y guardar grupos de ${count} aportaciones (meta: menos de 30 s)`, () =>
  makeSuggestions(db, consultation.id, now),
)
await sql`analyze`.execute(db)
const topics: string[] = []
for (const name of subjects)
  topics.push((await createTopic(context, consultation, { name, problem: null, axis: null })).id)
const entries = (shift: number) =>
  received.map(({ id }, index) => {
    const topicId = topics[(index + (index % 20 === 0 ? shift : 0)) % topics.length] ?? ''
    return { id, verdict: { kind: 'included' as const, topicId, response: null } }
  })
await told('Clasificar, nadie ha clasificado', bench, cast.cookie('facilitator'))
await told('Clasificar un grupo', `${bench}?grupo=1`, cast.cookie('facilitator'))
await timed(`Clasificar ${count} de una vez`, () => codeMany(context, consultation, entries(0)))
await sql`analyze`.execute(db)
await told('Clasificar, la segunda persona, tras 10 000', `${bench}?salto=${count / 2}`, cast.cookie('evaluator'))
const second = await contextOf('evaluator')
await timed('La segunda persona, una de cada veinte distinta', () => codeMany(second, consultation, entries(1)))
await sql`analyze`.execute(db)
for (const part of ['', '/grupos', '/lista?estado=listas&pagina=300', '/desacuerdos', '/temas', '/temas/1', '/pasos'])
  await told(`Mesa${part}`, `${bench}${part}`, cast.cookie('facilitator'))
await timed('Cambiar cuántas se clasifican dos veces', () => setCodedTwice(context, consultation, 20))
await told('Resultados', '/banco/consultas/muchas/resultados', cast.cookie('facilitator'))
await told('Resultados en CSV', '/banco/consultas/muchas/resultados.csv', cast.cookie('facilitator'))
await told(
  'Una lista de los resultados',
  '/banco/consultas/muchas/resultados/aportaciones?tema=3&pagina=20',
  cast.cookie('facilitator'),
)
await db.destroy()
await drop()
process.exit(0)
