import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../test/html.ts'
import { type TrackingStage, trackingStage } from '../../../test/tracking-stage.ts'
import { newId } from '../../platform/identity.ts'
import { dropUnconfirmed, tellThreads } from './follows/commands.ts'

let stage: TrackingStage
const ids = { topic: newId(), tree: newId(), table: newId(), exercise: newId(), consultation: newId() }
const folios = {
  included: 'APO-AAAA-0001',
  refused: 'APO-AAAA-0002',
  waiting: 'APO-AAAA-0003',
  hidden: 'APO-AAAA-0004',
}
const contribution = new Map<string, string>()
const letters = { baseUrl: 'http://localhost:8080', secret: 'a secret of the tests, long enough to sign with' }

before(async () => {
  stage = await trackingStage()
  const { db, space, now } = stage
  const here = { space_id: space.id, created_at: now, published_at: now }
  const methodId = newId()
  await db
    .insertInto('methods')
    .values({ id: methodId, code: 'corto', version: 1, name: 'Corto', definition: '{}', made_at: now })
    .execute()
  const exercise = {
    id: ids.exercise,
    slug: 'local',
    title: 'Ejercicio local',
    programme: 'local',
    method_id: methodId,
  }
  await db
    .insertInto('exercises')
    .values({ ...exercise, ...here })
    .execute()
  const consultation = {
    id: ids.consultation,
    exercise_id: ids.exercise,
    slug: 'temas',
    title: 'Temas',
    question: '¿Qué?',
  }
  const open = { opens_at: now, closes_at: new Date(now.getTime() + 86_400_000), channels: ['in-person'] }
  await db
    .insertInto('consultations')
    .values({ ...consultation, ...open, ...here })
    .execute()
  for (const [key, folio] of Object.entries(folios)) {
    const id = newId()
    contribution.set(key, id)
    const said = { id, folio, consultation_id: ids.consultation, channel: 'in-person', body: 'Que haya agua' }
    await db
      .insertInto('contributions')
      .values({ ...said, said_on: '2026-03-30', received_at: now, is_hidden: key === 'hidden' })
      .execute()
  }
  await db.insertInto('systematisations').values({ consultation_id: ids.consultation, published_at: now }).execute()
  const topic = { id: ids.topic, consultation_id: ids.consultation, number: 1, name: 'Agua', made_at: now }
  await db.insertInto('topics').values(topic).execute()
  await settle('refused', { kind: 'out-of-scope', response: 'Toca a la federación.' })
})
after(() => stage.close())

async function settle(key: string, outcome: { kind: string; response?: string; topic_id?: string }) {
  const row = { contribution_id: contribution.get(key) ?? '', settled_at: stage.now, ...outcome }
  await stage.db.insertInto('outcomes_of_contributions').values(row).execute()
}

const way = async (folio: string) => JSON.parse((await stage.get(`/hilo/${folio}.json`)).text).way

test('with the folio alone anybody reads how far a contribution came, or where it stopped and why', async () => {
  assert.equal((await way(folios.waiting)).halt, 'unsettled')
  const refused = await stage.get(`/hilo/${folios.refused}`)
  assert.match(refused.text, /Fuera de alcance/)
  assert.match(refused.text, /Toca a la federación/)
  assert.deepEqual(await htmlProblems(refused.text), [])
  const found = await stage.get(`/hilo?folio=${folios.refused.toLowerCase()}`)
  assert.equal(found.location, `/hilo/${folios.refused}`)
  const missing = await stage.get('/hilo?folio=APO-ZZZZ-9999')
  assert.equal(missing.status, 404)
  assert.match(missing.text, /No hay ninguna aportación pública con el folio APO-ZZZZ-9999/)
  assert.equal((await stage.get('/hilo/APO-ZZZZ-9999')).status, 404)
})

test('before the results are out nobody is told what was decided, and the page says so', async () => {
  const { db, now } = stage
  await db.updateTable('systematisations').set({ published_at: null }).execute()
  const json = await stage.get(`/hilo/${folios.refused}.json`)
  assert.deepEqual([JSON.parse(json.text).outcome, JSON.parse(json.text).way.halt], [null, 'unpublished'])
  const page = await stage.get(`/hilo/${folios.refused}`)
  assert.match(page.text, /lo que se decida se publica junto con los resultados/)
  assert.doesNotMatch(page.text, /federación/)
  assert.doesNotMatch((await stage.get('/san-pedro/ejercicios/local/hilo.csv')).text, /federación/)
  await db.updateTable('systematisations').set({ published_at: now }).execute()
})

test('what moderation hides tells why and nothing else', async () => {
  const hidden = contribution.get('hidden') ?? ''
  const decided = { id: newId(), contribution_id: hidden, decision: 'hidden', reason: 'Nombra a una persona.' }
  await stage.db
    .insertInto('contribution_decisions')
    .values({ ...decided, decided_at: stage.now })
    .execute()
  await settle('hidden', { kind: 'not-included', response: 'Respuesta que no se muestra.' })
  const page = await stage.get(`/hilo/${folios.hidden}`)
  assert.match(page.text, /Nombra a una persona/)
  assert.doesNotMatch(page.text, /Respuesta que no se muestra|Que haya agua/)
  assert.doesNotMatch((await stage.get(`/hilo/${folios.hidden}.json`)).text, /Respuesta que no/)
})

test('her way stands on the contribution’s own page', async () => {
  const page = await stage.get(`/san-pedro/consultas/temas/aportaciones/${folios.refused}`)
  assert.match(page.text, /Su camino/)
  assert.match(page.text, /Toca a la federación/)
})

