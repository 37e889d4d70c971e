/** What surrounds a table at the sizes at which others broke: 40 000 actors exported, 5 000 at a door, 150 remarks on a passage, the thread of 20 000. */
import { sql } from 'kysely'
import { insertConsultation, markPublished } from '../src/features/consultations/commands.ts'
import { findConsultation } from '../src/features/consultations/queries.ts'
import { addActors } from '../src/features/exercises/actors/commands.ts'
import { createExercise, publishExercise } from '../src/features/exercises/commands.ts'
import { loadMethods } from '../src/features/exercises/methods/commands.ts'
import { findExercise } from '../src/features/exercises/queries.ts'
import { exerciseForm } from '../src/features/exercises/schema.ts'
import { findSpace } from '../src/features/spaces/queries.ts'
import { addPassages, beginDraft } from '../src/features/tables/drafts/commands.ts'
import { findDraft } from '../src/features/tables/drafts/queries.ts'
import { registerMany } from '../src/features/tables/registrations/commands.ts'
import { registrationForm } from '../src/features/tables/registrations/schema.ts'
import { found } from '../src/platform/errors.ts'
import { newId } from '../src/platform/identity.ts'
import { createWeb } from '../src/web.tsx'
import { castOf } from '../test/cast.ts'
import { consultationFields } from '../test/consultation-stage.ts'
import { testDatabase } from '../test/database.ts'
import { tableIn } from '../test/tables-stage.ts'
import { benchDeps } from './deps.ts'

const now = new Date('2026-06-15T18:00:00Z')
const { db, drop } = await testDatabase()
const deps = await benchDeps(db)
const app = createWeb(deps)
const row = { id: newId(), kind: 'municipality', slug: 'banco', name: 'Banco', is_fictional: true, created_at: now }
await db.insertInto('spaces').values(row).execute()
const cast = await castOf(db, { spaceId: row.id, now }, deps.auth)
const context = { db, actor: await cast.actor('facilitator'), now, locale: 'es' as const }
const facilitator = cast.cookie('facilitator')
const space = found(await findSpace(db, 'banco'))
await loadMethods(db, now)
const method = await db.selectFrom('methods').select('id').where('code', '=', 'local-seis-pasos').executeTakeFirst()
const asked = { title: 'Ejercicio', slug: 'ejercicio', programme: 'local', methodId: found(method).id, startsOn: '' }
await createExercise(context, space, exerciseForm.parse(asked))
const load = async () => found(await findExercise(db, 'banco', 'ejercicio'))
await publishExercise(context, await load())

async function timed<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  const started = performance.now()
  const value = await work()
  console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return value
}

async function told(what: string, path: string, cookie?: string): Promise<void> {
  const times: number[] = []
  let bytes = 0
  for (let turn = 0; turn < 3; turn += 1) {
    const started = performance.now()
    const response = await app.request(path, cookie ? { headers: { cookie } } : {})
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
    bytes = (await response.arrayBuffer()).byteLength
    times.push(performance.now() - started)
  }
  const [median = 0] = times.sort((a, b) => a - b).slice(1)
  console.log(`${what}: ${median.toFixed(0)} ms (mediana de 3), ${(bytes / 1e6).toFixed(2)} MB`)
}

const sectors = ['government', 'civil-society', 'academia', 'oversight', 'private', 'citizens'] as const
const sectorOf = (index: number) => sectors[index % sectors.length] ?? 'citizens'
const actors = Array.from({ length: 40_000 }, (_, index) => {
  return { name: `Organización número ${index}`, sector: sectorOf(index), territoryKey: null, email: null }
})
const exercise = await load()
await timed('Registrar 40 000 actores', () => addActors(context, exercise, actors))
await sql`analyze`.execute(db)
await told('40 000 actores exportados en CSV', '/banco/ejercicios/ejercicio/actores.csv', facilitator)
await told('Los actores, vistos por quien facilita', '/banco/ejercicios/ejercicio/actores', facilitator)
await told('El crecimiento de la participación', '/banco/ejercicios/ejercicio/participacion')

const table = await tableIn(context, space, { title: 'Mesa grande', 'places.any': '4000' })
const people = Array.from({ length: 5_000 }, (_, index) =>
  registrationForm.parse({ name: `Persona ${index}`, sector: sectorOf(index) }),
)
await timed('Anotar a 5 000 personas en una mesa', () => registerMany(context, table, people))
await sql`analyze`.execute(db)
await told('La puerta con 5 000 personas, vista por quien la cuida', '/banco/mesas/mesa-grande/llegada', facilitator)
await told('La mesa, vista por cualquiera', '/banco/mesas/mesa-grande')
await beginDraft(context, table, { title: 'Medir los pozos', alternative: null })
const draft = found(await findDraft(db, table.id, 1))
await addPassages(context, table, draft.id, [{ field: 'problem', wording: 'Nadie mide el agua.' }])
await sql`insert into passage_remarks (id, passage_id, body, on_version, sector, signature, remarked_at)
  select gen_random_uuid(), p.id, repeat('Una observación larga. ', 20), 1, 'citizens', 'Vecina', now()
  from draft_passages p, generate_series(1, 150) where p.draft_id = ${draft.id}`.execute(db)
await told('Un borrador con 150 observaciones', '/banco/mesas/mesa-grande/borradores/1')

const dates = { opensAt: new Date('2026-06-01T00:00:00Z'), closesAt: new Date('2026-07-01T00:00:00Z') }
const fields = { ...consultationFields, ...dates, slug: 'muchas', exercise: exercise.id }
await db.transaction().execute((tx) => insertConsultation(tx, context, space, fields))
const consultation = found(await findConsultation(db, space, 'muchas'))
await db.transaction().execute((tx) => markPublished(tx, context, consultation))
await sql`insert into systematisations (consultation_id, published_at) values (${consultation.id}, now())`.execute(db)
await sql`insert into topics (id, consultation_id, number, name, made_at)
  select gen_random_uuid(), ${consultation.id}, n, 'Tema ' || n, now() from generate_series(1, 20) n`.execute(db)
await sql`insert into contributions (id, folio, consultation_id, channel, body, said_on, received_at)
  select gen_random_uuid(), 'APO-' || lpad((n / 10000)::text, 4, '0') || '-' || lpad((n % 10000)::text, 4, '0'), ${consultation.id},
    'mail', 'Agua', '2026-06-02', now() from generate_series(1, 20000) n`.execute(db)
await sql`insert into outcomes_of_contributions (contribution_id, topic_id, kind, settled_at)
  select c.id, t.id, 'included', now() from (select id, row_number() over () as n from contributions) c
  join topics t on t.number = 1 + c.n % 20`.execute(db)
await sql`analyze`.execute(db)
await told('El hilo de 20 000 aportaciones', '/banco/ejercicios/ejercicio/hilo')
await told('El hilo en CSV', '/banco/ejercicios/ejercicio/hilo.csv')
await db.destroy()
await drop()
process.exit(0)
