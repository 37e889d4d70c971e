import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pdfOf } from '../../../test/attachments.ts'
import { type Desk, desk, fieldsOf, problemsOf } from '../../../test/desk.ts'
import { htmlProblems } from '../../../test/html.ts'
import { methodsFor } from './methods/queries.ts'
import { stateOf } from './model.ts'
import { findExercise } from './queries.ts'

let world: Desk
before(async () => {
  world = await desk()
})
after(() => world.close())

const base = '/san-pedro/ejercicios'
const reason = 'El acta se firmó ayer y se publica esta semana.'

async function methodId(code: string): Promise<string> {
  const methods = await methodsFor(world.db, world.space.id)
  return methods.find((method) => method.code === code)?.id ?? assert.fail(code)
}

async function created(slug: string, code = 'local-seis-pasos', startsOn = '2026-03-15'): Promise<string> {
  const fields = { title: `Ejercicio ${slug}`, slug, programme: 'local', methodId: await methodId(code), startsOn }
  const answer = await world.post(`${base}/nuevo`, fields, 'facilitator')
  assert.equal(answer.status, 303, problemsOf(answer.text))
  return `${base}/${slug}`
}

async function published(slug: string, code?: string): Promise<string> {
  const path = await created(slug, code)
  assert.equal((await world.post(`${path}/publicacion`, {}, 'facilitator')).status, 303)
  return path
}

const stageOf = async (slug: string, code: string) =>
  (await findExercise(world.db, 'san-pedro', slug))?.stages.find((stage) => stage.code === code) ?? assert.fail(code)

test('an exercise is created from a method with proposed dates, and nobody else sees it until its timeline is public', async () => {
  const path = await created('nuevo-plan')
  const exercise = await findExercise(world.db, 'san-pedro', 'nuevo-plan')
  assert.deepEqual(
    exercise?.stages.map(({ code }) => code),
    ['arranque', 'sensibilizacion', 'secretariado', 'mesas', 'lanzamiento', 'seguimiento'],
  )
  assert.deepEqual([exercise?.stages[0]?.plannedFrom, exercise?.stages[1]?.plannedFrom], ['2026-03-15', '2026-04-14'])
  for (const who of [undefined, 'neighbour', 'liaison'] as const)
    assert.equal((await world.get(path, who)).status, 404, who ?? 'anybody')
  const page = await world.get(path, 'facilitator')
  assert.match(page.text, /todavía no es público/)
  assert.equal((await world.post(`${path}/publicacion`, {}, 'facilitator')).status, 303)
  assert.equal((await world.post(`${path}/publicacion`, {}, 'facilitator')).status, 409)
  const open = await world.get(path)
  assert.equal(open.status, 200)
  assert.deepEqual(await htmlProblems(open.text), [])
})

test('both methods run out of the same pages', async () => {
  const path = await published('nacional', 'nacional-4pa')
  const page = await world.get(path)
  for (const words of ['Consulta de temas', 'Mesas de cocreación', 'Hojas de ruta'])
    assert.ok(page.text.includes(words), words)
  for (const code of ['consulta', 'sistematizacion', 'arboles-kit', 'mesas', 'hojas-de-ruta', 'publicacion']) {
    const stage = await world.get(`${path}/etapas/${code}`)
    assert.equal(stage.status, 200)
    assert.deepEqual(await htmlProblems(stage.text), [], code)
  }
})

test('R-11: publishing less than fourteen days before the first activity is warned of', async () => {
  const path = await created('con-prisa', undefined, '2026-03-10')
  assert.match((await world.get(path, 'facilitator')).text, /Faltan 9 días para la primera actividad/)
  const calm = await created('con-calma', undefined, '2026-03-15')
  assert.doesNotMatch((await world.get(calm, 'facilitator')).text, /para la primera actividad: son menos/)
})

