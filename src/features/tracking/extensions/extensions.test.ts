import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../../test/html.ts'
import { type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'
import { askFault } from './model.ts'

let stage: TrackingStage
before(async () => {
  stage = await trackingStage()
})
after(() => stage.close())

const ask = (
  code: string,
  more: Record<string, string> = {},
  who: 'liaison' | 'co-responsible' | 'neighbour' = 'liaison',
) =>
  stage.post(
    `${stage.commitments[0]?.path}/actividades/${code}/prorroga`,
    {
      organization: stage.cast.institutionId,
      wantedOn: '2026-05-15',
      reason: 'El proveedor entregó tarde el padrón.',
      ...more,
    },
    who,
  )
const folioIn = (location: string | null) => /PRO-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(location ?? '')?.[0] ?? ''
const decide = (folio: string, more: Record<string, string>, who: 'facilitator' | 'liaison' = 'facilitator') =>
  stage.post(
    `${stage.plan.path}/prorrogas/${folio}/decision`,
    { reason: 'El comité leyó la carta del proveedor.', approvedBy: 'Comité de seguimiento', ...more },
    who,
  )
const endOf = async (id: string) => {
  const row = await stage.db.selectFrom('activities').select('ends_on').where('id', '=', id).executeTakeFirstOrThrow()
  return row.ends_on
}

test('only what has a date and is not done gets more time, and more is later', () => {
  const open = { state: 'in-progress', endsOn: '2026-03-31' } as const
  assert.equal(askFault(open, '2026-04-01'), null)
  assert.equal(askFault(open, '2026-03-31'), 'not-later')
  assert.equal(askFault({ ...open, endsOn: null }, '2026-04-01'), 'no-date')
  assert.equal(askFault({ ...open, state: 'complete' }, '2026-04-01'), 'over')
})

test('R-33 a granted extension moves the date as a new version, with its reason and who approved it', async () => {
  const asked = await ask('1.1')
  assert.equal(asked.status, 303)
  const folio = folioIn(asked.location)
  assert.equal(folioIn((await ask('1.1')).location), folio, 'sent twice, kept once')
  const other = await ask('1.1', { wantedOn: '2026-06-30' })
  assert.equal(other.status, 409)
  assert.match(other.text, new RegExp(folio))
  const receipt = await stage.get(asked.location ?? '', 'liaison')
  assert.match(receipt.text, /Recibimos/)
  assert.deepEqual(await htmlProblems(receipt.text), [])
  assert.equal((await decide(folio, { decision: 'granted', grantedUntil: '2026-05-15' }, 'liaison')).status, 403)
  const wrong = await decide(folio, { decision: 'granted', grantedUntil: '2026-03-31' })
  assert.equal(wrong.status, 409)
  assert.match(wrong.text, /El comité leyó la carta/)
  assert.deepEqual(await htmlProblems(wrong.text), [])
  assert.equal(await endOf(stage.activities['1.1']), '2026-03-31')
  const both = await Promise.all([
    decide(folio, { decision: 'granted', grantedUntil: '2026-05-15' }),
    decide(folio, { decision: 'refused' }),
  ])
  assert.deepEqual(both.map(({ status }) => status).sort(), [303, 409])
  const decisions = await stage.db.selectFrom('extension_decisions').selectAll().execute()
  assert.equal(decisions.length, 1)
})

test('what was decided is the same in every place: the date, the version, the page, the JSON, the record', async () => {
  const first = await stage.db.selectFrom('extension_decisions').selectAll().executeTakeFirstOrThrow()
  const asked = await ask('1.2', { wantedOn: '2026-08-31' })
  const folio = folioIn(asked.location)
  assert.equal((await decide(folio, { decision: 'granted', grantedUntil: '2026-07-31' })).status, 303)
  assert.equal(await endOf(stage.activities['1.2']), '2026-07-31')
  const version = await stage.db
    .selectFrom('commitment_versions')
    .select(['number', 'reason', 'approved_by'])
    .where('commitment_id', '=', stage.commitments[0]?.id ?? '')
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow()
  assert.deepEqual(
    [version.reason, version.approved_by],
    ['El comité leyó la carta del proveedor.', 'Comité de seguimiento'],
  )
  assert.equal(version.number, first.decision === 'granted' ? 2 : 1)
  for (const path of [
    `${stage.plan.path}/prorrogas/${folio}`,
    `${stage.plan.path}/prorrogas`,
    stage.commitments[0]?.path ?? '',
  ]) {
    const page = await stage.get(path)
    assert.match(page.text, /Concedida/, path)
    assert.deepEqual(await htmlProblems(page.text), [], path)
  }
  const json = JSON.parse((await stage.get(`${stage.commitments[0]?.path}.json`)).text)
  const told = json.extensions.find((each: { folio: string }) => each.folio === folio)
  assert.equal(told.decision.grantedUntil, '2026-07-31')
  assert.match((await stage.get(`${stage.plan.path}/tablero`)).text, /Prórroga/)
  const events = await stage.db
    .selectFrom('events')
    .select('type')
    .where('type', 'like', 'extension.%')
    .orderBy('seq')
    .execute()
  assert.deepEqual(
    events.slice(-2).map(({ type }) => type),
    ['extension.asked', 'extension.decided'],
  )
})

test('a refused extension changes nothing but what everybody reads', async () => {
  const folio = folioIn((await ask('2.1', { wantedOn: '2026-12-01' })).location)
  assert.equal((await decide(folio, { decision: 'refused' })).status, 303)
  assert.equal(await endOf(stage.activities['2.1']), '2026-09-30')
  assert.match((await stage.get(`${stage.plan.path}/prorrogas/${folio}`)).text, /Negada/)
  assert.equal((await decide(folio, { decision: 'granted', grantedUntil: '2026-12-01' })).status, 409)
})

test('every field has its sentence, and who does not answer for the date does not ask', async () => {
  for (const [more, sentence] of [
    [{ wantedOn: '15/05/2026' }, /Escribe una fecha que exista/],
    [{ reason: 'corto' }, /al menos diez|10/],
    [{ wantedOn: '2026-09-30' }, /posterior/],
  ] as const) {
    const answer = await ask('2.1', more)
    assert.ok([409, 422].includes(answer.status), JSON.stringify(more))
    assert.match(answer.text, sentence)
  }
  assert.equal((await ask('2.1', {}, 'neighbour')).status, 403)
  assert.equal((await ask('2.1', { organization: stage.cast.civilSocietyId }, 'co-responsible')).status, 403)
  const folio = folioIn((await ask('2.1', { wantedOn: '2026-11-30' })).location)
  const open = await decide(folio, { decision: 'granted', grantedUntil: '' })
  assert.equal(open.status, 422)
  assert.match(open.text, /hasta cuándo/)
})
