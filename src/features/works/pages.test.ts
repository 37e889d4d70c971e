import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../test/html.ts'
import { type RallyStage, rallyStage } from '../../../test/rally-stage.ts'

let stage: RallyStage
before(async () => {
  stage = await rallyStage()
  // The cut of the stage is older than those of the tests.
  await stage.db.updateTable('works_cuts').set({ dated_on: '2020-01-01' }).execute()
})
after(() => stage.close())

const header =
  'CVE_CARTERA,NOMBRE_PPI,DESCRIPCION_TIPO_PPI,ID_ENTIDAD_FEDERATIVA,ENTIDAD_FEDERATIVA,MUNICIPIO,LATITUD,LONGITUD,NOMBRE_ADMIN,MODIFICADO,EJERCIDO,AVANCE_FISICO,ESTATUS_OPERACION'
const social = 'Proyecto de Inversión de Infraestructura Social'
const rows = [
  `2151GYN0001,Puente del mercado,${social},20,OAXACA,San Pedro,17.06,-96.72,María Secreta,100,300,60,Vigente`,
  `2151GYN0002,"=Escuela, ""nueva""",${social},20,OAXACA,San Pedro,17.2,-96.8,María Secreta,100,50,40,Calendario Fiscal Concluido/Operación`,
  `2151GYN0003,Compra de camas,Programa de Inversión de Adquisiciones,9,CDMX,,0,0,María Secreta,100,50,,Vigente`,
]

async function bring(text: string | Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}, name = 'obras.csv') {
  const form = new FormData()
  form.set('file', new File([text], name))
  const usual = {
    title: `Obras ${name}`,
    publisher: 'SHCP',
    licence: 'Libre Uso MX',
    datedOn: '2025-12-31',
    downloadedOn: '2026-01-10',
    product: 'tracking',
    quarter: '4',
  }
  for (const [field, value] of Object.entries({ ...usual, ...fields })) form.set(field, value)
  return stage.send('/san-pedro/obras/importaciones', form, 'facilitator')
}

async function valid(path: string, who?: 'facilitator' | 'neighbour') {
  const answer = await stage.get(path, who)
  assert.equal(answer.status, 200, path)
  assert.deepEqual(await htmlProblems(answer.text), [], path)
  return answer.text
}

let cutPath: string

test('a cut comes in by a form, and its works are listed, filtered, ordered and told as data', async () => {
  const sent = await bring([header, ...rows].join('\n'))
  assert.equal(sent.status, 303)
  cutPath = sent.location ?? ''
  const report = await valid(cutPath, 'facilitator')
  assert.match(report, /El corte quedó guardado/)
  const list = await valid('/san-pedro/obras')
  for (const name of ['Puente del mercado', 'Compra de camas']) assert.ok(list.includes(name))
  assert.match(list, /no se ve en la calle/)
  assert.ok(!list.includes('Secreta'))
  const near = await valid('/san-pedro/obras?cerca=17.2,-96.8')
  assert.ok(near.indexOf('Escuela') < near.indexOf('Puente'))
  assert.match(near, /a 17\.\d km/)
  const only = await valid('/san-pedro/obras?visitable=si&tipo=social&q=puente&estado=20&municipio=San+Pedro')
  assert.ok(only.includes('Puente del mercado') && !only.includes('Escuela'))
  await valid('/san-pedro/obras?q=nada+de+nada&orden=avance&pagina=9&corte=x&cerca=x')
})

test('the twins hold all works, names that a spreadsheet would run are defused, and nobody is named', async () => {
  const json = JSON.parse((await stage.get('/san-pedro/obras.json')).text)
  assert.deepEqual(
    json.works.map((work: { key: string }) => work.key),
    ['2151GYN0001', '2151GYN0002', '2151GYN0003'],
  )
  assert.equal(json.cut.publisher, 'SHCP')
  const csv = (await stage.get('/san-pedro/obras.csv?q=escuela')).text
  assert.match(csv, /2151GYN0002,"'=Escuela, ""nueva"""/)
  const geo = JSON.parse((await stage.get('/san-pedro/obras.geojson')).text)
  assert.deepEqual(geo.features[0].geometry.coordinates, [-96.72, 17.06])
  assert.equal(geo.features[2].geometry, null)
  const points = JSON.parse((await stage.get('/san-pedro/obras/mapa.json?visitable=si')).text)
  assert.deepEqual(points, {
    keys: ['2151GYN0001', '2151GYN0002'],
    at: [-9672000, 1706000, -9680000, 1720000],
    visitable: [1, 1],
  })
  for (const ending of ['json', 'csv', 'geojson', 'oc4ids.json'])
    assert.ok(!(await stage.get(`/san-pedro/obras.${ending}`)).text.includes('Secreta'), ending)
})