test('R-04 and R-14: the calendar refuses dates that go back and stages without purpose, and loses nothing typed', async () => {
  const path = await created('calendario')
  const fields = fieldsOf((await world.get(`${path}/calendario`, 'facilitator')).text)
  const wrong = {
    ...fields,
    'mesas.purpose': '',
    'secretariado.plannedFrom': '2026-03-01',
    'mesas.plannedTo': '2026-13-40',
  }
  const answer = await world.post(`${path}/calendario`, wrong, 'facilitator')
  assert.equal(answer.status, 422)
  assert.match(answer.text, /Di para qué es esta etapa/)
  assert.match(answer.text, /Empieza antes que la etapa anterior|mesas-plannedTo-error/)
  assert.equal(fieldsOf(answer.text)['mesas.plannedTo']?.[0], '2026-13-40')
  const right = { ...fields, 'secretariado.plannedFrom': '2026-06-20' }
  assert.equal((await world.post(`${path}/calendario`, right, 'facilitator')).status, 303)
})

test('a published calendar changes only with its reason, which the record keeps', async () => {
  const path = await published('movido')
  const fields = fieldsOf((await world.get(`${path}/calendario`, 'facilitator')).text)
  assert.equal((await world.post(`${path}/calendario`, fields, 'facilitator')).status, 422)
  assert.equal((await world.post(`${path}/calendario`, { ...fields, reason }, 'facilitator')).status, 303)
  const event = await world.db
    .selectFrom('events')
    .select('details')
    .where('type', '=', 'exercise.rescheduled')
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  assert.equal((event.details as { reason?: string }).reason, reason)
})

test('a stage opened or closed early is refused with what is missing, and passes only with a public reason that stays', async () => {
  const path = await published('temprano')
  const stage = `${path}/etapas/arranque`
  const early = await world.post(`${stage}/paso`, { move: 'open', onDay: '2026-03-01' }, 'facilitator')
  assert.equal(early.status, 409)
  assert.match(early.text, /No se puede abrir «Declaratoria conjunta» sin una razón pública: falta una cosa/)
  assert.match(early.text, /El calendario no lleva 14 días publicado: lleva 0/)
  assert.equal(stateOf(await stageOf('temprano', 'arranque')), 'not-open')
  const short = await world.post(
    `${stage}/paso`,
    { move: 'open', onDay: '2026-03-01', reason: 'porque sí' },
    'facilitator',
  )
  assert.equal(short.status, 422)
  const given = await world.post(`${stage}/paso`, { move: 'open', onDay: '2026-03-01', reason }, 'facilitator')
  assert.equal(given.status, 303)
  const early2 = await world.post(`${stage}/paso`, { move: 'close', onDay: '2026-03-01' }, 'facilitator')
  assert.equal(early2.status, 409)
  assert.match(early2.text, /Falta que firmen la declaratoria los tres sectores/)
  const seen = await world.get(stage)
  assert.match(seen.text, /Se abrió el 1 de marzo de 2026 sin cumplir todo/)
  assert.ok(seen.text.includes(reason))
  assert.ok((await world.get(path)).text.includes(reason), 'on the page of the exercise too')
  assert.deepEqual(
    (await stageOf('temprano', 'arranque')).moves.map(({ unmet }) => unmet),
    [['timeline-published']],
  )
})

test('R-04: a later step does not open before the one before it has closed', async () => {
  const path = await published('en-orden')
  const answer = await world.post(`${path}/etapas/mesas/paso`, { move: 'open', onDay: '2026-03-01' }, 'facilitator')
  assert.equal(answer.status, 409)
  assert.match(answer.text, /La etapa anterior no ha terminado/)
  assert.match(answer.text, /Falta que el órgano elija a quien facilita/)
})

