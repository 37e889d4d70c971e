import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type ConsultationStage, consultationFields, consultationStage } from '../../../test/consultation-stage.ts'
import { collectedStrings, hostileStrings } from '../../../test/hostile-strings.ts'
import { htmlProblems } from '../../../test/html.ts'
import { typedFrom } from '../../platform/http/form.ts'
import { contribute, contributeMany } from './contributions/commands.ts'
import { emptyArrival } from './contributions/model.ts'

let stage: ConsultationStage
before(async () => {
  stage = await consultationStage()
})
after(() => stage.close())

const fieldOf = (text: string, name: string) =>
  new RegExp(`name="${name.replaceAll('.', '\\.')}"[^>]*value="([^"]*)"`).exec(text)?.[1] ?? ''

/** The form as a person meets it: opened, read for a while, sent. */
async function opened(cookie?: string) {
  const { text } = await stage.get(`${stage.path}/aportar`, undefined, cookie)
  stage.now = new Date(stage.now.getTime() + 20_000)
  return { clientId: fieldOf(text, 'clientId'), door: fieldOf(text, 'door') }
}

/** As a form hands it over. */
function typedText(text: string): string {
  const form = new FormData()
  form.set('text', text)
  return typedFrom(form).text ?? ''
}

const folioIn = (location: string | null) => /APO-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(location ?? '')?.[0] ?? ''

test('a neighbour contributes without an account and has a folio; sent twice it is kept once', async () => {
  const fields = { ...(await opened()), body: 'El camión de la basura no pasa.', language: 'es' }
  const first = await stage.post(`${stage.path}/aportar`, fields)
  assert.equal(first.status, 303)
  const folio = folioIn(first.location)
  assert.notEqual(folio, '')
  const second = await stage.post(`${stage.path}/aportar`, fields)
  assert.equal(second.location, first.location)
  const page = await stage.get(first.location ?? '')
  assert.match(page.text, new RegExp(folio))
  assert.match(page.text, /data-draft-sent="[^"]*\/aportar"/)
  assert.deepEqual(await htmlProblems(page.text), [])
})

test('the door: the hidden field, the forged or hurried form come back with all that was typed', async () => {
  const { clientId, door } = await opened()
  const body = 'No se pierde nada'
  for (const [changed, sentence] of [
    [{ website: 'https://spam.example' }, /campo escondido/],
    [{ door: 'x.y' }, /se quedó vieja/],
    [{ door: '' }, /se quedó vieja/],
  ] as const) {
    const answer = await stage.post(`${stage.path}/aportar`, { clientId, door, body, ...changed })
    assert.equal(answer.status, 422)
    assert.match(answer.text, sentence)
    assert.match(answer.text, /No se pierde nada/)
  }
  const { text } = await stage.get(`${stage.path}/aportar`)
  const hurried = { clientId: randomUUID(), door: fieldOf(text, 'door'), body }
  const fast = await stage.post(`${stage.path}/aportar`, hurried)
  assert.equal(fast.status, 422)
  assert.match(fast.text, /demasiado rápido/)
  stage.now = new Date(stage.now.getTime() + 3_000)
  assert.equal((await stage.post(`${stage.path}/aportar`, hurried)).status, 303, 'the same form a moment later')
})

test('R-143 whoever writes a telephone is warned once; sent all the same, nobody reads it until a moderator shows it', async () => {
  const fields = { ...(await opened()), body: 'Llámenme al 951 123 4567 por lo del pozo' }
  const warned = await stage.post(`${stage.path}/aportar`, fields)
  assert.equal(warned.status, 422)
  assert.match(warned.text, /parece traer datos personales/)
  assert.match(warned.text, /por lo del pozo/)
  const sent = await stage.post(`${stage.path}/aportar`, { ...fields, sure: 'on' })
  assert.equal(sent.status, 303)
  const page = await stage.get(sent.location ?? '')
  assert.doesNotMatch(page.text, /951 123/)
  for (const twin of ['json', 'csv', 'atom'])
    assert.doesNotMatch((await stage.get(`${stage.path}/aportaciones.${twin}`)).text, /951 123/, twin)
  const folio = folioIn(sent.location)
  assert.match((await stage.get(`${stage.path}/revision`, 'moderator')).text, new RegExp(folio))
  assert.match((await stage.get(`${stage.path}/aportaciones/${folio}`, 'moderator')).text, /951 123/)
  const decide = `${stage.path}/aportaciones/${folio}/decision`
  const empty = await stage.post(decide, { decision: 'shown', reason: '' }, 'moderator')
  assert.equal(empty.status, 422)
  assert.match(empty.text, /Escribe la razón/)
  assert.equal((await stage.post(decide, { decision: 'shown', reason: 'Es público' }, 'moderator')).status, 303)
  assert.match((await stage.get(`${stage.path}/aportaciones/${folio}`)).text, /951 123/)
  assert.doesNotMatch((await stage.get(`${stage.path}/revision`, 'moderator')).text, new RegExp(folio))
})