test('T-39 R-86 T-44 a work says what its data do not prove, and shows no ratio of spending', async () => {
  const ended = await valid('/san-pedro/obras/2151GYN0002')
  assert.match(ended, /no dice que la obra esté terminada/)
  assert.match(ended, /No prueba que la obra exista/)
  const spent = await valid('/san-pedro/obras/2151GYN0001')
  assert.match(spent, /El gasto reportado pasa de lo modificado/)
  assert.ok(!/300(\.00)?\s?%/.test(spent))
  assert.equal((await stage.get('/san-pedro/obras/9999ZZZ9999')).status, 404)
})

test('T-45 a second cut stands beside the first, and a fall of progress is drawn as a fall', async () => {
  const { dataset_id: id } = await stage.db
    .selectFrom('works_cuts')
    .select('dataset_id')
    .where('number', '=', 1)
    .where('file_name', '=', 'obras.csv')
    .where('format', '=', 'opa')
    .executeTakeFirstOrThrow()
  const sent = await bring([header, rows[0]?.replace(',60,', ',20,') ?? ''].join('\n'), {
    dataset: id,
    datedOn: '2026-03-31',
    downloadedOn: '2026-04-01',
    quarter: '1',
  })
  assert.equal(sent.status, 303)
  const page = await valid('/san-pedro/obras/2151GYN0001')
  assert.match(page, /class="way fell"/)
  assert.match(page, /El avance reportado bajó/)
  const twin = JSON.parse((await stage.get('/san-pedro/obras/2151GYN0001.json')).text)
  assert.deepEqual(
    twin.cuts.map(({ state }: { state: { physical_progress: number } }) => state.physical_progress),
    [20, 60],
  )
  const again = await bring([header, ...rows].join('\n'), { dataset: id })
  assert.equal(again.status, 409)
  assert.match(again.text, /ya está guardado: es el corte 1/)
})

test('R-90 the file of a cut is given as it came only where it names nobody', async () => {
  await valid('/san-pedro/obras/cortes')
  const cuts = JSON.parse((await stage.get('/san-pedro/obras/cortes.json')).text).cuts as {
    id: string
    dataset: string
  }[]
  const opa = cuts.find(({ dataset }) => dataset === 'Obras obras.csv')
  const page = await valid(`/san-pedro/obras/cortes/${opa?.id}`)
  assert.match(page, /sin datos personales/)
  const file = await stage.get(`/san-pedro/obras/cortes/${opa?.id}/archivo`)
  assert.match(file.headers.get('content-type') ?? '', /text\/csv/)
  assert.ok(!file.text.includes('Secreta'))
  const clean = 'CVE_CARTERA,NOMBRE_PPI\n2151GYN0009,Parque\n'
  await bring(clean, {}, 'limpio.csv')
  const own = await stage.db
    .selectFrom('works_cuts')
    .select('id')
    .where('file_name', '=', 'limpio.csv')
    .executeTakeFirstOrThrow()
  assert.equal((await stage.get(`/san-pedro/obras/cortes/${own.id}/archivo`)).text, clean)
})

test('R-87 unknown statuses are shown to a person, who may let them in', async () => {
  const sent = await bring([header, rows[0]?.replace('Vigente', 'Terminado') ?? ''].join('\n'), {}, 'estatus.csv')
  const page = await valid(sent.location ?? '', 'facilitator')
  assert.match(page, /«Terminado»/)
  const admitted = await stage.post(`${sent.location}/estatus`, {}, 'facilitator')
  assert.match(await valid(admitted.location ?? '', 'facilitator'), /El corte quedó guardado/)
})