test('days to come, days before the last change and moves out of turn are refused', async () => {
  const path = await published('dias')
  const stage = `${path}/etapas/arranque/paso`
  const refusal = async (fields: Record<string, string>) => {
    const answer = await world.post(stage, { reason, ...fields }, 'facilitator')
    assert.equal(answer.status, 409)
    return answer.text
  }
  assert.match(await refusal({ move: 'close', onDay: '2026-03-01' }), /La etapa no está abierta/)
  assert.match(await refusal({ move: 'open', onDay: '2026-03-02' }), /Ese día todavía no llega/)
  assert.equal((await world.post(stage, { reason, move: 'open', onDay: '2026-02-20' }, 'facilitator')).status, 303)
  assert.match(await refusal({ move: 'open', onDay: '2026-02-21' }), /ya está abierta/)
  assert.match(await refusal({ move: 'close', onDay: '2026-02-19' }), /anterior al último cambio/)
  assert.equal((await world.post(stage, { reason, move: 'close', onDay: '2026-02-21' }, 'facilitator')).status, 303)
  assert.match(await refusal({ move: 'open', onDay: '2026-02-22', reason: '' }), /Para volver a abrir/)
})

test('two who open a stage at once open it once', async () => {
  const path = await published('dos')
  const fields = { move: 'open', onDay: '2026-03-01', reason }
  const answers = await Promise.all(
    [1, 2, 3].map(() => world.post(`${path}/etapas/arranque/paso`, fields, 'facilitator')),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409, 409])
  assert.equal((await stageOf('dos', 'arranque')).moves.length, 1)
})

test('R-07: a stage shows its documents as files and links; one that was withdrawn stays with its reason and its file is gone', async () => {
  const path = await published('productos')
  const stage = `${path}/etapas/arranque`
  const form = new FormData()
  for (const [name, value] of Object.entries({
    output: 'declaratoria',
    title: 'Declaratoria',
    url: '',
    datedOn: '',
    note: '',
  }))
    form.set(name, value)
  form.set('file', new File([new Uint8Array(pdfOf('Declaratoria'))], 'declaratoria.pdf'))
  assert.equal((await world.send(`${stage}/cargas`, form, 'facilitator')).status, 303)
  const link = { output: '', title: 'Nota de prensa', url: 'https://example.org/nota', datedOn: '2026-02-01', note: '' }
  assert.equal((await world.post(`${stage}/cargas`, link, 'facilitator')).status, 303)
  const page = await world.get(stage)
  const file = /href="([^"]+\/archivos\/[0-9a-f]{64})"/.exec(page.text)?.[1] ?? assert.fail('no file')
  const served = await world.get(file)
  assert.equal(served.status, 200)
  assert.match(served.headers.get('content-security-policy') ?? '', /sandbox/)
  const { id } = await world.db
    .selectFrom('stage_outputs')
    .select('id')
    .where('title', '=', 'Declaratoria')
    .executeTakeFirstOrThrow()
  assert.equal((await world.post(`${stage}/productos/${id}/retiro`, { reason: 'corta' }, 'facilitator')).status, 422)
  assert.equal((await world.post(`${stage}/productos/${id}/retiro`, { reason }, 'facilitator')).status, 303)
  assert.ok((await world.get(stage)).text.includes(reason))
  assert.equal((await world.get(file)).status, 404)
  for (const [fields, sentence] of [
    [{ ...link, title: '' }, /id="title-error"/],
    [{ ...link, url: '' }, /Elige un archivo o escribe una dirección\./],
    [{ ...link, url: 'javascript:alert(1)' }, /id="url-error"/],
    [{ ...link, output: 'informe-evaluacion' }, /no es de esta etapa/],
  ] as const) {
    const answer = await world.post(`${stage}/cargas`, fields, 'facilitator')
    assert.equal(answer.status, 422)
    assert.match(answer.text, sentence)
  }
})

