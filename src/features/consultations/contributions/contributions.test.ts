import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type ConsultationStage, consultationFields, consultationStage } from '../../../../test/consultation-stage.ts'
import { NotAllowed, Refused } from '../../../platform/errors.ts'
import { editConsultation, openConsultation, publishConsultation } from '../commands.ts'
import { phaseOf } from '../model.ts'
import { capturePaper } from '../paper/commands.ts'
import { countsByChannel, findConsultation } from '../queries.ts'
import { contribute, contributeMany, decideContribution } from './commands.ts'
import { type Arrival, emptyArrival } from './model.ts'
import { personalDataIn } from './personal-data.ts'
import { countContributions, eachContribution, findContribution, listContributions, placeOfFolio } from './queries.ts'
import { noFilters } from './schema.ts'

let stage: ConsultationStage
before(async () => {
  stage = await consultationStage()
})
after(() => stage.close())

const form = (changed: Partial<Parameters<typeof contribute>[2]> = {}) => ({
  clientId: randomUUID(),
  axis: null,
  title: null,
  body: 'Falta agua en la colonia de arriba.',
  signature: null,
  language: 'es' as const,
  territory: null,
  ...changed,
})

const arrival = (changed: Partial<Arrival>): Arrival => ({
  ...emptyArrival('2026-03-05'),
  clientId: randomUUID(),
  channel: 'in-person',
  body: 'Que arreglen la calle.',
  ...changed,
})

const refusedWith = (key: string) => (error: unknown) => error instanceof Refused && error.key === key

test('a consultation opens and closes by the clock, its last instant excluded', () => {
  const { opensAt, closesAt } = consultationFields
  const at = (now: Date, publishedAt: Date | null = opensAt) => phaseOf({ publishedAt, opensAt, closesAt }, now)
  assert.equal(at(new Date(opensAt.getTime() - 1)), 'upcoming')
  assert.equal(at(opensAt), 'open')
  assert.equal(at(new Date(closesAt.getTime() - 1)), 'open')
  assert.equal(at(closesAt), 'closed')
  assert.equal(at(opensAt, null), 'draft')
})

test('R-15 a consultation with digital channels alone is not published, nor changed to be so', async () => {
  const context = await stage.contextOf('facilitator')
  const fields = { ...consultationFields, slug: 'solo-digital', channels: ['online' as const] }
  await openConsultation(context, stage.space, fields)
  const draft = await findConsultation(stage.db, stage.space, 'solo-digital')
  assert.ok(draft)
  await assert.rejects(publishConsultation(context, draft), refusedWith('consultations.refused.only-digital'))
  const published = await stage.consultation()
  const changed = { ...consultationFields, channels: ['online' as const], axes: [] }
  await assert.rejects(
    editConsultation(context, published, changed, 'Sin papel'),
    refusedWith('consultations.refused.only-digital'),
  )
})

