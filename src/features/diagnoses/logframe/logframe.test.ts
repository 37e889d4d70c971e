import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../../test/html.ts'
import { goodIndicator } from '../../../../test/logframe.ts'
import { type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'
import type { Context } from '../../../platform/context.ts'
import { found, NotAllowed, Refused } from '../../../platform/errors.ts'
import { addAlternative } from '../alternatives/commands.ts'
import type { ProblemTree } from '../model.ts'
import { addNode, createTree, publishTree } from '../trees/commands.ts'
import { findTree, nodesOf } from '../trees/queries.ts'
import { publishLogframe, saveIndicator, saveRow, startLogframe } from './commands.ts'
import { inOrder, type Row } from './model.ts'
import { findLogframe } from './queries.ts'

let stage: TrackingStage
let keeper: Context
let tree: ProblemTree
const path = '/san-pedro/diagnosticos/agua'
before(async () => {
  stage = await trackingStage()
  keeper = await stage.contextOf('facilitator')
  tree = await planted()
})
after(() => stage.close())

/** A tree with two direct causes, the first with two roots, and an alternative that takes up one of these. */
async function planted(): Promise<ProblemTree> {
  const central = 'El agua llega dos días por semana'
  const fields = { title: 'Agua', central, topicId: null, exerciseId: null }
  const slug = await createTree(keeper, stage.space, fields)
  const made = found(await findTree(stage.db, 'san-pedro', slug))
  const root = found((await nodesOf(stage.db, made.id))[0])
  const add = (on: string, side: 'cause' | 'effect', wording: string, mirror: string | null) =>
    addNode(keeper, made, on, { side, wording, mirror })
  const network = await add(root.id, 'cause', 'La red pierde la mitad', 'Red sustituida')
  await add(root.id, 'cause', 'El pozo baja', 'El pozo se recupera')
  const pipes = await add(network, 'cause', 'Los tubos son de 1970', 'Revisión de los tubos')
  await add(network, 'cause', 'Nadie repara', 'Cuadrillas de reparación')
  const effect = await add(root.id, 'effect', 'Se gasta en pipas', 'Se deja de gastar en pipas')
  await add(effect, 'effect', 'Hay hogares que se van', 'Los hogares se quedan.')
  await publishTree(keeper, made)
  await addAlternative(keeper, made, { wording: 'Cambiar la red por tramos', nodes: [pipes] })
  return made
}

const logframe = async () => found(await findLogframe(stage.db, tree.id))
const rows = async () => inOrder((await logframe()).current.matrix.rows)
const rowOf = async (code: string): Promise<Row> => found((await rows()).find((row) => row.code === code))
const refused = (key: string) => (error: unknown) => error instanceof Refused && error.key === key
const said = { assumptionIsExternal: 'yes', assumptionIsRelevant: 'yes', assumptionIsProbable: 'yes' }
const post = (ending: string, fields: Record<string, string>) =>
  stage.post(`${path}/mir${ending}`, fields, 'facilitator')

test('a matrix is made from a chosen alternative only, filled from the tree of objectives', async () => {
  await assert.rejects(startLogframe(await stage.contextOf('neighbour'), tree, 1), NotAllowed)
  const early = await post('', { alternative: '1' })
  assert.equal(early.status, 409)
  assert.match(early.text, /Elige primero una/)
  assert.deepEqual(await htmlProblems(early.text), [])
  await stage.db.updateTable('alternatives').set({ is_selected: true, reason: 'Rinde más' }).execute()
  assert.match((await stage.get(`${path}/alternativas`, 'facilitator')).text, /Armar la matriz/)
  assert.equal((await post('', { alternative: '1' })).location, `${path}/mir/editar`)
  await assert.rejects(startLogframe(keeper, tree, 1), refused('logframe.refused.exists'))
  assert.deepEqual(
    (await rows()).map(({ code, narrative }) => [code, narrative]),
    [
      ['F', 'Contribuir a lo siguiente: Los hogares se quedan'],
      // The central problem has no mirror yet.
      ['P', ''],
      ['C1', 'Red sustituida'],
      ['A1.1', 'Revisión de los tubos'],
    ],
  )
  assert.equal((await stage.get(`${path}/mir`)).status, 404, 'a draft is nobody’s matter')
})

test('rows and indicators are written by plain forms; each bad input has its sentence and nothing is lost', async () => {
  const purpose = await rowOf('P')
  const empty = await post(`/filas/${purpose.id}`, { version: '1', narrative: '', assumption: 'No hay sequía' })
  assert.equal(empty.status, 422)
  assert.match(empty.text, /No hay sequía<\/textarea>/)
  const words = { narrative: 'Las familias reciben agua diario', assumption: 'La sequía no se agrava', ...said }
  assert.equal((await post(`/filas/${purpose.id}`, { ...words, version: '1' })).status, 303)
  const bad = { name: 'Viviendas con agua', 'green.from': '90', 'green.to': '80', 'red.from': '1', target: 'mucho' }
  const back = await post(`/filas/${purpose.id}/indicadores/nuevo`, { ...bad, url: 'javascript:alert(1)' })
  assert.equal(back.status, 422)
  for (const sentence of [/no puede ser mayor/, /los dos valores/, /Escribe un número/, /value="mucho"/]) {
    assert.match(back.text, sentence)
  }
  assert.match(back.text, /href="#green-to-indicador"/)
  assert.deepEqual(await htmlProblems(back.text), [])
  assert.equal((await post('/filas', { component: '1', narrative: '' })).status, 422)
  assert.equal((await post('/filas', { component: '9', narrative: 'Otra' })).status, 409)
  const added = await post('/filas', { component: '1', narrative: 'Cuadrillas' })
  assert.equal((await rowOf('A1.2')).narrative, 'Cuadrillas')
  assert.deepEqual(await htmlProblems((await stage.get(added.location ?? '', 'facilitator')).text), [])
  const component = await rowOf('C1')
  const full = await post(`/filas/${component.id}/quitar`, { version: '1' })
  assert.match(full.text, /Este componente tiene actividades/)
  const last = await rowOf('A1.2')
  assert.equal((await post(`/filas/${last.id}/quitar`, { version: String(last.version) })).status, 303)
  await assert.rejects(rowOf('A1.2'))
  const goal = await rowOf('F')
  assert.match((await post(`/filas/${goal.id}/quitar`, { version: '1' })).text, /exactamente un Fin/)
  const late = await post(`/filas/${last.id}`, { version: '1', narrative: 'Lo que escribí' })
  assert.equal(late.status, 409)
  assert.match(late.text, /quitó esta fila/)
})

test('whoever saves over another’s row or indicator is shown both, and may bring them together', async () => {
  const purpose = await rowOf('P')
  const words = { narrative: 'Otra redacción', assumption: '', version: String(purpose.version - 1) }
  const second = await post(`/filas/${purpose.id}`, words)
  assert.equal(second.status, 409)
  assert.match(second.text, /Las familias reciben agua diario/)
  assert.match(second.text, /Otra redacción<\/textarea>/)
  assert.match(second.text, new RegExp(`name="version" value="${purpose.version}"`))
  assert.deepEqual(await htmlProblems(second.text), [])
  await post(`/filas/${purpose.id}/indicadores/nuevo`, { name: 'Viviendas con agua', target: '1,500.5' })
  const [indicator] = (await rowOf('P')).indicators
  assert.equal(indicator?.target, 1500.5)
  const one = `/filas/${purpose.id}/indicadores/${indicator?.id}`
  assert.equal((await post(one, { name: 'Casas con agua', version: '1' })).status, 303)
  const clash = await post(one, { name: 'Hogares con agua', version: '1' })
  assert.equal(clash.status, 409)
  assert.match(clash.text, /Casas con agua/)
  assert.match(clash.text, /value="Hogares con agua"/)
  assert.deepEqual(await htmlProblems(clash.text), [])
  const gone = await post(`${one}/quitar`, { version: '2' })
  assert.equal(gone.location, `${path}/mir/filas/${purpose.id}`)
})

test('two who save one row at the same time: one is kept, the other is told', async () => {
  const row = await rowOf('C1')
  const save = (narrative: string) =>
    saveRow(keeper, tree, row.id, { version: row.version, code: '', narrative, assumption: row.assumption })
  const results = await Promise.allSettled([save('Tramos sustituidos'), save('Tramos repuestos')])
  assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})

/** What the rules ask of each row, by commands. */
async function complete(): Promise<void> {
  for (const { id, version, code, narrative } of await rows()) {
    const assumption = { wording: 'No hay sequía', isExternal: true, isRelevant: true, isProbable: true }
    await saveRow(keeper, tree, id, { version, code: '', narrative, assumption })
    await saveIndicator(keeper, tree, id, null, { ...goodIndicator('x'), name: `Viviendas de ${code}` })
  }
}

test('R-124 to R-128 errors keep the matrix from being published and are said beside what they concern', async () => {
  const number = String((await logframe()).current.number)
  const early = await post('/publicar', { number })
  assert.equal(early.status, 409)
  assert.match(early.text, /impiden publicar la matriz/)
  assert.match(early.text, /Impide publicar: falta al menos un indicador/)
  assert.match(early.text, /Aviso: supuesto incompleto/)
  assert.deepEqual(await htmlProblems(early.text), [])
  await complete()
  assert.equal((await post('/publicar', { number })).status, 409, 'somebody saved since')
  const { current } = await logframe()
  assert.equal((await post('/publicar', { number: String(current.number) })).location, `${path}/mir`)
  const page = await stage.get(`${path}/mir`)
  for (const part of [/Contribuir a lo siguiente/, /Viviendas de A1\.1/, /No hay sequía/, /Sale del árbol/]) {
    assert.match(page.text, part)
  }
  assert.deepEqual(await htmlProblems(page.text), [])
  assert.match((await stage.get(path)).text, /Matriz de indicadores/)
})

test('R-34 the target of Propósito is not lowered in silence: ten letters of reason, read beside the matrix and in its history', async () => {
  const purpose = await rowOf('P')
  const [indicator] = purpose.indicators
  assert.ok(indicator)
  const easier = { ...indicator, target: 86 }
  await saveIndicator(keeper, tree, purpose.id, indicator.id, easier)
  assert.match((await stage.get(`${path}/mir`)).text, /meta: 90/, 'until it is published everybody reads what was')
  const { number } = (await logframe()).current
  await assert.rejects(publishLogframe(keeper, tree, { number, reason: 'Sí' }), refused('logframe.refused.lowered'))
  assert.match((await stage.get(`${path}/mir/editar`, 'facilitator')).text, /al menos diez letras/)
  const reason = 'El pozo dio menos agua en el aforo de marzo'
  assert.equal((await post('/publicar', { number: String(number), reason })).status, 303)
  const page = await stage.get(`${path}/mir`)
  assert.match(page.text, /«Viviendas de P»: de 90 a 86/)
  assert.match(page.text, /aforo de marzo/)
  const history = await stage.get(`${path}/mir/historial`)
  assert.match(history.text, /P · Viviendas de P · Meta/)
  assert.doesNotMatch(history.text, /Todo lo guardado/)
  assert.match((await stage.get(`${path}/mir/historial`, 'facilitator')).text, /Todo lo guardado/)
  for (const one of [page, history]) assert.deepEqual(await htmlProblems(one.text), [])
  await assert.rejects(publishLogframe(keeper, tree, { number, reason }), refused('logframe.refused.published'))
})

test('a matrix is taken away as JSON and CSV; a spreadsheet takes no cell for a formula', async () => {
  const activity = await rowOf('A1.1')
  const { version, assumption } = activity
  await saveRow(keeper, tree, activity.id, { version, code: '', narrative: '=HYPERLINK("x")', assumption })
  await publishLogframe(keeper, tree, { number: (await logframe()).current.number, reason: 'Prueba' })
  const json = JSON.parse((await stage.get(`${path}/mir.json`)).text)
  assert.deepEqual(
    json.rows.map(({ code }: Row) => code),
    ['F', 'P', 'C1', 'A1.1'],
  )
  assert.equal(json.publications.length, 3)
  const csv = await stage.get(`${path}/mir.csv`)
  assert.match(csv.headers.get('content-type') ?? '', /text\/csv/)
  const [header = '', , purpose = ''] = csv.text.split('\r\n')
  assert.match(header, /^level,code,narrative,assumption,.*,indicator,.*,green_from,.*,means_source,/)
  assert.match(purpose, /^purpose,P,/)
  assert.match(csv.text, /'=HYPERLINK/)
})