test('it goes on through topic, tree and table to a commitment and its evidence', async () => {
  const { db, now, space } = stage
  await settle('included', { kind: 'included', topic_id: ids.topic })
  assert.deepEqual(await way(folios.included), { reached: 'topic', halt: 'no-tree', isOver: false, reason: null })
  const tree = {
    id: ids.tree,
    space_id: space.id,
    topic_id: ids.topic,
    slug: 'agua',
    title: 'Agua sucia',
    created_at: now,
  }
  await db.insertInto('problem_trees').values(tree).execute()
  assert.equal((await way(folios.included)).halt, 'no-tree', 'a draft tree leads nowhere')
  await db.updateTable('problem_trees').set({ published_at: now }).execute()
  assert.equal((await way(folios.included)).halt, 'no-table')
  const table = { id: ids.table, space_id: space.id, tree_id: ids.tree, slug: 'mesa', title: 'Mesa', purpose: 'Agua' }
  const held = { held_at: now, modality: 'in-person', created_at: now, published_at: now }
  await db
    .insertInto('working_tables')
    .values({ ...table, ...held })
    .execute()
  assert.equal((await way(folios.included)).halt, 'no-draft')
  const draft = { id: newId(), table_id: ids.table, number: 1, title: 'Agua limpia', created_at: now }
  await db.insertInto('commitment_drafts').values(draft).execute()
  assert.equal((await way(folios.included)).halt, 'in-draft')
  await db
    .updateTable('commitment_drafts')
    .set({ commitment_id: stage.commitments[0]?.id ?? '' })
    .execute()
  assert.equal((await way(folios.included)).reached, 'commitment')
  const page = await stage.get(`/hilo/${folios.included}`)
  assert.ok(page.text.includes(`href="${stage.commitments[0]?.path}"`))
  const promise = await stage.get(stage.commitments[0]?.path ?? '')
  assert.match(promise.text, /Las aportaciones detrás[\s\S]*resultados#tema-1[\s\S]*Una aportación de la consulta/)
  assert.match(promise.text, /href="\/san-pedro\/ejercicios\/local\/hilo"/)
  assert.deepEqual(await htmlProblems(page.text), [])
})

test('the flow of an exercise adds up in page, JSON and CSV', async () => {
  const path = '/san-pedro/ejercicios/local/hilo'
  const flow = JSON.parse((await stage.get(`${path}.json`)).text)
  assert.equal(flow.total, 4)
  const ends = flow.parts.map((part: { key: string; count: number }) => {
    const leaving = flow.links.filter(({ from }: { from: string }) => from === part.key)
    return part.count - leaving.reduce((sum: number, { count }: { count: number }) => sum + count, 0)
  })
  assert.equal(
    ends.reduce((sum: number, end: number) => sum + end, 0),
    4,
  )
  const csv = (await stage.get(`${path}.csv`)).text.trim().split('\r\n')
  assert.equal(csv.length, 5)
  assert.equal(new Set(csv.slice(1).map((line) => line.split(',')[0])).size, 4)
  const page = await stage.get(path)
  assert.match(page.text, /1\. Compromiso|→/)
  assert.deepEqual(await htmlProblems(page.text), [])
})

test('who asks is told once of each step, after confirming, and leaves by one press', async () => {
  const { db } = stage
  const path = `/hilo/${folios.waiting}/avisos`
  assert.equal((await stage.post(path, { email: 'no es correo' })).status, 422)
  assert.equal((await stage.post(path, { email: 'Vecina@Example.org' })).status, 303)
  const [asked] = await db.selectFrom('mails').selectAll().where('purpose', '=', 'thread-confirm').execute()
  const [token = ''] = /(?<=llave=)[\w-]+/.exec(asked?.text_body ?? '') ?? []
  assert.equal(await tellThreads(db, letters, stage.now), 0, 'nobody is told before she confirms')
  assert.equal((await stage.post(`${path}/confirmar`, { llave: token })).status, 200)
  assert.equal((await stage.post(`${path}/confirmar`, { llave: token })).status, 422)
  assert.equal(await tellThreads(db, letters, stage.now), 0, 'nothing happened since')
  await settle('waiting', { kind: 'not-included', response: 'Ya existe ese programa.' })
  assert.equal(await tellThreads(db, letters, stage.now), 1)
  assert.equal(await tellThreads(db, letters, stage.now), 0, 'once each step')
  const told = await db.selectFrom('mails').selectAll().where('purpose', '=', 'thread-step').execute()
  assert.equal(told.length, 1)
  assert.equal(told[0]?.recipient, 'vecina@example.org')
  assert.match(told[0]?.text_body ?? '', /Ya existe ese programa/)
  const [leaving = ''] = /(?<=salir\?llave=)[\w-]+/.exec(told[0]?.text_body ?? '') ?? []
  assert.equal((await stage.post(`${path}/salir`, { llave: leaving })).status, 200)
  assert.deepEqual(await db.selectFrom('contribution_follows').selectAll().execute(), [])
})

test('an address that nobody confirms is forgotten, and nobody’s mailbox is filled', async () => {
  const path = `/hilo/${folios.waiting}/avisos`
  for (let turn = 0; turn < 10; turn += 1)
    assert.equal((await stage.post(path, { email: 'otra@example.org' })).status, 303)
  assert.equal((await stage.post(path, { email: 'otra@example.org' })).status, 429)
  const day = 86_400_000
  assert.equal(await dropUnconfirmed(stage.db, new Date(stage.now.getTime() + 6 * day)), 0)
  assert.equal(await dropUnconfirmed(stage.db, new Date(stage.now.getTime() + 8 * day)), 1)
})
