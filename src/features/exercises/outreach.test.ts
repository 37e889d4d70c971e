import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pdfOf } from '../../../test/attachments.ts'
import { type Desk, desk, problemsOf } from '../../../test/desk.ts'
import { htmlProblems } from '../../../test/html.ts'
import { newId } from '../../platform/identity.ts'
import { addActors } from './actors/commands.ts'
import { growthOf } from './actors/model.ts'
import { actorsOf } from './actors/queries.ts'
import { remindFacilitators } from './checklist/commands.ts'
import { standingOf } from './declaration/model.ts'
import { methodsFor } from './methods/queries.ts'
import { findExercise } from './queries.ts'

let world: Desk
let path: string
const base = '/san-pedro/ejercicios'
const reason = 'El acta se firmó ayer y se publica esta semana.'

before(async () => {
  world = await desk()
  const methods = await methodsFor(world.db, world.space.id)
  const methodId = methods.find(({ code }) => code === 'local-seis-pasos')?.id ?? assert.fail()
  const fields = { title: 'Ejercicio local', slug: 'local', programme: 'local', methodId, startsOn: '2026-03-15' }
  assert.equal((await world.post(`${base}/nuevo`, fields, 'facilitator')).status, 303)
  path = `${base}/local`
  assert.equal((await world.post(`${path}/publicacion`, {}, 'facilitator')).status, 303)
})
after(() => world.close())

const exercise = async () => (await findExercise(world.db, 'san-pedro', 'local')) ?? assert.fail()
const partyOf = async (organizationId: string) =>
  (
    await world.db
      .selectFrom('declaration_parties')
      .select('id')
      .where('organization_id', '=', organizationId)
      .executeTakeFirstOrThrow()
  ).id

async function oversight(validTo: string | null): Promise<string> {
  const [old, successor] = [newId(), newId()]
  const row = { space_id: world.space.id, kind: 'oversight-body', created_at: world.now }
  const kinds = await world.db
    .selectFrom('organization_kinds')
    .select('code')
    .where('sector', '=', 'oversight')
    .execute()
  const kind = kinds[0]?.code ?? assert.fail('no kind of oversight')
  await world.db
    .insertInto('organizations')
    .values({ ...row, kind, id: successor, name: `Autoridad garante ${successor}` })
    .execute()
  await world.db
    .insertInto('organizations')
    .values({ ...row, kind, id: old, name: `Instituto ${old}`, valid_to: validTo, successor_id: successor })
    .execute()
  return old
}

test('a declaration holds once the three sectors have signed, from accounts and on paper, and a new text asks again', async () => {
  const declaration = `${path}/declaratoria`
  const { institutionId, civilSocietyId } = world.cast
  const garante = await oversight(null)
  assert.equal((await world.post(`${declaration}/texto`, { body: 'Nos comprometemos.' }, 'facilitator')).status, 303)
  for (const [sector, organizationId] of [
    ['government', institutionId],
    ['civil-society', civilSocietyId],
    ['oversight', garante],
  ] as const) {
    const party = { sector, organizationId, signatory: 'Dirección' }
    assert.equal((await world.post(`${declaration}/partes`, party, 'facilitator')).status, 303)
    assert.equal((await world.post(`${declaration}/partes`, party, 'facilitator')).status, 409, 'once is enough')
  }
  const sign = async (id: string, who: 'liaison' | 'co-responsible' | 'facilitator', version = '1') =>
    (await world.post(`${declaration}/partes/${id}/firma`, { version }, who)).status
  assert.equal(await sign(await partyOf(institutionId), 'facilitator'), 403, 'nobody signs for another')
  assert.equal(await sign(await partyOf(institutionId), 'co-responsible'), 403)
  assert.equal(await sign(await partyOf(institutionId), 'liaison', '7'), 409, 'nobody signs what she has not read')
  assert.equal(await sign(await partyOf(institutionId), 'liaison'), 303)
  assert.equal(await sign(await partyOf(institutionId), 'liaison'), 409, 'nor twice')
  assert.equal(await sign(await partyOf(civilSocietyId), 'co-responsible'), 303)
  assert.match((await world.get(declaration)).text, /falta: Organismo garante/)
  const act = new FormData()
  act.set('signedOn', '2026-02-27')
  act.set('file', new File([new Uint8Array(pdfOf('Acta firmada'))], 'acta.pdf'))
  assert.equal((await world.send(`${declaration}/cargas/${await partyOf(garante)}`, act, 'facilitator')).status, 303)
  const page = await world.get(declaration)
  assert.match(page.text, /Firmada por los tres sectores/)
  assert.match(page.text, /desde el 1 de marzo de 2026/, 'since the last of the three signed')
  assert.deepEqual(await htmlProblems(page.text), [])
  assert.equal((await world.post(`${declaration}/texto`, { body: 'Otro texto.' }, 'facilitator')).status, 409, 'why?')
  assert.equal((await world.post(`${declaration}/texto`, { body: 'Otro texto.', reason }, 'facilitator')).status, 303)
  assert.match((await world.get(declaration)).text, /Todavía no vale/)
  assert.equal(
    (await world.post(`${declaration}/partes/${await partyOf(garante)}/quitar`, {}, 'facilitator')).status,
    409,
  )
})

