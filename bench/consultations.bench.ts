/** A consultation at the sizes at which others broke: 40 000 rows exported, 5 000 to an administrator, 200 000 votes, 150 comments, 900 proposals. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { insertConsultation, markPublished } from '../src/features/consultations/commands.ts'
import { takeInMany } from '../src/features/consultations/contributions/commands.ts'
import { emptyArrival } from '../src/features/consultations/contributions/model.ts'
import type { Consultation } from '../src/features/consultations/model.ts'
import { findConsultation } from '../src/features/consultations/queries.ts'
import { plantStatements, reckonOpinions } from '../src/features/consultations/statements/commands.ts'
import { findSpace } from '../src/features/spaces/queries.ts'
import { found } from '../src/platform/errors.ts'
import { newId } from '../src/platform/identity.ts'
import { createWeb } from '../src/web.tsx'
import { castOf } from '../test/cast.ts'
import { consultationFields } from '../test/consultation-stage.ts'
import { testDatabase } from '../test/database.ts'
import { benchDeps } from './deps.ts'

const now = new Date('2026-06-15T18:00:00Z')
const { db, drop } = await testDatabase()
const deps = await benchDeps(db)
const app = createWeb(deps)
const spaceId = newId()
const row = { id: spaceId, kind: 'municipality', slug: 'banco', name: 'Banco', is_fictional: true, created_at: now }
await db.insertInto('spaces').values(row).execute()
const cast = await castOf(db, { spaceId, now }, deps.auth)
const context = { db, actor: await cast.actor('facilitator'), now, locale: 'es' as const }
const space = found(await findSpace(db, 'banco'))

async function consultation(slug: string): Promise<Consultation> {
  const dates = { opensAt: new Date('2026-06-01T00:00:00Z'), closesAt: new Date('2026-07-01T00:00:00Z') }
  const fields = { ...consultationFields, ...dates, slug, title: slug, demographics: [] }
  await db.transaction().execute((tx) => insertConsultation(tx, context, space, fields))
  const draft = found(await findConsultation(db, space, slug))
  await db.transaction().execute((tx) => markPublished(tx, context, draft))
  return found(await findConsultation(db, space, slug))
}

const words = 'agua calle luz drenaje mercado parque camión escuela ruido bache pozo árbol cancha clínica basura'.split(
  ' ',
)
const arrivals = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...emptyArrival('2026-06-02'),
    ...{ clientId: randomUUID(), channel: 'in-person' as const, place: 'Casa ejidal', externalId: `b:${index}` },
    body: Array.from({ length: 40 }, (_, at) => words[(index * 7 + at * (index % 13)) % words.length]).join(' '),
  }))

async function timed<Value>(work: () => Promise<Value>): Promise<{ value: Value; ms: number }> {
  const started = performance.now()
  const value = await work()
  return { value, ms: performance.now() - started }
}

async function told(what: string, path: string, cookie?: string): Promise<void> {
  const times: number[] = []
  let bytes = 0
  for (let turn = 0; turn < 5; turn += 1) {
    const { value, ms } = await timed(async () => {
      const response = await app.request(path, cookie ? { headers: { cookie } } : {})
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
      return (await response.arrayBuffer()).byteLength
    })
    times.push(ms)
    bytes = value
  }
  const [median = 0] = times.sort((a, b) => a - b).slice(2)
  const memory = process.resourceUsage().maxRSS / 1024
  console.log(
    `${what}: ${median.toFixed(0)} ms (mediana de 5), ${(bytes / 1e6).toFixed(2)} MB, memoria máxima ${memory.toFixed(0)} MB`,
  )
}

const many = await consultation('muchas')
const { ms } = await timed(() => db.transaction().execute((tx) => takeInMany(tx, context, many, arrivals(40_000), {})))
console.log(`Recibir 40 000 aportaciones: ${(ms / 1000).toFixed(1)} s`)
await sql`analyze`.execute(db)
const facilitator = cast.cookie('facilitator')
await told('Exportar 40 000 aportaciones en CSV', '/banco/consultas/muchas/aportaciones.csv')
await told('Exportar 40 000 aportaciones en JSON', '/banco/consultas/muchas/aportaciones.json')
await told('Una página de 40 000, buscada', '/banco/consultas/muchas/aportaciones?q=agua+calle&pagina=200')
await told('La última página de 40 000', '/banco/consultas/muchas/aportaciones?pagina=1334')

const some = await consultation('cinco-mil')
await db.transaction().execute((tx) =>
  takeInMany(
    tx,
    context,
    some,
    arrivals(5_000).map((one) => ({ ...one, externalId: null })),
    {},
  ),
)
await told(
  '5 000 filas, vistas por quien administra',
  '/banco/consultas/cinco-mil/aportaciones?pagina=100',
  facilitator,
)

const proposals = await consultation('novecientas')
await db.transaction().execute((tx) =>
  takeInMany(
    tx,
    context,
    proposals,
    arrivals(900).map((one) => ({ ...one, externalId: null })),
    {},
  ),
)
await sql`insert into contribution_supports (contribution_id, supporter_hash, supported_on)
  select c.id, 'h' || n, '2026-06-03' from contributions c, generate_series(1, 60) n where c.consultation_id = ${proposals.id}`.execute(
  db,
)
await told(
  '900 propuestas con 54 000 apoyos, por apoyos',
  '/banco/consultas/novecientas/aportaciones?orden=apoyadas&pagina=15',
)
const one = await db
  .selectFrom('contributions')
  .select(['id', 'folio'])
  .where('consultation_id', '=', proposals.id)
  .executeTakeFirstOrThrow()
await sql`insert into contribution_comments (id, contribution_id, body, commented_at)
  select gen_random_uuid(), ${one.id}, repeat('Un comentario largo. ', 20), now() from generate_series(1, 150)`.execute(
  db,
)
await told('Una aportación con 150 comentarios', `/banco/consultas/novecientas/aportaciones/${one.folio}`)

const bodies = Array.from({ length: 500 }, (_, index) => `Afirmación número ${index + 1}`)
await db.transaction().execute((tx) => plantStatements(tx, context, many, bodies))
await sql`insert into statement_votes (statement_id, voter_hash, vote, voted_on)
  select s.id, 'v' || v, case when (s.number + v) % 7 = 0 then 0 when (v % 3 * 31 + s.number * 17) % 5 < 3 then 1 else -1 end, '2026-06-03'
  from statements s, generate_series(1, 40000) v where s.consultation_id = ${many.id} and (s.number * 40009 + v * 7919) % 100 = 0`.execute(
  db,
)
await sql`analyze`.execute(db)
const reckoned = await timed(() => reckonOpinions(db, many.id, now))
console.log(`Contar ${reckoned.value.votes} votos de 40 000 personas: ${(reckoned.ms / 1000).toFixed(1)} s`)
await told('La página de los grupos', '/banco/consultas/muchas/afirmaciones/grupos')
await told('La página de votar', '/banco/consultas/muchas/afirmaciones')
await told('votes.csv', '/banco/consultas/muchas/afirmaciones/datos/votes.csv')
await db.destroy()
await drop()
process.exit(0)
