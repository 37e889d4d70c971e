import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../../../test/html.ts'
import { picture } from '../../../../../test/photos.ts'
import { type RallyStage, rallyStage } from '../../../../../test/rally-stage.ts'
import { newId } from '../../../../platform/identity.ts'
import { rowsHeld } from '../../../people/queries/holdings.ts'

let stage: RallyStage
let missing: string
before(async () => {
  stage = await rallyStage()
  missing = `${stage.edition.path}/fuera-del-padron`
})
after(() => stage.close())

test('T-42 a work that the list lacks has its own path: reported with a folio, answered by organisers, public', async () => {
  assert.match((await stage.get(missing)).text, /Nadie ha reportado/)
  const fields = {
    client_id: newId(),
    name: 'Drenaje de la calle Juárez',
    description: 'Sin letrero.',
    point: '17.06, -96.72',
  }
  const empty = await stage.post(missing, { ...fields, name: '', point: 'aquí' }, 'liaison')
  assert.equal(empty.status, 422)
  assert.match(empty.text, /Las coordenadas no se entienden/)
  assert.match(empty.text, /Sin letrero\./)
  const sent = await stage.post(missing, fields, 'liaison')
  assert.equal(sent.status, 303)
  const folio = /folio=(OBRA-[0-9A-F]{4}-[0-9A-F]{4})/.exec(sent.location ?? '')?.[1] ?? ''
  assert.equal((await stage.post(missing, fields, 'liaison')).location, sent.location, 'sent twice, kept once')
  const list = await stage.get(missing)
  assert.match(list.text, /Drenaje de la calle Juárez/)
  assert.match(list.text, /Espera respuesta/)
  assert.doesNotMatch(list.text, /17\.06/, 'where somebody stood is not told')
  assert.deepEqual(await htmlProblems(list.text), [])

  const answer = { outcome: 'sent-to-publisher', reason: 'Se avisó al municipio.', work_key: '' }
  assert.equal((await stage.post(`${missing}/${folio}/respuesta`, answer, 'neighbour')).status, 403)
  const without = await stage.post(`${missing}/${folio}/respuesta`, { ...answer, reason: '' }, 'facilitator')
  assert.equal(without.status, 422)
  assert.deepEqual(await htmlProblems(without.text), [])
  assert.equal((await stage.post(`${missing}/${folio}/respuesta`, answer, 'facilitator')).status, 303)
  assert.equal((await stage.post(`${missing}/${folio}/respuesta`, answer, 'facilitator')).status, 409)
  assert.match((await stage.get(missing)).text, /Se avisó a quien publica los datos/)
})

function report(photo: Uint8Array | null) {
  const form = new FormData()
  const fields = { client_id: newId(), name: 'Pozo de la escuela', description: 'Sin tapa.', point: '17.06, -96.72' }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('photo_alt', 'Un brocal de piedra.')
  form.set('photo', new File(photo ? [new Uint8Array(photo)] : [], 'pozo.jpg'))
  return form
}

test('R-70 T-42 the photograph of a work outside the list waits until somebody checked it, and its person may take it along', async () => {
  const broken = await stage.send(missing, report(Buffer.from('no es una foto')), 'liaison')
  assert.equal(broken.status, 422)
  assert.match(broken.text, /Vuelve a elegir la foto/)
  assert.match(broken.text, /Sin tapa\./)
  assert.deepEqual(await htmlProblems(broken.text), [])
  assert.equal((await stage.send(missing, report(null), 'liaison')).status, 303, 'a photograph is optional')
  const sent = await stage.send(missing, report(await picture(5)), 'liaison')
  assert.equal(sent.status, 303, sent.text)
  const photo = await stage.db
    .selectFrom('rally_photos')
    .selectAll()
    .where('missing_work_id', 'is not', null)
    .executeTakeFirstOrThrow()
  assert.equal(photo.capture_id, null)
  const photos = `${stage.edition.path}/fotos`
  assert.equal((await stage.get(`${photos}/${photo.public_sha256}.jpg`)).status, 404)
  assert.match((await stage.get(missing)).text, /todavía se revisa/)
  assert.equal((await stage.get(`${photos}/${photo.id}/vista`, 'neighbour')).status, 404, 'no team has it')
  const desk = await stage.get(photos, 'moderator')
  assert.match(desk.text, /Foto de una obra fuera de la lista: Pozo de la escuela/)
  assert.deepEqual(await htmlProblems(desk.text), [])
  const check = new FormData()
  for (const [name, value] of Object.entries({ photo: photo.id, decision: 'shown', reason: '' })) check.set(name, value)
  assert.equal((await stage.send(photos, check, 'moderator')).status, 303)
  assert.equal((await stage.get(`${photos}/${photo.public_sha256}.jpg`)).status, 200)
  const list = await stage.get(missing)
  assert.match(list.text, /alt="Un brocal de piedra\."/)
  assert.deepEqual(await htmlProblems(list.text), [])
  const { id } = stage.cast.person('liaison')
  const held = await rowsHeld['rally-missing-works'](stage.db, { id, email: '' })
  assert.equal(held.length, 3)
  assert.ok(held.some((row) => row.name === 'Pozo de la escuela' && row.photo_alt === 'Un brocal de piedra.'))
})