test('two sectors, however many parties sign for them, are not three', () => {
  const signed = { way: 'paper', signedOn: '2026-01-01', sha256: null, fileName: null } as const
  const party = (sector: 'government' | 'civil-society' | 'oversight', on: string) => ({
    sector,
    signature: { ...signed, signedOn: on },
  })
  assert.deepEqual(standingOf([party('government', '2026-01-01'), party('government', '2026-01-02')]).missing, [
    'civil-society',
    'oversight',
  ])
  const all = [
    party('government', '2026-01-09'),
    party('government', '2026-01-01'),
    party('civil-society', '2026-01-05'),
    party('oversight', '2026-01-03'),
  ]
  assert.deepEqual(standingOf(all), { missing: [], inForceSince: '2026-01-05' })
})

test('T-34: a body that has ceased signs nothing after its last day, and its successor is named', async () => {
  const gone = await oversight('2025-03-20')
  await world.post(
    `${path}/declaratoria/partes`,
    { sector: 'oversight', organizationId: gone, signatory: 'Presidencia' },
    'facilitator',
  )
  const id = await partyOf(gone)
  const act = (signedOn: string) => {
    const form = new FormData()
    form.set('signedOn', signedOn)
    form.set('file', new File([new Uint8Array(pdfOf('Acta'))], 'acta.pdf'))
    return world.send(`${path}/declaratoria/cargas/${id}`, form, 'facilitator')
  }
  for (const [fields, sentence] of [
    [{ signedOn: '' }, /Elige el acta firmada/],
    [{ signedOn: 'ayer', file: 'x' }, /Elige el acta firmada/],
  ] as const)
    assert.match((await world.post(`${path}/declaratoria/cargas/${id}`, fields, 'facilitator')).text, sentence)
  const late = await act('2025-03-21')
  assert.equal(late.status, 409)
  assert.match(late.text, /ya no existía ese día\. Sus funciones pasaron a: Autoridad garante/)
  assert.match((await world.get(`${path}/declaratoria`)).text, /Dejó de existir el 20 de marzo de 2025/)
  assert.equal((await act('2025-03-19')).status, 303, 'what it signed while it existed stands')
})

