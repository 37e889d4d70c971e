import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../../../test/html.ts'
import { picture } from '../../../../../test/photos.ts'
import { type RallyStage, rallyStage } from '../../../../../test/rally-stage.ts'
import { newId } from '../../../../platform/identity.ts'
import { deleteOldOriginals } from './commands.ts'

let stage: RallyStage
let photos: string
before(async () => {
  stage = await rallyStage()
  photos = `${stage.edition.path}/fotos`
})
after(() => stage.close())

async function visit(bytes: Buffer) {
  const form = new FormData()
  const fields = { client_id: newId(), work: '26FICT00001', finding: 'matches' }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('photos', new File([new Uint8Array(bytes)], 'foto.jpg'))
  const answer = await stage.send(`${stage.edition.path}/calle/visitas`, form, 'neighbour')
  assert.equal(answer.status, 303, answer.text)
  const id = /recibos\/([0-9a-f-]+)/.exec(answer.location ?? '')?.[1] ?? ''
  return stage.db.selectFrom('rally_photos').selectAll().where('capture_id', '=', id).executeTakeFirstOrThrow()
}

function decision(photo: string, how: string, more: { reason?: string; replacement?: Buffer } = {}) {
  const form = new FormData()
  form.set('photo', photo)
  form.set('decision', how)
  form.set('reason', more.reason ?? '')
  if (more.replacement) form.set('replacement', new File([new Uint8Array(more.replacement)], 'tapada.jpg'))
  return stage.send(photos, form, 'moderator')
}

const statusOf = async (sha256: string) => (await stage.get(`${photos}/${sha256}.jpg`)).status

test('R-70 no photograph is public before somebody checked it; withheld again it is gone', async () => {
  const photo = await visit(await picture(1))
  assert.equal(await statusOf(photo.public_sha256), 404)
  assert.equal(await statusOf(photo.thumbnail_sha256), 404)
  const desk = await stage.get(photos, 'moderator')
  assert.deepEqual(await htmlProblems(desk.text), [])
  assert.match(desk.text, /Por revisar \(1\)/)
  assert.doesNotMatch(desk.text, /\/original/)
  assert.equal((await decision(photo.id, 'withheld')).status, 422)
  assert.equal((await decision(photo.id, 'shown')).status, 303)
  assert.equal(await statusOf(photo.public_sha256), 200)
  const shown = await stage.get(`${photos}/${photo.public_sha256}.jpg`)
  assert.deepEqual(
    ['content-type', 'cache-control', 'x-content-type-options'].map((name) => shown.headers.get(name)),
    ['image/jpeg', 'public, max-age=86400, immutable', 'nosniff'],
  )
  assert.equal(await statusOf(photo.original_sha256), 404)
  assert.equal((await decision(photo.id, 'withheld', { reason: 'Se ve una placa.' })).status, 303)
  assert.equal(await statusOf(photo.public_sha256), 404)
})

test('R-70 T-51 a copy that the checker blurred takes the place of ours, which is not public any more', async () => {
  const photo = await visit(await picture(2))
  assert.equal((await decision(photo.id, 'shown', { replacement: await picture(3) })).status, 303)
  const check = await stage.db
    .selectFrom('rally_photo_checks')
    .select('replaced_sha256')
    .where('photo_id', '=', photo.id)
    .executeTakeFirstOrThrow()
  assert.ok(check.replaced_sha256)
  assert.equal(await statusOf(check.replaced_sha256), 200)
  assert.equal(await statusOf(photo.public_sha256), 404)
  assert.equal(await statusOf(photo.thumbnail_sha256), 404)
  const broken = await decision(photo.id, 'shown', { replacement: Buffer.from('nada') })
  assert.equal(broken.status, 422)
  assert.match(broken.text, /no es una foto/)
})

test('R-70 originals are for organisers and judges alone, as a download that nothing keeps', async () => {
  const bytes = await picture(4)
  const photo = await visit(bytes)
  const original = `${photos}/${photo.id}/original`
  for (const who of ['neighbour', 'moderator', 'liaison'] as const)
    assert.equal((await stage.get(original, who)).status, 404)
  assert.equal((await stage.get(original)).status, 303)
  const answer = await stage.get(original, 'facilitator')
  assert.equal(answer.status, 200)
  assert.deepEqual(
    ['content-disposition', 'cache-control', 'x-content-type-options'].map((name) => answer.headers.get(name)),
    [`attachment; filename="${photo.id}.jpg"`, 'private, no-store', 'nosniff'],
  )
  const judge = {
    edition_id: stage.edition.id,
    person_id: stage.cast.person('evaluator').id,
    code: 'A1',
    named_at: stage.now,
  }
  await stage.db.insertInto('rally_judges').values(judge).execute()
  assert.equal((await stage.get(original, 'evaluator')).status, 200)
  assert.equal((await stage.get(`${photos}/${photo.id}/vista`, 'neighbour')).status, 200)
  assert.equal((await stage.get(`${photos}/${photo.id}/vista`, 'liaison')).status, 404)
})

test('R-70 originals are deleted when their time is over; hash and day stay, and bytes that another photograph needs', async () => {
  const bytes = await picture(5)
  const [first, second] = [await visit(bytes), await visit(bytes)]
  assert.equal(first.original_sha256, second.original_sha256)
  const { db, deps } = stage
  assert.equal(first.original_delete_after.toISOString(), new Date('2026-09-04T00:00:00Z').toISOString())
  const later = new Date('2026-10-01T00:00:00Z')
  await db
    .updateTable('rally_photos')
    .set({ original_delete_after: new Date('2027-01-01Z') })
    .where('id', '=', second.id)
    .execute()
  assert.ok((await deleteOldOriginals(deps, later)) > 0)
  assert.ok(await deps.storage.open(first.original_sha256))
  await deleteOldOriginals(deps, new Date('2027-02-01Z'))
  assert.equal(await deps.storage.open(first.original_sha256), null)
  const row = await db.selectFrom('rally_photos').selectAll().where('id', '=', first.id).executeTakeFirstOrThrow()
  assert.deepEqual([row.original_sha256, row.original_deleted_at], [first.original_sha256, later])
  assert.equal((await stage.get(`${photos}/${first.id}/original`, 'facilitator')).status, 404)
  assert.match((await stage.get(photos, 'facilitator')).text, /La original se borró/)
})
