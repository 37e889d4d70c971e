import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { testDatabase } from '../../../../../test/database.ts'
import { testStorage } from '../../../../../test/files.ts'
import type { Database } from '../../../../platform/context.ts'
import { flowOf, wayOf } from '../../../thread/model.ts'
import { tracesOf } from '../../../thread/queries.ts'
import { boardRows } from '../../../tracking/board/queries.ts'
import { flowFaults } from '../../cycle/sums.ts'
import { loadDemo } from '../commands.ts'
import { loadTrackingDemo } from './commands.ts'

const now = new Date('2026-11-20T18:00:00Z')
const world = { storage: testStorage(), now, baseUrl: 'http://localhost:8080', secret: 'x'.repeat(32) }

describe('the invented plan as it is tracked', () => {
  let db: Database
  let drop: () => Promise<void>
  before(async () => {
    ;({ db, drop } = await testDatabase())
    await loadDemo({ db, now })
    assert.equal(await loadTrackingDemo({ db, ...world }), true)
  })
  after(() => drop())

  const disputed = async () => {
    const rows = await db
      .selectFrom('activities as a')
      .innerJoin('commitments as c', 'c.id', 'a.commitment_id')
      .select(['c.number', 'a.code'])
      .where('a.is_disputed', '=', true)
      .orderBy('c.number')
      .execute()
    return rows.map(({ number, code }) => `${number} ${code}`)
  }

  test('R-53, T-20: where civil society says otherwise the activity is in dispute, and nothing is averaged', async () => {
    assert.deepEqual(await disputed(), ['2 2.2', '3 1.2'])
  })

  test('R-42: an evaluator of the reporting institution was refused, and the record says so', async () => {
    const rows = await db.selectFrom('events').select('details').where('type', '=', 'verification.refused').execute()
    assert.deepEqual(
      rows.map(({ details }) => (details as { rule: string }).rule),
      ['same-institution'],
    )
  })

  test('a neighbour contested a state, and one of two contestations has its answer', async () => {
    const { all, answered } = await db
      .selectFrom('contestations as c')
      .leftJoin('contestation_answers as a', 'a.contestation_id', 'c.id')
      .select((eb) => [eb.fn.count<number>('c.id').as('all'), eb.fn.count<number>('a.id').as('answered')])
      .executeTakeFirstOrThrow()
    assert.deepEqual([all, answered], [2, 1])
  })

  test('evidence is a file under its hash, and nothing of the demonstration asks another site', async () => {
    const rows = await db.selectFrom('evidence_versions').select(['sha256', 'url']).execute()
    assert.equal(rows.length, 5)
    assert.ok(rows.every(({ sha256, url }) => sha256 !== null && url === null))
  })

  test('of two extensions that were asked for one was granted and moved its date, and one was refused', async () => {
    const rows = await db
      .selectFrom('extension_requests as x')
      .innerJoin('extension_decisions as d', 'd.request_id', 'x.id')
      .innerJoin('activities as a', 'a.id', 'x.activity_id')
      .select(['d.decision', 'd.granted_until', 'a.ends_on', 'x.was_due_on'])
      .orderBy('d.decision')
      .execute()
    assert.deepEqual(
      rows.map(({ decision, granted_until, ends_on, was_due_on }) => [
        decision,
        ends_on === (granted_until ?? was_due_on),
      ]),
      [
        ['granted', true],
        ['refused', true],
      ],
    )
  })

  test('R-49, T-22: the board shows on time, late, in dispute, done and paused, each by its own word', async () => {
    const plan = await db
      .selectFrom('plans')
      .select('id')
      .where('slug', '=', 'plan-local-2026')
      .executeTakeFirstOrThrow()
    const rows = await boardRows(db, { planId: plan.id }, now)
    assert.deepEqual(
      rows.map(({ number, deadline, disputed, pause }) => [number, deadline.lateness, disputed, pause?.kind ?? null]),
      [
        ['1', 'on-time', 0, 'paused'],
        ['2', 'on-time', 1, null],
        ['3', 'late', 1, null],
        ['4', 'due-soon', 0, null],
        ['5', 'done', 0, null],
      ],
    )
  })

  test('the guide names everybody who plays', async () => {
    const guide = readFileSync(new URL('../../../../../docs/guides/demo.md', import.meta.url), 'utf8')
    const named = new Set(guide.match(/[a-z-]+@demo\.example/g))
    const people = await db
      .selectFrom('people as p')
      .innerJoin('role_grants as g', 'g.person_id', 'p.id')
      .select('p.email')
      .distinct()
      .execute()
    assert.deepEqual([...named].sort(), people.map(({ email }) => email).sort())
  })

  test('the thread of the whole exercise adds up, and goes from a contribution to an evidence', async () => {
    const exercise = await db
      .selectFrom('exercises')
      .select('id')
      .where('slug', '=', 'ejercicio-local')
      .executeTakeFirstOrThrow()
    const traces = await tracesOf(db, exercise.id)
    assert.deepEqual(flowFaults(traces, flowOf(traces)), [])
    const halts = new Map<string, number>()
    for (const { halt } of traces.map(wayOf)) halts.set(halt ?? 'evidence', (halts.get(halt ?? 'evidence') ?? 0) + 1)
    assert.deepEqual([...halts.keys()].sort(), ['evidence', 'no-evidence', 'no-tree', 'not-included', 'out-of-scope'])
    assert.ok((halts.get('evidence') ?? 0) >= 20)
    assert.ok(traces.every((trace) => trace.outcome?.response))
  })

  test('R-12, R-18: the drafts of five tables are the five commitments, approved by the body before they were published', async () => {
    const rows = await db
      .selectFrom('commitment_drafts as d')
      .innerJoin('commitments as c', 'c.id', 'd.commitment_id')
      .innerJoin('plan_publications as p', 'p.plan_id', 'c.plan_id')
      .innerJoin('motions as m', 'm.subject_id', 'c.plan_id')
      .innerJoin('motion_outcomes as o', 'o.motion_id', 'm.id')
      .select(['c.number', 'o.outcome', 'd.title', 'c.title as promised'])
      .whereRef('o.decided_at', '<', 'p.published_at')
      .orderBy('c.number')
      .execute()
    assert.deepEqual(
      rows.map(({ number, outcome, title, promised }) => [number, outcome, title === promised]),
      ['1', '2', '3', '4', '5'].map((number) => [number, 'carried', true]),
    )
  })

  test('nobody of the demonstration is written to, and nothing that was said waits for a moderator', async () => {
    assert.deepEqual(await db.selectFrom('mails').select('purpose').execute(), [])
    const held = await db.selectFrom('contributions').select('folio').where('is_hidden', '=', true).execute()
    assert.deepEqual(held, [])
  })

  test('R-51: two cuts of the board, of which the later shows more', async () => {
    const cuts = await db.selectFrom('cuts').select(['number', 'title']).orderBy('number').execute()
    assert.deepEqual(
      cuts.map(({ number }) => number),
      [1, 2],
    )
  })

  test('told once', async () => {
    assert.equal(await loadTrackingDemo({ db, ...world }), false)
  })
})
