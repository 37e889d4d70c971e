import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'
import { newId } from '../../../platform/identity.ts'
import { remindLiaisons } from './commands.ts'
import { occasionOf } from './model.ts'

let stage: TrackingStage
before(async () => {
  stage = await trackingStage()
})
after(() => stage.close())

const remind = (now: string) => remindLiaisons({ db: stage.db, baseUrl: stage.deps.config.baseUrl }, new Date(now))
const mails = () =>
  stage.db.selectFrom('mails').select(['recipient', 'subject', 'text_body']).where('purpose', '=', 'reminder').execute()

test('an occasion is told by its range of days, so that a day on which nothing ran is made up for', () => {
  const told = ['2026-04-29', '2026-04-30', '2026-05-22', '2026-05-23', '2026-05-29', '2026-05-30', '2026-05-31']
  const due = '2026-05-30'
  assert.deepEqual(
    told.map((day) => occasionOf(day, due)),
    [null, '30', '30', '7', '7', '0', 'late'],
  )
})

test("T-63 liaisons are told once on each occasion, by the day of the plan's zone", async () => {
  // 03:00 UTC on 1 April is still 31 March in the zone of the plan: due today, not late.
  assert.equal(await remind('2026-04-01T03:00:00Z'), 1)
  assert.equal(await remind('2026-04-01T03:15:00Z'), 0)
  const occasions = await stage.db.selectFrom('reminders').select('occasion').distinct().execute()
  assert.deepEqual(
    occasions.map(({ occasion }) => occasion),
    ['0'],
  )
  assert.equal(await remind('2026-04-01T07:00:00Z'), 1)
  const [, late] = await mails()
  assert.match(late?.text_body ?? '', /1\.1 Publicar el padrón.*venció ayer, el 31 de marzo de 2026/)
  assert.match(late?.text_body ?? '', /\/san-pedro\/planes\/plan-2026\/compromisos\/1/)
})

test('two workers at once tell her once', async () => {
  const letters = await Promise.all([remind('2026-06-01T18:00:00Z'), remind('2026-06-01T18:00:00Z')])
  assert.equal(letters[0] + letters[1], 1)
})

test('nobody is told of a done activity, nor while the plan is paused', async () => {
  await stage.db
    .insertInto('activity_states')
    .values({
      id: newId(),
      activity_id: stage.activities['1.2'],
      state: 'complete',
      at: new Date('2026-06-02T18:00:00Z'),
    })
    .execute()
  await remind('2026-06-24T18:00:00Z')
  const seven = await stage.db.selectFrom('reminders').select('activity_id').where('occasion', '=', '7').execute()
  assert.equal(seven.length, 1)
  assert.notEqual(seven[0]?.activity_id, stage.activities['1.2'])
  await stage.db
    .insertInto('pauses')
    .values({
      ...{ id: newId(), plan_id: stage.plan.id, kind: 'paused', since: '2026-06-25', party: 'Comité' },
      ...{ reason: 'Cambio de gobierno', declared_at: new Date('2026-06-25T18:00:00Z') },
    })
    .execute()
  assert.equal(await remind('2026-06-30T18:00:00Z'), 0)
})

test('who is no longer the liaison is not told', async () => {
  await stage.db
    .insertInto('pause_endings')
    .columns(['pause_id', 'ended_on', 'reason', 'ended_at'])
    .expression(
      stage.db
        .selectFrom('pauses')
        .select((select) => [
          'id',
          select.val('2026-07-01').as('on'),
          select.val('Siguió').as('reason'),
          select.val(new Date('2026-07-01T18:00:00Z')).as('at'),
        ]),
    )
    .execute()
  const grants = await stage.db.selectFrom('role_grants').select('id').where('role', '=', 'liaison').execute()
  await stage.db
    .insertInto('role_revocations')
    .values(
      grants.map(({ id }) => ({
        grant_id: id,
        reason: 'Cambió de puesto',
        revoked_at: new Date('2026-07-01T18:00:00Z'),
      })),
    )
    .execute()
  assert.equal(await remind('2026-10-01T18:00:00Z'), 0)
})
