import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { htmlProblems } from '../../../test/html.ts'
import { type TrackingStage, trackingStage } from '../../../test/tracking-stage.ts'
import { nodesOf } from './trees/queries.ts'

let stage: TrackingStage
const list = '/san-pedro/diagnosticos'
const tree = `${list}/agua-en-el-barrio-alto`
let central = ''
before(async () => {
  stage = await trackingStage()
})
after(() => stage.close())

const nodes = async () => {
  const { id } = await stage.db.selectFrom('problem_trees').select('id').executeTakeFirstOrThrow()
  return nodesOf(stage.db, id)
}
const nodeOf = async (wording: string) => {
  const node = (await nodes()).find((one) => one.wording === wording)
  assert.ok(node, wording)
  return node
}
const form = async (node: string, ending: string, fields: Record<string, string | string[]>) =>
  stage.post(`${tree}/nodos/${node}${ending}`, fields, 'facilitator')

test('a tree is started, drawn by plain forms and published once it keeps its rules (R-120, R-122)', async () => {
  const wrong = await stage.post(`${list}/nuevo`, { title: 'Agua en el barrio alto', central: '' }, 'facilitator')
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /Agua en el barrio alto/)
  const fields = { title: 'Agua en el barrio alto', central: 'Falta de agua en el barrio alto' }
  const made = await stage.post(`${list}/nuevo`, fields, 'facilitator')
  assert.equal(made.location, `${tree}/editar`)
  assert.equal((await stage.get(tree)).status, 404, 'a draft is nobody’s matter')
  central = (await nodeOf(fields.central)).id
  const add = (side: string, wording: string, mirror = '') => form(central, '/agregar', { side, wording, mirror })
  assert.equal((await add('cause', 'La red pierde la mitad del agua', 'La red pierde menos de un décimo')).status, 303)
  assert.equal((await stage.post(`${tree}/publicar`, {}, 'facilitator')).status, 409)
  await add('cause', 'El pozo baja cada año')
  await add('effect', 'Las familias gastan en pipas', 'Las familias dejan de gastar en pipas')
  const empty = await add('cause', '')
  assert.equal(empty.status, 422)
  assert.match(empty.text, /href="#wording-agregar"/)
  assert.deepEqual(await htmlProblems(empty.text), [])
  assert.equal((await stage.post(`${tree}/publicar`, {}, 'facilitator')).location, tree)
})

test('R-121 and R-123 are warned of on the pages, to all and to whoever edits', async () => {
  const open = await stage.get(tree)
  assert.match(open.text, /Está escrito como una solución que falta/)
  const desk = await stage.get(`${tree}/editar`, 'facilitator')
  assert.match(desk.text, /A 2 recuadros les falta su objetivo/)
  const alternatives = await stage.get(`${tree}/alternativas`, 'facilitator')
  assert.match(alternatives.text, /antes de elegir alternativas/)
  for (const page of [open, desk, alternatives]) assert.deepEqual(await htmlProblems(page.text), [])
})

test('whoever saves over another’s words is shown both, and may then bring them together', async () => {
  const node = await nodeOf('El pozo baja cada año')
  const words = (wording: string, version: number) => ({ wording, mirror: '', version: String(version) })
  assert.equal((await form(node.id, '', words('El pozo baja un metro cada año', node.version))).status, 303)
  const second = await form(node.id, '', words('El pozo se seca', node.version))
  assert.equal(second.status, 409)
  assert.match(second.text, /Así quedó: «El pozo baja un metro cada año»/)
  assert.match(second.text, /El pozo se seca<\/textarea>/)
  assert.match(second.text, new RegExp(`name="version" value="${node.version + 1}"`))
  assert.deepEqual(await htmlProblems(second.text), [])
  const both = words('El pozo baja un metro cada año y se seca', node.version + 1)
  assert.equal((await form(node.id, '', both)).status, 303)
})

test('words for a node that somebody removed are shown again, beside the tree', async () => {
  await form(central, '/agregar', { side: 'cause', wording: 'Sobra', mirror: '' })
  const node = await nodeOf('Sobra')
  assert.equal((await form(node.id, '/quitar', { version: '1' })).status, 303)
  const late = await form(node.id, '', { wording: 'Lo que escribí', mirror: '', version: '1' })
  assert.equal(late.status, 409)
  assert.match(late.text, /quitó este recuadro/)
  assert.match(late.text, /Lo que escribí/)
})