test('actors are invited by mail with a link that answers without an account, or by voice and paper; addresses show nowhere', async () => {
  const add = (fields: Record<string, string>) => world.post(`${path}/actores`, fields, 'facilitator')
  assert.equal((await add({ name: 'Red de Agua', sector: 'civil-society', email: 'Red@Example.org' })).status, 303)
  assert.equal((await add({ name: 'Rosa Fresno', sector: 'citizens', email: 'rosa@example.org' })).status, 303)
  assert.equal((await add({ name: 'Cabildo', sector: 'government' })).status, 303)
  const wrong = await add({ name: '', sector: 'clergy', email: 'no es un correo' })
  assert.equal(wrong.status, 422)
  for (const id of ['name-error', 'sector-error', 'email-error']) assert.ok(wrong.text.includes(`id="${id}"`), id)
  assert.equal((await add({ name: 'X', sector: 'private', territoryKey: '99999' })).status, 409)
  assert.equal((await world.post(`${path}/actores/invitaciones`, {}, 'facilitator')).status, 303)
  assert.equal((await world.post(`${path}/actores/invitaciones`, {}, 'facilitator')).status, 303)
  const mails = await world.db.selectFrom('mails').selectAll().where('purpose', '=', 'exercise-invitation').execute()
  assert.deepEqual(mails.map(({ recipient }) => recipient).sort(), ['red@example.org', 'rosa@example.org'], 'once each')
  const link =
    /http:\/\/localhost:8080(\S+token=\S+)/.exec(
      mails.find(({ recipient }) => recipient.startsWith('red'))?.text_body ?? '',
    )?.[1] ?? assert.fail()
  const form = await world.get(link)
  assert.match(form.text, /Se invita a Red de Agua/)
  assert.deepEqual(await htmlProblems(form.text), [])
  const token = new URL(link, 'http://x').searchParams.get('token') ?? ''
  const own = (fields: Record<string, string>) => world.post(`${path}/actores/respuesta`, { token, ...fields })
  assert.equal((await own({ answer: 'quizás' })).status, 422)
  assert.match((await own({ answer: 'undecided' })).text, /Quedó anotado/)
  assert.match((await own({ answer: 'joins', note: 'Con gusto' })).text, /Quedó anotado que participan/)
  assert.equal((await world.post(`${path}/actores/respuesta`, { token: 'otra', answer: 'joins' })).status, 410)
  assert.equal((await world.get(`${path}/actores/respuesta?token=otra`)).status, 410)
  const cabildo =
    (await actorsOf(world.db, await exercise())).find(({ name }) => name === 'Cabildo')?.id ?? assert.fail()
  assert.equal(
    (await world.post(`${path}/actores/${cabildo}/invitacion`, { way: 'visit', on: '2026-02-10' }, 'facilitator'))
      .status,
    303,
  )
  assert.equal(
    (await world.post(`${path}/actores/${cabildo}/invitacion`, { way: 'mail', on: '2026-02-10' }, 'facilitator'))
      .status,
    422,
  )
  assert.equal(
    (await world.post(`${path}/actores/${cabildo}/respuesta`, { answer: 'joins', on: '2026-02-12' }, 'facilitator'))
      .status,
    303,
  )
  for (const address of ['actores', 'actores.csv', 'participacion', 'participacion.json']) {
    const { text, status } = await world.get(`${path}/${address}`)
    assert.equal(status, 200, address)
    assert.ok(!/example\.org/i.test(text), `${address} shows an address`)
    assert.ok(!text.includes('Rosa'), `${address} names a citizen`)
  }
  const page = await world.get(`${path}/actores`)
  assert.match(page.text, /Red de Agua/)
  assert.match(page.text, /Además hay una persona a título propio/)
  assert.deepEqual(await htmlProblems(page.text), [])
  const growth = await world.get(`${path}/participacion`)
  assert.deepEqual(await htmlProblems(growth.text), [])
  assert.match(growth.text, /<svg/)
  const details = await world.db
    .selectFrom('events')
    .select('details')
    .where('type', 'like', 'exercise.actor%')
    .execute()
  assert.ok(!/Rosa|Red de|example/.test(JSON.stringify(details)), 'the record holds no person')
})

