import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../../test/html.ts'
import { picture } from '../../../../test/photos.ts'
import { type RallyStage, rallyStage } from '../../../../test/rally-stage.ts'
import { newId } from '../../../platform/identity.ts'
import type { PostRecord } from '../scoring/model.ts'
import { keepCapture } from './commands.ts'
import type { NewCapture } from './model.ts'
import { findReceipt } from './queries.ts'

let stage: RallyStage
let street: string
before(async () => {
  stage = await rallyStage()
  street = `${stage.edition.path}/calle`
})
after(() => stage.close())

const tap = { latitude: '17.0601', longitude: '-96.7201', accuracy: '12' }

function visitFields(more: Record<string, string> = {}): Record<string, string> {
  return { client_id: newId(), team: 'lagartijas', work: '26FICT00001', mode: 'on-site', finding: 'partly', ...more }
}

function formOf(fields: Record<string, string>, photos: readonly Buffer[] = []): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const [index, bytes] of photos.entries())
    form.append('photos', new File([new Uint8Array(bytes)], `${index}.jpg`, { type: 'image/jpeg' }))
  return form
}

const sendVisit = (fields: Record<string, string>, photos: readonly Buffer[] = []) =>
  stage.send(`${street}/visitas`, formOf(fields, photos), 'neighbour')

async function postOf(location: string | null): Promise<PostRecord> {
  const id = /recibos\/([0-9a-f-]+)/.exec(location ?? '')?.[1] ?? ''
  const row = await stage.db
    .selectFrom('rally_posts')
    .select('record')
    .where('external_id', '=', id)
    .executeTakeFirstOrThrow()
  return row.record as PostRecord
}

test('a team announces from the plain form: a post, an event and the wish to be scored', async () => {
  const fields = { client_id: newId(), team: 'lagartijas', works: ['26FICT00001', '26FICT00002'], more: '' }
  const answer = await stage.post(`${street}/anuncios`, fields, 'neighbour')
  assert.equal(answer.status, 303, answer.text)
  const post = await postOf(answer.location)
  assert.deepEqual([post.network, post.kind, post.author], ['web', 'announcement', 'lagartijas'])
  assert.equal(post.text, '26FICT00001 26FICT00002')
  assert.deepEqual(post.hashtags, ['DatosEnLaCalle'])
  const event = await stage.db
    .selectFrom('events')
    .select('details')
    .where('type', '=', 'rally.announced')
    .executeTakeFirstOrThrow()
  assert.deepEqual(event.details, { edition: 'rally-2026', team: 'lagartijas', works: ['26FICT00001', '26FICT00002'] })
})

test('R-63 a work that is not of the edition is no work of a capture; what was typed comes back', async () => {
  const visit = await sendVisit(visitFields({ work: '26FICT09999', note: 'Algo que no se pierde' }))
  assert.equal(visit.status, 422)
  assert.match(visit.text, /no es de este rally/)
  assert.match(visit.text, /Algo que no se pierde/)
  const fields = { client_id: newId(), team: 'lagartijas', more: '26FICT00001\n26fict09999' }
  const announcement = await stage.post(`${street}/anuncios`, fields, 'neighbour')
  assert.equal(announcement.status, 422)
  assert.match(announcement.text, /Estas claves no son de este rally: 26FICT09999/)
})

test('R-64 a visit with photographs: originals and their hashes are kept, the post carries both', async () => {
  const bytes = await picture(1)
  const answer = await sendVisit(
    visitFields({ ...tap, note: 'Falta el barandal', sign: 'no', observed_progress: '26_50' }),
    [bytes],
  )
  assert.equal(answer.status, 303, answer.text)
  const post = await postOf(answer.location)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  assert.deepEqual(post.geo, { lat: 17.0601, lon: -96.7201 })
  assert.deepEqual([post.work, post.finding, post.text], ['26FICT00001', 'partly', 'Falta el barandal'])
  assert.equal(post.media?.[0]?.sha256, sha256)
  assert.match(post.media?.[0]?.phash ?? '', /^[0-9a-f]{16}$/)
  assert.deepEqual(await stage.deps.storage.read(sha256), bytes)
  const page = await stage.get(answer.location ?? '', 'neighbour')
  assert.deepEqual(await htmlProblems(page.text), [])
  assert.match(page.text, /CALLE-[0-9A-F]{4}-[0-9A-F]{4}/)
  assert.match(page.text, /El avance que viste no coincide/)
})

test('sent twice it is kept once, and both are told the same receipt; so with two at once', async () => {
  const fields = visitFields({ finding: 'matches' })
  const [bytes, context] = [await picture(2), await stage.contextOf('neighbour')]
  const first = await sendVisit(fields, [bytes])
  const second = await sendVisit(fields, [bytes])
  assert.equal(first.location, second.location)
  const capture: NewCapture = {
    clientId: newId(),
    workKeys: ['26FICT00003'],
    visit: null,
    clocks: { deviceAt: null, sentAt: null },
  }
  const edition = (await import('../editions/queries.ts')).editionById
  const found = await edition(stage.db, stage.edition.id)
  assert.ok(found)
  const none = { prepared: [], uploads: [] }
  const both = await Promise.all([1, 2, 3, 4].map(() => keepCapture(context, found, capture, none)))
  assert.equal(new Set(both.map(({ receipt }) => receipt.id)).size, 1)
  assert.equal(both.filter(({ isNew }) => isNew).length, 1)
  const { id } = both[0]?.receipt ?? { id: '' }
  const posts = await stage.db.selectFrom('rally_posts').select('arrival').where('external_id', '=', id).execute()
  assert.equal(posts.length, 1)
  assert.ok(await findReceipt(stage.db, found, id))
})