test('bad choices of the form have their sentences', async () => {
  const base = { ...(await opened()), body: 'Hola' }
  for (const [changed, sentence] of [
    [{ body: '  ' }, /Escribe tu aportación/],
    [{ body: 'x'.repeat(5001) }, /5,?000/],
    [{ axis: randomUUID() }, /Elige/],
    [{ territory: '99' }, /Elige/],
    [{ language: 'klingon' }, /Elige/],
  ] as const) {
    const answer = await stage.post(`${stage.path}/aportar`, { ...base, ...changed })
    assert.equal(answer.status, 422, JSON.stringify(changed).slice(0, 80))
    assert.match(answer.text, sentence)
  }
})

test('support is one a browser and can be taken back; comments stand in one level and are hidden with a reason', async () => {
  const { folio } = await contribute(await stage.contextOf(null), await stage.consultation(), {
    ...{ clientId: randomUUID(), axis: null, title: 'Un parque', body: 'Un parque con sombra', signature: null },
    ...{ language: 'es' as const, territory: null },
  })
  const page = `${stage.path}/aportaciones/${folio}`
  const supportsOf = async () => JSON.parse((await stage.get(`${page}.json`)).text).supports
  const given = await stage.post(`${page}/apoyar`, { support: 'yes' })
  const cookie = /tequio\.voz=[^;]+/.exec(given.headers.get('set-cookie') ?? '')?.[0] ?? ''
  assert.match(given.headers.get('set-cookie') ?? '', /HttpOnly/)
  await stage.post(`${page}/apoyar`, { support: 'yes' }, undefined, cookie)
  assert.equal(await supportsOf(), 1)
  await stage.post(`${page}/apoyar`, { support: 'yes' }, 'neighbour')
  await stage.post(`${page}/apoyar`, { support: 'yes' }, 'neighbour')
  assert.equal(await supportsOf(), 2)
  await stage.post(`${page}/apoyar`, { support: 'no' }, undefined, cookie)
  assert.equal(await supportsOf(), 1)
  const { text } = await stage.get(page)
  stage.now = new Date(stage.now.getTime() + 5_000)
  const said = await stage.post(`${page}/comentarios`, { door: fieldOf(text, 'door'), body: 'Y bancas <b>cómodas</b>' })
  assert.equal(said.status, 303)
  const id = /#c-(.+)$/.exec(said.location ?? '')?.[1]
  assert.match((await stage.get(page)).text, /Y bancas &lt;b&gt;cómodas/)
  const hide = { decision: 'hidden', reason: 'Insulta a una persona' }
  assert.equal((await stage.post(`${page}/comentarios/${id}`, hide, 'neighbour')).status, 403)
  assert.equal((await stage.post(`${page}/comentarios/${id}`, hide, 'moderator')).status, 303)
  const shown = (await stage.get(page)).text
  assert.match(shown, /Comentario reservado: Insulta a una persona/)
  assert.doesNotMatch(shown, /cómodas/)
})