test('many actors are pasted at once, all or none, each wrong line named; a long register has pages', async () => {
  const paste = (lines: string) => world.post(`${path}/actores/lista`, { lines }, 'facilitator')
  const wrong = await paste('Uno; Gobierno\nDos; Clero\n; Academia\nCuatro; Academia; no')
  assert.equal(wrong.status, 422)
  for (const words of ['Renglón 2: ese sector', 'Renglón 3: falta el nombre', 'Renglón 4: el correo'])
    assert.ok(wrong.text.includes(words), words)
  assert.equal((await paste('')).status, 422)
  const before = (await actorsOf(world.db, await exercise())).length
  const many = Array.from({ length: 250 }, (_, at) => `Colectiva ${at}\tSociedad Civil`).join('\n')
  assert.equal((await paste(`${many}\n=cmd|' /C calc'; academia; a@example.org`)).status, 303)
  assert.equal((await actorsOf(world.db, await exercise())).length, before + 251)
  const second = await world.get(`${path}/actores?pagina=2`)
  assert.match(second.text, /aria-current="page"/)
  assert.ok((second.text.match(/<tr>/g) ?? []).length <= 101)
  assert.deepEqual(await htmlProblems(second.text), [])
  assert.match((await world.get(`${path}/actores.csv`)).text, /'=cmd/, 'no formula reaches a spreadsheet')
})

test('growth counts who stands as joined, from the month in which they said so, and its sectors add up to its total', () => {
  const actor = (sector: 'government' | 'citizens', on: string, answer: 'joins' | 'declines') => ({
    ...{
      id: on,
      name: 'x',
      sector,
      territory: null,
      hasEmail: false,
      addedOn: '2026-01-01',
      invitations: [{ way: 'visit' as const, on: '2026-01-05' }],
    },
    answer: { answer, on, note: null },
  })
  const growth = growthOf(
    [
      actor('government', '2026-01-31', 'joins'),
      actor('citizens', '2026-03-01', 'joins'),
      actor('citizens', '2026-03-02', 'declines'),
    ],
    '2026-03-20',
  )
  assert.deepEqual(growth.months, ['2026-01-01', '2026-02-01', '2026-03-01'])
  assert.deepEqual(growth.series, [
    { sector: 'government', joined: [1, 1, 1] },
    { sector: 'citizens', joined: [0, 0, 1] },
  ])
  assert.deepEqual(growth.totals, [1, 1, 2])
})

test('the requirements of OGP are shown met or not with what shows it; a statement of the facilitator stands as hers', async () => {
  const page = await world.get(`${path}/requisitos`)
  assert.match(page.text, /de los 10 requisitos/)
  assert.match(page.text, /Esta página es pública/)
  assert.deepEqual(await htmlProblems(page.text), [])
  const statement = {
    requirement: '1.3',
    isMet: 'yes',
    explanation: 'Las reglas están en la gaceta.',
    url: 'https://example.org/gaceta',
  }
  assert.equal(
    (await world.post(`${path}/requisitos`, { ...statement, explanation: '', requirement: '9.9' }, 'facilitator'))
      .status,
    422,
  )
  assert.equal((await world.post(`${path}/requisitos`, statement, 'facilitator')).status, 303)
  assert.match(
    (await world.get(`${path}/requisitos`)).text,
    /Dice la facilitación, el .*Las reglas están en la gaceta/s,
  )
  const data = JSON.parse((await world.get(`${path}/requisitos.json`)).text)
  assert.deepEqual(data.requirements.find((one: { code: string }) => one.code === '1.3').state, 'met')
})

test('the facilitator sees what is missing and due, and is told by mail once of each thing', async () => {
  const page = await world.get(`${path}/pendientes`, 'facilitator')
  assert.match(page.text, /El calendario no lleva 14 días publicado/)
  assert.match(page.text, /Abrir la etapa «Declaratoria conjunta»/)
  assert.deepEqual(await htmlProblems(page.text), [])
  const work = { db: world.db, baseUrl: 'http://localhost:8080' }
  assert.equal(await remindFacilitators(work, new Date('2026-03-01T18:00:00Z')), 0, 'a fortnight before nothing is due')
  const [one, two] = await Promise.all([1, 2].map(() => remindFacilitators(work, new Date('2026-03-10T18:00:00Z'))))
  assert.equal((one ?? 0) + (two ?? 0), 1, 'two workers tell once')
  assert.equal(await remindFacilitators(work, new Date('2026-03-20T18:00:00Z')), 0, 'late is no second thing')
  const mail = await world.db
    .selectFrom('mails')
    .selectAll()
    .where('purpose', '=', 'exercise-reminder')
    .executeTakeFirstOrThrow()
  assert.equal(mail.recipient, 'facilitator@example.org')
  assert.match(mail.text_body, /15 de marzo de 2026 · Abrir la etapa «Declaratoria conjunta»/)
})

test('with the last stage closed the addresses of invited actors are dropped and their links lead nowhere', async () => {
  const context = await world.contextOf('facilitator')
  await addActors(context, await exercise(), [
    { name: 'Última', sector: 'private', territoryKey: null, email: 'ultima@example.org' },
  ])
  for (const move of ['open', 'close'])
    assert.equal(
      (await world.post(`${path}/etapas/seguimiento/paso`, { move, onDay: '2026-03-01', reason }, 'facilitator'))
        .status,
      303,
    )
  const kept = await world.db.selectFrom('invited_actors').select('email').execute()
  assert.ok(kept.length > 3 && kept.every(({ email }) => email === null))
  const hashes = await world.db.selectFrom('actor_invitations').select('answer_hash').execute()
  assert.ok(hashes.every(({ answer_hash }) => answer_hash === null))
  const answer = await world.post(`${path}/actores`, { name: 'Tarde', sector: 'private' }, 'facilitator')
  assert.equal(answer.status, 409, problemsOf(answer.text))
})