test('each bad input has its sentence, with nothing lost', async () => {
  const link = await form(central, '/aportaciones', { folios: '', topic: '' })
  assert.match(link.text, /Escribe al menos un folio/)
  const strange = await form(central, '/aportaciones', { folios: 'apo-9999-9999' })
  assert.equal(strange.status, 409)
  assert.match(strange.text, /APO-9999-9999/)
  const source = await form(central, '/fuentes', { title: 'Aforo', url: 'javascript:alert(1)', figure: '' })
  assert.equal(source.status, 422)
  assert.match(source.text, /value="Aforo"/)
  const move = await form(central, '/mover', { to: 'lado', version: '1' })
  assert.equal(move.status, 422)
})

test('nodes move by the buttons of the list; what somebody else moved meanwhile comes back there, as it stands', async () => {
  const desk = await stage.get(`${tree}/editar`, 'facilitator')
  assert.deepEqual(await htmlProblems(desk.text), [])
  const cause = await nodeOf('La red pierde la mitad del agua')
  const [, to = ''] = /value="(after:[^"]+)" data-way="down"/.exec(desk.text) ?? []
  const version = String(cause.version)
  const moved = await form(cause.id, '/mover', { to, version, from: 'lista' })
  assert.equal(moved.location, `${tree}/editar#n-${cause.id}`)
  const late = await form(cause.id, '/mover', { to, version, from: 'lista' })
  assert.equal(late.status, 409)
  assert.match(late.text, /<h1>Editar el árbol/)
  assert.deepEqual(await htmlProblems(late.text), [])
})

test('a tree is renamed and a kit’s words are edited by forms, and everybody reads what they said before', async () => {
  const clash = await stage.post(`${tree}/titulo`, { title: 'Otro', before: 'Viejo' }, 'facilitator')
  assert.equal(clash.status, 409)
  assert.match(clash.text, /Así quedó: «Agua en el barrio alto»/)
  assert.match(clash.text, /value="Otro"/)
  assert.equal((await stage.post(`${tree}/titulo`, { title: '', before: 'x' }, 'facilitator')).status, 422)
  const before = 'Agua en el barrio alto'
  assert.equal((await stage.post(`${tree}/titulo`, { title: 'Agua escasa', before }, 'facilitator')).status, 303)
  const history = await stage.get(`${tree}/historial`)
  assert.match(history.text, /Cambió el nombre/)
  for (const page of [clash, history]) assert.deepEqual(await htmlProblems(page.text), [])
  await stage.post(`${tree}/titulo`, { title: before, before: 'Agua escasa' }, 'facilitator')
})