test('a table of any shape is mapped by a person before it comes in', async () => {
  const sent = await bring(
    'Folio;Obra;Y;X;Avance\nOB-7;Parque lineal;17,05;-96,71;30 %\nOB-8;Kiosco;;;\n',
    {},
    'municipio.csv',
  )
  const form = await valid(sent.location ?? '', 'facilitator')
  assert.match(form, /<option value="Folio" selected/)
  assert.match(form, /Parque lineal/)
  const wrong = await stage.post(`${sent.location}/columnas`, { key: 'Folio', name: 'Folio' }, 'facilitator')
  assert.deepEqual([wrong.status, /se usa una sola vez/.test(wrong.text)], [422, true])
  const done = await stage.post(
    `${sent.location}/columnas`,
    { key: 'Folio', name: 'Obra', latitude: 'Y', longitude: 'X', progress: 'Avance', isMexico: 'on' },
    'facilitator',
  )
  assert.match(await valid(done.location ?? '', 'facilitator'), /El corte quedó guardado/)
  const states = await stage.db.selectFrom('work_states').selectAll().where('name', '=', 'Parque lineal').execute()
  assert.match(states[0]?.key ?? '', /^X[0-9A-F]{10}$/)
  assert.deepEqual(
    [states[0]?.latitude, states[0]?.physical_progress, states[0]?.other],
    [17.05, 30, { CLAVE_ORIGINAL: 'OB-7' }],
  )
})

test('a form that lacks something keeps what was typed; files that are none are refused with their place', async () => {
  const lacking = await bring('x', {
    title: '',
    datedOn: 'ayer',
    sourceUrl: 'javascript:alert(1)',
    publisher: 'Alguien',
  })
  assert.equal(lacking.status, 422)
  assert.match(lacking.text, /value="Alguien"/)
  const bad = await bring('no soy una tabla', {}, 'malo.csv')
  assert.match(await valid(bad.location ?? '', 'facilitator'), /malo.csv, fila 1/)
  const zip = new Uint8Array([0x50, 0x4b, 3, 4, ...new Array<number>(40).fill(0)])
  const book = await bring(zip, {}, 'malo.xlsx')
  assert.match(await valid(book.location ?? '', 'facilitator'), /No es un libro de Excel/)
  assert.equal((await stage.send('/san-pedro/obras/importaciones', new FormData(), 'neighbour')).status, 403)
})

test('a person reports an error in the data, it is shown, and the desk answers it once', async () => {
  const path = '/san-pedro/obras/2151GYN0001/correcciones'
  await valid(path, 'neighbour')
  assert.equal((await stage.post(path, { field: 'place', shouldBe: '' }, 'neighbour')).status, 422)
  const said = { field: 'place', shouldBe: '17.0601, -96.7201', reason: 'Fui ayer.', sourceUrl: '' }
  assert.equal((await stage.post(path, said, 'neighbour')).status, 303)
  assert.match(await valid('/san-pedro/obras/2151GYN0001'), /17\.0601, -96\.7201/)
  await valid('/san-pedro/obras/correcciones', 'facilitator')
  const { id } = await stage.db.selectFrom('work_corrections').select('id').executeTakeFirstOrThrow()
  const desk = `/san-pedro/obras/correcciones/${id}`
  assert.equal((await stage.post(desk, { outcome: 'sent' }, 'facilitator')).status, 422)
  const answer = { outcome: 'sent', reason: 'Se envió a Hacienda.' }
  assert.equal((await stage.post(desk, answer, 'facilitator')).status, 303)
  assert.equal((await stage.post(desk, answer, 'facilitator')).status, 409)
  assert.match(await valid('/san-pedro/obras/2151GYN0001'), /Se envió a Hacienda/)
  assert.equal((await stage.post(desk, answer, 'neighbour')).status, 403)
})

test('the map has its list and its drawing without script, and allows its own worker and nobody else', async () => {
  const answer = await stage.get('/san-pedro/obras/mapa')
  const page = await valid('/san-pedro/obras/mapa')
  assert.match(page, /class="point"/)
  assert.match(page, /<works-map/)
  const policy = answer.headers.get('content-security-policy') ?? ''
  assert.match(policy, /worker-src 'self'/)
  assert.ok(!/https?:/.test(policy))
  const land = JSON.parse((await stage.get('/san-pedro/obras/mapa/contornos.json')).text)
  assert.equal(land.features.length, 32)
})
