import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { completeCommitment } from '../../../../test/desk-plans.ts'
import { publicSite, type Site } from '../../../../test/public-site.ts'
import { Refused } from '../../../platform/errors.ts'
import { activitiesOf, type CommitmentDocument } from '../model.ts'
import { saveDocuments } from './commands.ts'
import type { Approval } from './model.ts'
import { readDocuments } from './queries.ts'

let site: Site
let planId: string
let spaceId: string

const approval: Approval = {
  reason: 'Se rompió el acueducto.',
  approvedBy: 'Secretariado',
  approvedOn: null,
  approvalUrl: null,
}

before(async () => {
  site = await publicSite('2026-06-15T18:00:00Z', [completeCommitment('1')])
  const plan = await site.db.selectFrom('plans').select(['id', 'space_id']).executeTakeFirstOrThrow()
  planId = plan.id
  spaceId = plan.space_id
})

after(() => site.close())

async function save(change: (document: CommitmentDocument) => CommitmentDocument, given: Approval | null) {
  const [stored] = await readDocuments(site.db, planId)
  assert.ok(stored)
  const entries = [{ id: stored.id, document: change(stored.document) }]
  const place = { id: planId, spaceId, isPublished: true }
  return site.db.transaction().execute((db) => saveDocuments(db, { actor: null, now: site.now }, place, entries, given))
}

async function traces() {
  const [events, versions, title] = await Promise.all([
    site.db.selectFrom('events').select('seq').execute(),
    site.db.selectFrom('commitment_versions').select('number').execute(),
    site.db.selectFrom('commitments').select('title').executeTakeFirstOrThrow(),
  ])
  return { events: events.length, versions: versions.length, title: title.title }
}

const renamed = (document: CommitmentDocument) => ({ ...document, title: 'Otro título' })

test('R-33 whoever saves, a published promise does not change without a reason, and nothing is left behind', async () => {
  const before = await traces()
  for (const given of [null, { ...approval, reason: '  ' }]) {
    await assert.rejects(
      save(renamed, given),
      (error) => error instanceof Refused && error.key === 'commitment.change.reason-missing',
    )
  }
  assert.deepEqual(await traces(), before)
})

test('what says the same leaves no trace, with a reason or without', async () => {
  const before = await traces()
  assert.deepEqual(
    (await save((document) => document, null)).map((one) => one.outcome),
    ['unchanged'],
  )
  assert.deepEqual(await traces(), before)
})

test('R-33 a change with its reason makes one version and one event', async () => {
  const before = await traces()
  assert.deepEqual(
    (await save(renamed, approval)).map((one) => one.outcome),
    ['changed'],
  )
  assert.deepEqual(await traces(), { events: before.events + 1, versions: before.versions + 1, title: 'Otro título' })
})

test('activities keep their id when their words change, and one that was reported on cannot be removed', async () => {
  const ids = () => site.db.selectFrom('activities').select(['id', 'code']).orderBy('code').execute()
  const before = await ids()
  const reworded = (document: CommitmentDocument) => ({
    ...document,
    keyActions: document.keyActions.map((action) => ({
      ...action,
      activities: action.activities.map((activity) => ({ ...activity, title: `${activity.title} y más` })),
    })),
  })
  await save(reworded, approval)
  assert.deepEqual(await ids(), before)
  assert.ok(before[0])
  const state = { id: site.newId(), activity_id: before[0].id, state: 'in-progress', at: site.now }
  await site.db.insertInto('activity_states').values(state).execute()
  const emptied = (document: CommitmentDocument) => {
    assert.ok(activitiesOf(document).length > 0)
    return { ...document, keyActions: document.keyActions.map((action) => ({ ...action, activities: [] })) }
  }
  await assert.rejects(
    save(emptied, approval),
    (error) => error instanceof Refused && error.key === 'commitment.change.reported-activity',
  )
  assert.deepEqual(await ids(), before)
})