test('a tree is taken away as JSON, CSV, SVG and PNG; a spreadsheet takes no cell for a formula', async () => {
  const cause = await nodeOf('La red pierde la mitad del agua')
  await form(cause.id, '/agregar', { side: 'cause', wording: '=HYPERLINK("x")', mirror: '<b>&' })
  const json = JSON.parse((await stage.get(`${tree}.json`)).text)
  assert.deepEqual(
    json.nodes.map((node: { kind: string }) => node.kind),
    ['direct-effect', 'central', 'direct-cause', 'direct-cause', 'root-cause'],
  )
  const csv = (await stage.get(`${tree}.csv`)).text
  assert.match(csv, /"?'=HYPERLINK/)
  const svg = await stage.get(`${tree}/problemas.svg`)
  assert.match(svg.headers.get('content-type') ?? '', /image\/svg\+xml/)
  assert.match(svg.text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  assert.match((await stage.get(`${tree}/objetivos.svg`)).text, /&lt;b&gt;&amp;/)
  const png = await stage.app.request(`${tree}/problemas.png`)
  const { format, width = 0 } = await sharp(Buffer.from(await png.arrayBuffer())).metadata()
  assert.equal(format, 'png')
  assert.ok(width > 800)
})

test('R-16 a kit is one page with all of it; whoever runs it is warned of its notice', async () => {
  const fields = {
    title: 'Paquete del agua',
    agenda: '1. Mirar el árbol',
    rules: 'Se habla de uno en uno.',
    sources: 'INEGI',
  }
  const bad = await stage.post(`${tree}/kits/nuevo`, { ...fields, rules: '' }, 'facilitator')
  assert.equal(bad.status, 422)
  assert.match(bad.text, /1\. Mirar el árbol/)
  const made = await stage.post(`${tree}/kits/nuevo`, { ...fields, table: '' }, 'facilitator')
  const kit = made.location ?? ''
  assert.equal((await stage.get(kit)).status, 404)
  await stage.db
    .insertInto('working_tables')
    .values({
      ...{ id: crypto.randomUUID(), space_id: stage.space.id, slug: 'mesa', title: 'Mesa del agua', purpose: 'P' },
      ...{
        kit_id: kit.slice(-36),
        held_at: new Date('2026-04-03T16:00:00Z'),
        modality: 'remote',
        published_at: stage.now,
        created_at: stage.now,
      },
    })
    .execute()
  assert.match((await stage.get(kit, 'facilitator')).text, /menos de 5 días hábiles/)
  assert.equal((await stage.post(`${kit}/publicar`, {}, 'facilitator')).status, 303)
  const page = await stage.get(kit)
  for (const part of [/Mirar el árbol/, /uno en uno/, /INEGI/, /<svg/, /2 días hábiles/]) assert.match(page.text, part)
  assert.deepEqual(await htmlProblems(page.text), [])
  const sheet = await stage.get(`${kit}/mesas/mesa`)
  assert.match(sheet.text, /<h1>Mesa del agua<\/h1>/)
  assert.deepEqual(await htmlProblems(sheet.text), [])
  assert.equal((await stage.get(`${kit}/mesas/otra`)).status, 404)
  const words = { ...fields, rules: 'Se pide la palabra.', version: '1' }
  assert.equal((await stage.post(`${kit}/editar`, { ...words, agenda: '' }, 'facilitator')).status, 422)
  assert.equal((await stage.post(`${kit}/editar`, words, 'facilitator')).location, kit)
  const late = await stage.post(`${kit}/editar`, { ...words, rules: 'Nadie grita.' }, 'facilitator')
  assert.equal(late.status, 409)
  assert.match(late.text, /Se pide la palabra/)
  assert.match(late.text, /Nadie grita\.<\/textarea>/)
  assert.deepEqual(await htmlProblems(late.text), [])
  assert.match((await stage.get(kit)).text, /Sus textos cambiaron el/)
  const nobody = await stage.post(`${kit}/entregas/impreso`, {}, 'facilitator')
  assert.equal(nobody.status, 422)
  assert.deepEqual(await htmlProblems((await stage.get(`${kit}/entregas`, 'facilitator')).text), [])
})

test('an alternative is proposed, scored and decided by forms; an empty score is no zero', async () => {
  const cause = await nodeOf('La red pierde la mitad del agua')
  const none = await stage.post(`${tree}/alternativas`, { wording: 'Cambiar la red' }, 'facilitator')
  assert.equal(none.status, 409)
  await stage.post(`${tree}/alternativas`, { wording: 'Cambiar la red', nodes: [cause.id] }, 'facilitator')
  const keys = ['technical', 'legal', 'budget', 'time', 'impact', 'complementarity']
  const scores = Object.fromEntries(
    keys.flatMap((key) => [
      [`points.${key}`, '3'],
      [`why.${key}`, `Por ${key}`],
    ]),
  )
  const half = await stage.post(
    `${tree}/alternativas/1`,
    { ...scores, 'points.legal': '', version: '1' },
    'facilitator',
  )
  assert.equal(half.status, 422)
  assert.match(half.text, /Elige de 0 a 3/)
  assert.deepEqual(await htmlProblems(half.text), [])
  assert.equal((await stage.post(`${tree}/alternativas/1`, { ...scores, version: '1' }, 'facilitator')).status, 303)
  const decision = { selected: 'yes', reason: 'Cuesta menos que las pipas', version: '2' }
  assert.equal((await stage.post(`${tree}/alternativas/1/decision`, decision, 'facilitator')).status, 303)
  const page = await stage.get(tree)
  assert.match(page.text, /18 de 18 puntos/)
  assert.match(page.text, /Cuesta menos que las pipas/)
  assert.deepEqual(await htmlProblems(page.text), [])
})