test('the same client id is one contribution, however often it comes, also after the close', async () => {
  const consultation = await stage.consultation()
  const context = await stage.contextOf(null)
  const sent = form()
  const [first, second] = await Promise.all([
    contribute(context, consultation, sent),
    contribute(context, consultation, sent),
  ])
  assert.equal(first.folio, second.folio)
  assert.deepEqual([first.isNew, second.isNew].sort(), [false, true])
  assert.match(first.folio, /^APO-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  const late = { ...context, now: new Date('2026-04-02T00:00:00Z') }
  assert.equal((await contribute(late, consultation, sent)).folio, first.folio)
  await assert.rejects(contribute(late, consultation, form()), refusedWith('consultations.refused.closed'))
  assert.deepEqual(await placeOfFolio(stage.db, first.folio), {
    id: first.id,
    space: 'los-fresnos',
    consultation: 'que-primero',
  })
})

test('the record says that a contribution came and never who wrote it', async () => {
  const consultation = await stage.consultation()
  const { id } = await contribute(await stage.contextOf('neighbour'), consultation, form({ signature: 'Nicanor' }))
  const event = await stage.db
    .selectFrom('events')
    .select(['actor_id', 'body'])
    .where('subject_id', '=', id)
    .executeTakeFirstOrThrow()
  assert.equal(event.actor_id, null)
  assert.doesNotMatch(event.body, /Nicanor|agua en la colonia/)
  const row = await stage.db
    .selectFrom('contributions')
    .select('person_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  assert.equal(row.person_id, stage.cast.person('neighbour').id)
})

test('R-143 free text is looked through for CURP, phone, e-mail and plates', () => {
  const found = {
    curp: ['mi CURP es GOMC900514HOCMRR09', 'gomc900514hocmrr09', 'GO\u200bMC900514HOCMRR09'],
    email: ['escríbeme a ana.p@correo.example.mx', 'ana@ejemplo.org'],
    phone: [
      'tel 951 123 4567',
      '(951) 123-45-67',
      '9511234567',
      '+52 1 951 123 4567',
      '９５１ 123 4567',
      '55 1234 5678',
    ],
    plate: ['la camioneta ABC-123-D', 'placas TLX4521', 'placa: ABC1234', 'un taxi A12-BCD', 'ABC-12-34'],
  }
  for (const [kind, texts] of Object.entries(found))
    for (const text of texts) assert.deepEqual(personalDataIn(text), [kind], text)
  for (const text of [
    'Que en 2026-2027 se arreglen las calles 12 y 14',
    'Costó $1,234,567,890.00 y faltan 3,500,000 pesos',
    'El 12/05/2026 a las 10:30, en el kilómetro 125',
    'Artículo 115, fracción III, inciso a)',
    'La placa del monumento se cayó',
    'Somos 1 600 personas de 12 agencias',
    'https://example.org/obra/26FICT00001',
  ])
    assert.deepEqual(personalDataIn(text), [], text)
})

test('R-143 what may hold personal data is kept, held back, and shown only by a decision with its reason', async () => {
  const consultation = await stage.consultation()
  const anybody = await stage.contextOf(null)
  const { folio, id, isHeld } = await contribute(anybody, consultation, form({ body: 'Llámame: 951 123 4567, tucán' }))
  assert.equal(isHeld, true)
  const found = await findContribution(stage.db, consultation.id, folio)
  assert.equal(found?.text, null)
  const filters = { ...noFilters, q: 'tucán' }
  assert.equal(await countContributions(stage.db, consultation.id, filters), 0, 'no word of it is found')
  const decision = { decision: 'shown' as const, reason: 'Es el teléfono público de la agencia.' }
  const neighbour = await stage.contextOf('neighbour')
  await assert.rejects(decideContribution(neighbour, consultation, id, decision), NotAllowed)
  const moderator = await stage.contextOf('moderator')
  await decideContribution(moderator, consultation, id, decision)
  assert.match((await findContribution(stage.db, consultation.id, folio))?.text?.body ?? '', /tucán/)
  await assert.rejects(
    decideContribution(moderator, consultation, id, decision),
    refusedWith('consultations.refused.decided'),
  )
})

test('many at once are one event, in the order given, and twice adds nothing', async () => {
  const consultation = await stage.consultation()
  const facilitator = await stage.contextOf('facilitator')
  const arrivals = Array.from({ length: 1200 }, (_, index) =>
    arrival({ externalId: `m:${index}`, body: `Voz ${index}` }),
  )
  const first = await contributeMany(facilitator, consultation, arrivals)
  assert.equal(new Set(first.map(({ folio }) => folio)).size, 1200)
  const again = arrivals.map((one) => ({ ...one, clientId: randomUUID() }))
  const second = await contributeMany(facilitator, consultation, again)
  assert.deepEqual(
    second.map(({ folio }) => folio),
    first.map(({ folio }) => folio),
  )
  assert.ok(second.every(({ isNew }) => !isNew))
  const events = await stage.db
    .selectFrom('events')
    .select('details')
    .where('type', '=', 'contributions.received')
    .execute()
  assert.deepEqual(
    events.map(({ details }) => (details as { count: number }).count),
    [1200],
  )
  let read = 0
  for await (const page of eachContribution(stage.db, consultation.id, { ...noFilters, canal: 'in-person' }))
    read += page.length
  assert.equal(read, 1200)
  const page = await listContributions(stage.db, consultation.id, { ...noFilters, canal: 'in-person', pagina: 40 })
  assert.equal(page.length, 30)
  await assert.rejects(contributeMany(await stage.contextOf('neighbour'), consultation, arrivals), NotAllowed)
})

test('T-13 sheets of a meeting are marked with channel, place and day, counted apart and kept once', async () => {
  const consultation = await stage.consultation()
  const facilitator = await stage.contextOf('facilitator')
  const meeting = {
    ...{ channel: 'field' as const, place: 'Agencia de San Isidro', saidOn: '2026-03-08', axis: null },
    ...{ territory: null, language: 'es' as const },
  }
  const sheets = ['1', '2'].map((number) => ({
    ...{ clientId: randomUUID(), number, body: `Hoja ${number}: puente`, signature: null, axis: null },
  }))
  const received = await capturePaper(facilitator, consultation, meeting, sheets)
  const twice = await capturePaper(facilitator, consultation, meeting, sheets)
  assert.deepEqual(
    twice.map(({ folio }) => folio),
    received.map(({ folio }) => folio),
  )
  const [first] = received
  const kept = await findContribution(stage.db, consultation.id, first?.folio ?? '')
  assert.deepEqual([kept?.channel, kept?.place, kept?.saidOn, kept?.sheet], ['field', meeting.place, '2026-03-08', '1'])
  const counts = await countsByChannel(stage.db, consultation.id)
  assert.equal(counts.find(({ channel }) => channel === 'field')?.count, 2)
  for (const [saidOn, key] of [
    ['2026-02-27', 'consultations.refused.said-on'],
    ['2026-04-01', 'consultations.refused.said-on'],
    ['2026-03-11', 'consultations.refused.future'],
  ] as const)
    await assert.rejects(capturePaper(facilitator, consultation, { ...meeting, saidOn }, sheets), refusedWith(key))
  const after = { ...facilitator, now: new Date('2026-04-05T00:00:00Z') }
  const late = [{ clientId: randomUUID(), number: '3', body: 'Llegó tarde el sobre', signature: null, axis: null }]
  assert.equal((await capturePaper(after, consultation, meeting, late))[0]?.isNew, true, 'captured after the close')
})