test('naughty strings come out as they came, in every field and every twin', async () => {
  const consultation = await stage.consultation()
  const facilitator = await stage.contextOf('facilitator')
  const strings = [...hostileStrings, ...(collectedStrings() ?? []).slice(0, 400)]
    .map((text) => typedText(text).trim())
    .filter((text) => text !== '')
  await contributeMany(
    facilitator,
    consultation,
    strings.map((body) => ({
      ...emptyArrival('2026-03-05'),
      ...{ clientId: randomUUID(), channel: 'mail' as const, body, title: body.slice(0, 200).toWellFormed() },
      ...{ signature: body.slice(0, 120).toWellFormed(), place: body.slice(0, 200).toWellFormed() },
    })),
  )
  const pages = Math.ceil(strings.length / 30)
  for (let page = 1; page <= Math.min(pages, 4); page += 1) {
    const { text, status } = await stage.get(`${stage.path}/aportaciones?canal=mail&pagina=${page}`)
    assert.equal(status, 200)
    assert.doesNotMatch(text, /<script>alert|<img src=x|<iframe|onload=alert\(1\)>/)
    assert.deepEqual(await htmlProblems(text), [])
  }
  const { contributions } = JSON.parse((await stage.get(`${stage.path}/aportaciones.json?canal=mail`)).text)
  assert.equal(contributions.length, strings.length)
  const bodies = new Set(contributions.map((one: { body: string }) => one.body))
  for (const text of strings.slice(0, 15)) assert.ok(bodies.has(text) || /\d{10}/.test(text), text.slice(0, 40))
  const csv = (await stage.get(`${stage.path}/aportaciones.csv?canal=mail`)).text
  assert.match(csv, /'=cmd\|/)
  assert.doesNotMatch(csv, /,=cmd/)
  assert.equal((await stage.get(`${stage.path}/aportaciones.atom?canal=mail`)).status, 200)
  for (const q of hostileStrings.slice(0, 10).concat('%', '_', "'", '"', 'a & b | !'))
    assert.equal(
      (
        await stage.get(
          `${stage.path}/aportaciones?q=${encodeURIComponent(q.slice(0, 150).replaceAll('\0', '').toWellFormed())}`,
        )
      ).status,
      200,
    )
})

test('a facilitator types sheets: the meeting stays, the number grows, several at once, and nothing is lost when wrong', async () => {
  const capture = `${stage.path}/captura`
  assert.equal((await stage.get(capture)).status, 303, 'signed out')
  assert.equal((await stage.get(capture, 'neighbour')).status, 403)
  const meeting = { place: 'Casa ejidal', saidOn: '2026-03-08', channel: 'in-person' }
  const first = await stage.get(capture, 'facilitator')
  assert.match(first.text, /<textarea[^>]*autofocus/)
  const sheet = { 'sheets.0.clientId': fieldOf(first.text, 'sheets.0.clientId'), 'sheets.0.number': 'A-09' }
  const wrong = await stage.post(
    capture,
    { ...meeting, ...sheet, place: '', 'sheets.0.body': 'Que haya luz' },
    'facilitator',
  )
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /dónde fue la reunión/)
  assert.match(wrong.text, /Que haya luz/)
  const early = { ...meeting, ...sheet, saidOn: '2026-02-01', 'sheets.0.body': 'Que haya luz' }
  assert.match((await stage.post(capture, early, 'facilitator')).text, /lo dicho otro día no forma parte/)
  const right = { ...meeting, ...sheet, 'sheets.0.body': 'Que haya luz', 'demographics.gender': 'man' }
  const kept = await stage.post(capture, right, 'facilitator')
  assert.equal(kept.status, 303)
  assert.equal((await stage.post(capture, right, 'facilitator')).status, 303)
  const sums = await stage.db.selectFrom('demographic_answers').select(['answer', 'people']).execute()
  assert.deepEqual(sums, [{ answer: 'man', people: 1 }], 'what the sheet says of its writer, counted once')
  const next = await stage.get(kept.location ?? '', 'facilitator')
  assert.equal(fieldOf(next.text, 'place'), 'Casa ejidal')
  assert.equal(fieldOf(next.text, 'saidOn'), '2026-03-08')
  assert.equal(fieldOf(next.text, 'sheets.0.number'), 'A-10')
  assert.deepEqual(await htmlProblems(next.text), [])
  const many: Record<string, string> = { ...meeting, sheets: '10' }
  for (let index = 0; index < 10; index += 1) {
    many[`sheets.${index}.clientId`] = randomUUID()
    many[`sheets.${index}.number`] = `A-${index + 10}`
    if (index < 7) many[`sheets.${index}.body`] = `Hoja ${index}`
  }
  const several = await stage.post(capture, many, 'facilitator')
  assert.match(several.location ?? '', /hojas=10&numero=A-17&guardadas=7/)
  const { contributions } = JSON.parse((await stage.get(`${stage.path}/aportaciones.json?canal=in-person`)).text)
  assert.equal(contributions.filter((one: { place: string }) => one.place === 'Casa ejidal').length, 8)
})