test('the twins say what the page says', async () => {
  const path = await published('gemelos')
  const data = JSON.parse((await world.get(`${path}.json`)).text)
  assert.equal(data.stages.length, 6)
  assert.equal(data.stages[0].plannedFrom, '2026-03-15')
  const calendar = (await world.get(`${path}.ics`)).text
  assert.match(calendar, /DTSTART;VALUE=DATE:20260315/)
  assert.match((await world.get(`${path}.atom`)).text, /Se publicó el calendario de un ejercicio/)
  assert.ok(
    JSON.parse((await world.get(`${base}.json`)).text).exercises.some(
      (one: { slug: string }) => one.slug === 'gemelos',
    ),
  )
})

test('a space copies a method, adapts it and keeps every version with its reason; what runs goes on with its own', async () => {
  const list = await world.get('/san-pedro/metodos')
  assert.match(list.text, /Método local \(seis pasos en doce meses\)/)
  assert.deepEqual(await htmlProblems(list.text), [])
  const form = await world.get('/san-pedro/metodos/local-seis-pasos/adaptar', 'facilitator')
  assert.deepEqual(await htmlProblems(form.text), [])
  const fields = {
    ...fieldsOf(form.text),
    name: 'Método de San Pedro',
    reason: 'Somos pocos y cerca.',
    'stages.0.name': 'Asamblea',
    'stages.1.gone': 'on',
  }
  const made = await world.post('/san-pedro/metodos/local-seis-pasos/adaptar', fields, 'facilitator')
  assert.equal(made.status, 303, problemsOf(made.text))
  assert.equal(made.location, '/san-pedro/metodos/metodo-de-san-pedro')
  const page = await world.get(made.location ?? '')
  assert.match(page.text, /Asamblea/)
  assert.match(page.text, /Somos pocos y cerca/)
  assert.match(page.text, /5 etapas/)
  assert.deepEqual(await htmlProblems(page.text), [])
  const path = await published('propio', 'metodo-de-san-pedro')
  const again = fieldsOf((await world.get(`${made.location}/adaptar`, 'facilitator')).text)
  const second = {
    ...again,
    reason: 'Falta una etapa de cuentas.',
    'stages.5.name': 'Cuentas',
    'stages.5.purpose': 'Decir qué se gastó.',
    'stages.5.takesPart': 'Todas.',
  }
  assert.equal((await world.post(`${made.location}/adaptar`, second, 'facilitator')).status, 303)
  assert.match((await world.get(made.location ?? '')).text, /6 etapas/)
  assert.match((await world.get(`${made.location}?version=1`)).text, /5 etapas/)
  assert.equal(JSON.parse((await world.get(`${path}.json`)).text).stages.length, 5)
  assert.equal((await world.get('/santa-maria/metodos/metodo-de-san-pedro')).status, 404, 'of that space alone')
})

test('an adaptation without name of a stage, without purpose or without reason comes back with its sentences', async () => {
  const form = await world.get('/san-pedro/metodos/nacional-4pa/adaptar', 'facilitator')
  const fields = { ...fieldsOf(form.text), name: 'Otro', reason: '', 'stages.0.name': '', 'stages.1.purpose': '' }
  const answer = await world.post('/san-pedro/metodos/nacional-4pa/adaptar', fields, 'facilitator')
  assert.equal(answer.status, 422)
  for (const id of ['reason-error', 'stages-0-name-error', 'stages-1-purpose-error'])
    assert.ok(answer.text.includes(`id="${id}"`), id)
})

test('what a method or an exercise says in Spanish is marked as Spanish on an English page', async () => {
  const path = await published('en-ingles')
  for (const address of [path, `${path}/etapas/mesas`, '/san-pedro/metodos/local-seis-pasos']) {
    const english = await world.get(`${address}?lang=en`)
    assert.match(english.text, /<html lang="en/)
    assert.match(english.text, /<h1><span lang="es">/, address)
    assert.deepEqual(await htmlProblems(english.text), [], address)
    assert.doesNotMatch((await world.get(address)).text, /<h1><span lang/, address)
  }
})
