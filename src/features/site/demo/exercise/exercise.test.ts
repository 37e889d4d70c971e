import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Desk, desk } from '../../../../../test/desk.ts'
import { htmlProblems } from '../../../../../test/html.ts'
import { restateNationalExercise } from './commands.ts'

let world: Desk
const path = '/san-pedro/ejercicios/construccion-4pa'
before(async () => {
  world = await desk()
  const spaces = new Map([['mexico', world.space.id]])
  await world.db.transaction().execute((tx) => restateNationalExercise(tx, world.now, spaces))
})
after(() => world.close())

test('T-12: both published ends of the consultation stand with their sources, and neither is called the right one', async () => {
  const page = await world.get(path)
  assert.deepEqual(await htmlProblems(page.text), [])
  assert.match(page.text, /Cuándo terminó la consulta[\s\S]{0,200}Las fuentes no coinciden/)
  for (const words of ['17 de junio de 2019', '14 de junio de 2019 (viernes)', 'No se sabe si se amplió el plazo'])
    assert.ok(page.text.includes(words), words)
})

test('T-13: 400 and about 500 in person are shown both, never averaged; figures of sectors are not added up', async () => {
  const { text } = await world.get(path)
  for (const words of ['Cerca de 500 personas', '400 personas', '184 participantes', '267 de 44'])
    assert.ok(text.includes(words))
  for (const sum of ['450', '471', '900']) assert.ok(!text.includes(`${sum} personas`), sum)
})

test('every fact of the 4PA has a source, and the process is history: nothing was opened, judged or asked for here', async () => {
  const data = JSON.parse((await world.get(`${path}.json`)).text)
  assert.equal(data.origin, 'public-record')
  assert.ok(data.told.length >= 20)
  assert.ok(data.told.every((fact: { sourceTitle: string }) => fact.sourceTitle.length > 3))
  assert.deepEqual(new Set(data.stages.map((stage: { state: null }) => stage.state)), new Set([null]))
  assert.deepEqual(
    data.stages.map((stage: { plannedFrom: string }) => stage.plannedFrom),
    [...['2019-05-24', '2019-06-18', '2019-07-10', '2019-08-21', '2019-10-14', '2019-12-10']],
  )
  const stage = await world.get(`${path}/etapas/mesas`, 'facilitator')
  assert.doesNotMatch(stage.text, /Abrir la etapa/)
  assert.match((await world.get(`${path}/pendientes`, 'facilitator')).text, /No falta nada/)
})