test('a consultation is set up at the desk, published, and changed with a reason; a draft is nobody else’s page', async () => {
  const create = '/los-fresnos/consultas/nueva'
  assert.equal((await stage.get(create, 'neighbour')).status, 403)
  const fields = {
    ...{ title: 'Consulta nueva', slug: '', question: '¿Qué sigue?', summary: '', timeZone: 'America/Mexico_City' },
    ...{ channels: ['online'], opensAt: '2026-03-09T09:00', closesAt: '2026-04-09T09:00' },
    ...{ 'axes.0.name': 'Agua', 'axes.0.sdgs': '6, 3', 'axes.1.guidingQuestion': '¿Sin nombre?' },
  }
  const wrong = await stage.post(
    create,
    { ...fields, closesAt: '2026-03-01T09:00', 'axes.0.sdgs': '99' },
    'facilitator',
  )
  assert.equal(wrong.status, 422)
  for (const sentence of [/El cierre va después/, /números del 1 al 17/, /nombre del eje/])
    assert.match(wrong.text, sentence)
  assert.deepEqual(await htmlProblems(wrong.text), [])
  const made = await stage.post(create, { ...fields, 'axes.1.guidingQuestion': '' }, 'facilitator')
  assert.equal(made.location, '/los-fresnos/consultas/consulta-nueva')
  const page = made.location ?? ''
  assert.equal((await stage.get(page)).status, 404)
  assert.equal((await stage.post(`${page}/publicar`, {}, 'facilitator')).status, 409)
  const edit = (await stage.get(`${page}/editar`, 'facilitator')).text
  const axis = { 'axes.0.id': fieldOf(edit, 'axes.0.id'), 'axes.1.guidingQuestion': '' }
  const mail = { ...fields, ...axis, channels: ['online', 'mail'] }
  assert.equal((await stage.post(`${page}/editar`, mail, 'facilitator')).status, 303)
  assert.equal((await stage.post(`${page}/publicar`, {}, 'facilitator')).status, 303)
  const published = await stage.get(page)
  assert.equal(published.status, 200)
  assert.match(published.text, /Abierta hasta el 9 de abril de 2026/)
  assert.equal((await stage.post(`${page}/editar`, mail, 'facilitator')).status, 422, 'without a reason')
  assert.equal((await stage.post(`${page}/editar`, { ...mail, reason: 'Más tiempo' }, 'facilitator')).status, 303)
})

test('demographics are sums alone: counted once, never shown before the close, withheld below ten and against subtraction', async () => {
  for (let index = 0; index < 3; index += 1) {
    const fields = {
      ...(await opened()),
      body: `Con datos ${index}`,
      'demographics.gender': 'woman',
      'demographics.age': 'x',
    }
    await stage.post(`${stage.path}/aportar`, fields)
    await stage.post(`${stage.path}/aportar`, fields)
  }
  const rows = await stage.db.selectFrom('demographic_answers').selectAll().orderBy('answer').execute()
  assert.deepEqual(
    rows.map(({ question, answer, people }) => [question, answer, people]),
    [
      ['gender', 'man', 1],
      ['gender', 'woman', 3],
    ],
  )
  assert.deepEqual(Object.keys(rows[0] ?? {}).sort(), ['answer', 'consultation_id', 'people', 'question'])
  const [{ same }] = (
    await import('kysely').then(({ sql }) =>
      sql<{
        same: string
      }>`select count(*) as same from contributions c join demographic_answers d on c.xmin::text = d.xmin::text`.execute(
        stage.db,
      ),
    )
  ).rows as [{ same: string }]
  assert.equal(Number(same), 0, 'no transaction wrote both')
  assert.match((await stage.get(`${stage.path}/quienes`)).text, /Se publica cuando cierre/)
  const during = stage.now
  stage.now = new Date('2026-04-02T00:00:00Z')
  const after = await stage.get(`${stage.path}/quienes`)
  assert.match(after.text, /Contestaron menos de diez/)
  assert.deepEqual(await htmlProblems(after.text), [])
  stage.now = during
})

test('every public page is sound in both languages, and a contribution keeps its own', async () => {
  const { folio } = await contribute(await stage.contextOf(null), await stage.consultation(), {
    ...{ clientId: randomUUID(), axis: null, title: null, body: 'Ma kualli atl', signature: null },
    ...{ language: 'nah' as const, territory: null },
  })
  for (const address of ['', '/aportar', '/aportaciones', '/hoja', '/quienes', `/aportaciones/${folio}`])
    for (const lang of ['es', 'en']) {
      const { text, status } = await stage.get(`${stage.path}${address}?lang=${lang}`)
      assert.equal(status, 200, address)
      assert.deepEqual(await htmlProblems(text), [], address)
    }
  const page = (await stage.get(`${stage.path}/aportaciones/${folio}?lang=en`)).text
  assert.match(page, /<html lang="en/)
  assert.match(page, /lang="nah"/)
  const list = await stage.get('/los-fresnos/consultas')
  assert.deepEqual(await htmlProblems(list.text), [])
  assert.match(
    JSON.parse((await stage.get(`${stage.path}.json`)).text).title,
    new RegExp(consultationFields.title.slice(1, 5)),
  )
})