test('R-65 T-40 far from a point is a warning on the receipt; far from a line is nothing', async () => {
  const far = { latitude: '17.5', longitude: '-96.7', accuracy: '10' }
  const answer = await sendVisit(visitFields(far), [await picture(3)])
  assert.equal(answer.status, 303)
  assert.match((await stage.get(answer.location ?? '', 'neighbour')).text, /te ubica lejos/)
  assert.equal((await postOf(answer.location)).geo, undefined)
  await stage.db
    .updateTable('rally_works')
    .set({ location_precision: 'line' })
    .where('key', '=', '26FICT00001')
    .execute()
  assert.doesNotMatch((await stage.get(answer.location ?? '', 'neighbour')).text, /te ubica lejos/)
  await stage.db
    .updateTable('rally_works')
    .set({ location_precision: 'point' })
    .where('key', '=', '26FICT00001')
    .execute()
})

test('R-74 not found without a photograph of the place is warned about, not refused', async () => {
  const answer = await sendVisit(visitFields({ finding: 'not_found' }))
  assert.equal(answer.status, 303)
  assert.match((await stage.get(answer.location ?? '', 'neighbour')).text, /Una foto del punto publicado/)
})

test('T-52 no access is a finding like any other, and safety is told before the photographs', async () => {
  const page = await stage.get(`${street}/visitas?obra=26FICT00002`, 'neighbour')
  assert.deepEqual(await htmlProblems(page.text), [])
  assert.match(page.text, /Primero, tu seguridad/)
  assert.match(page.text, /no te quita puntos/)
  assert.match(page.text, /Según el gobierno: 100/)
  const answer = await sendVisit(visitFields({ work: '26FICT00002', finding: 'no_access' }), [await picture(4)])
  assert.equal(answer.status, 303)
  assert.equal((await postOf(answer.location)).finding, 'no_access')
  const receipt = await stage.get(answer.location ?? '', 'neighbour')
  assert.doesNotMatch(receipt.text, /class="notice warning"/)
})

test('T-51 of a visit from home no position is kept, whatever is sent', async () => {
  const answer = await sendVisit(visitFields({ ...tap, mode: 'remote' }), [await picture(5)])
  const id = /recibos\/([0-9a-f-]+)/.exec(answer.location ?? '')?.[1] ?? ''
  const row = await stage.db.selectFrom('rally_captures').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  assert.deepEqual([row.latitude, row.longitude, row.accuracy_meters, row.distance_meters], [null, null, null, null])
})

test('a photograph that cannot be read is told of by its number, and nothing is kept', async () => {
  const before = await stage.db.selectFrom('rally_captures').select('id').execute()
  const answer = await sendVisit(visitFields({ note: 'sigue aquí' }), [
    await picture(6),
    Buffer.from('<svg xmlns=""/>'),
  ])
  assert.equal(answer.status, 422)
  assert.match(answer.text, /Foto 2: Es un dibujo SVG/)
  assert.match(answer.text, /sigue aquí/)
  assert.match(answer.text, /Vuelve a elegir las fotos/)
  const many = await sendVisit(
    visitFields(),
    Array.from({ length: 7 }, () => Buffer.from('x')),
  )
  assert.match(many.text, /Son demasiadas fotos/)
  assert.equal((await stage.db.selectFrom('rally_captures').select('id').execute()).length, before.length)
})

test('only members of a team capture, for their own team, and minors once their guardian agreed', async () => {
  assert.equal((await stage.get(`${street}/visitas`, 'liaison')).status, 403)
  assert.match((await stage.get(street, 'liaison')).text, /Todavía no estás en un equipo/)
  const other = await sendVisit(visitFields({ team: 'tlacuaches' }), [await picture(7)])
  assert.equal(other.status, 409)
  assert.match(other.text, /tú estás en otro/)
  const member = stage.teams.lagartijas.memberId
  await stage.db.updateTable('rally_members').set({ is_minor: true }).where('id', '=', member).execute()
  const minor = await sendVisit(visitFields(), [await picture(8)])
  assert.equal(minor.status, 409)
  assert.match((await stage.get(street, 'neighbour')).text, /Falta el permiso/)
  await stage.db.updateTable('rally_members').set({ is_minor: false }).where('id', '=', member).execute()
})

test('R-61 after the close nothing enters, and the sentence says that a copy can be kept', async () => {
  const now = stage.now
  stage.now = new Date('2026-03-08T03:00:00Z')
  const answer = await sendVisit(visitFields(), [await picture(9)])
  stage.now = now
  assert.equal(answer.status, 409)
  assert.match(answer.text, /no cuenta|ya cerró/)
})

test('the street without script: works by distance, a search, valid markup', async () => {
  const near = await stage.get(`${street}?cerca=17.08,-96.74`, 'neighbour')
  assert.equal(near.status, 200)
  assert.deepEqual(await htmlProblems(near.text), [])
  const found = near.text.slice(near.text.indexOf('Obras encontradas'))
  const order = ['26FICT00003', '26FICT00002', '26FICT00001'].map((key) => found.indexOf(key))
  assert.ok(order.every((at) => at > 0) && order.toSorted((a, b) => a - b).join() === order.join())
  assert.match((await stage.get(`${street}?busca=techado`, 'neighbour')).text, /26FICT00002/)
  assert.match((await stage.get(`${street}?busca=nada%25`, 'neighbour')).text, /Ninguna obra del rally coincide/)
  assert.deepEqual(await htmlProblems((await stage.get(`${street}/anuncios`, 'neighbour')).text), [])
  assert.equal((await stage.get(street)).status, 303)
  const manifest = JSON.parse((await stage.get(`${street}/app.webmanifest`)).text)
  assert.equal(manifest.scope, street)
})
