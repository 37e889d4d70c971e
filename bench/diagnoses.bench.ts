/** A tree of 200 boxes, the most that one holds, standing on 1 600 contributions: linked, read, taken away, and its kit sent to 300 people. */
import { sql } from 'kysely'
import { linkContributions } from '../src/features/diagnoses/evidence/commands.ts'
import { createKit, publishKit, sendKit } from '../src/features/diagnoses/kits/commands.ts'
import { addNode, createTree, publishTree } from '../src/features/diagnoses/trees/commands.ts'
import { findTree, nodesOf } from '../src/features/diagnoses/trees/queries.ts'
import { found } from '../src/platform/errors.ts'
import { newId } from '../src/platform/identity.ts'
import { createWeb } from '../src/web.tsx'
import { castOf } from '../test/cast.ts'
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

async function timed<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  const started = performance.now()
  const value = await work()
  console.log(`${what}: ${(performance.now() - started).toFixed(0)} ms`)
  return value
}

async function told(what: string, path: string): Promise<void> {
  const times: number[] = []
  let bytes = 0
  for (let turn = 0; turn < 5; turn += 1) {
    const started = performance.now()
    const response = await app.request(path)
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
    bytes = (await response.arrayBuffer()).byteLength
    times.push(performance.now() - started)
  }
  const [median = 0] = times.sort((a, b) => a - b).slice(2)
  console.log(`${what}: ${median.toFixed(0)} ms (mediana de 5), ${(bytes / 1e6).toFixed(2)} MB`)
}

const slug = await createTree(
  context,
  { id: spaceId },
  { title: 'Agua', central: 'El agua no llega', topicId: null, exerciseId: null },
)
const tree = found(await findTree(db, 'banco', slug))
const root = found((await nodesOf(db, tree.id))[0]).id
await timed('agregar 199 recuadros, uno por uno', async () => {
  const ids = { cause: [root], effect: [root] }
  for (let index = 1; index < 200; index += 1) {
    const side = index % 3 === 0 ? 'effect' : 'cause'
    const parent = found(ids[side][Math.floor(index / 7) % ids[side].length])
    const wording = `Recuadro ${index} que dice con varias palabras lo que pasa y a quién`
    ids[side].push(await addNode(context, tree, parent, { side, wording, mirror: `${wording}, ya resuelto` }))
  }
})
await timed('publicar', () => publishTree(context, tree))

const [consultation, topic] = [newId(), newId()]
await sql`insert into consultations (id, space_id, slug, title, question, channels, opens_at, closes_at, created_at)
  values (${consultation}, ${spaceId}, 'agua', 'Agua', '?', '{online,field}', ${now}, ${new Date('2026-07-15T00:00:00Z')}, ${now})`.execute(
  db,
)
await sql`insert into topics (id, consultation_id, number, name, made_at)
  values (${topic}, ${consultation}, 1, 'Agua', ${now})`.execute(db)
await sql`insert into contributions (id, folio, consultation_id, channel, body, said_on, received_at)
  select gen_random_uuid(), 'APO-' || lpad(n::text, 8, '0'), ${consultation}, 'online', 'Lo que alguien dijo del agua', '2026-06-15', ${now}
  from generate_series(1, 1600) n`.execute(db)
await sql`insert into outcomes_of_contributions (contribution_id, topic_id, kind, settled_at)
  select id, ${topic}, 'included', ${now} from contributions`.execute(db)
await timed('ligar las 1 600 aportaciones de un tema', () =>
  linkContributions(context, tree, root, { folios: [], topic }),
)

const path = `/banco/diagnosticos/${slug}`
await told('página del árbol', path)
await told('csv', `${path}.csv`)
await told('json', `${path}.json`)
await told('dibujo en svg', `${path}/problemas.svg`)
await told('dibujo en png', `${path}/problemas.png`)

const table = newId()
await sql`insert into working_tables (id, space_id, slug, title, purpose, held_at, modality, published_at, created_at)
  values (${table}, ${spaceId}, 'mesa', 'Mesa', 'P', '2026-07-01T16:00:00Z', 'mixed', ${now}, ${now})`.execute(db)
await sql`insert into table_registrations (id, table_id, folio, name, sector, email, secret_hash, is_waiting, registered_at)
  select gen_random_uuid(), ${table}, 'REG-' || n, 'Persona ' || n, 'citizens', 'p' || n || '@example.org', 'h' || n, false, ${now}
  from generate_series(1, 300) n`.execute(db)
const kit = await createKit(context, tree, { title: 'Paquete', rules: 'R', agenda: 'A', sources: null, table })
await publishKit(context, tree, kit)
await timed('enviar el paquete a 300 personas', () => sendKit(context, { baseUrl: 'https://example.org' }, tree, kit))
await told('página del paquete', `${path}/kits/${kit}`)
await drop()
