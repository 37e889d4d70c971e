import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../../../test/html.ts'
import { type RallyStage, rallyStage } from '../../../../../test/rally-stage.ts'
import { newId } from '../../../../platform/identity.ts'

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
