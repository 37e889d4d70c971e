import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pdfOf } from '../../../../test/attachments.ts'
import { addFollow, happen, sender } from '../../../../test/telling/followers.ts'
import { type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'
import { newId } from '../../../platform/identity.ts'
import { recordAll } from '../../../platform/record.ts'
import { addEvidence } from '../../tracking/evidence/commands.ts'
import { keepFile } from '../../tracking/evidence/receiving/commands.ts'
import { tellAll } from '../jobs.ts'
import { type SubjectType, subjectTypes } from '../model.ts'

let stage: TrackingStage
const minute = 60_000
const later = (ms: number) => new Date(stage.now.getTime() + ms)
let state: { id: string; slug: string }

before(async () => {
  stage = await trackingStage()
  state = { id: newId(), slug: 'valle' }
  const row = { ...state, kind: 'state', name: 'Valle', is_fictional: true, created_at: stage.now }
  await stage.db.insertInto('spaces').values(row).execute()
  await stage.db.updateTable('spaces').set({ parent_id: state.id }).where('id', '=', stage.space.id).execute()
})
after(() => stage.close())

const idOf = (type: SubjectType) =>
  ({
    ...{ plan: stage.plan.id, commitment: stage.commitments[0]?.id ?? '', space: stage.space.id },
    organization: stage.cast.institutionId,
  })[type]

/** What a liaison does: her evidence is taken whole, with its event in the same transaction. */
async function acceptEvidence(title: string, at: Date): Promise<void> {
  const context = { ...(await stage.contextOf('liaison')), now: at }
  const file = await keepFile(stage.deps.storage, pdfOf(title), 'acta.pdf')
  const about = { activityId: stage.activities['1.1'], organizationId: stage.cast.institutionId, datedOn: '2026-03-01' }
  await stage.db.transaction().execute(async (tx) => {
    const added = await addEvidence(tx, context, { ...about, kind: 'document', title, source: { file } })
    await recordAll(tx, context, [added.happening])
  })
}

const mailsTo = (recipient: string) =>
  stage.db.selectFrom('mails').selectAll().where('recipient', '=', recipient).orderBy('queued_at').execute()

test('one accepted evidence gives one message to who follows its plan, commitment, institution, place and state at once', async () => {
  const email = 'nadia@example.org'
  for (const type of subjectTypes) await addFollow(stage.db, { type, id: idOf(type), email, at: stage.now })
  await addFollow(stage.db, { type: 'space', id: state.id, email, at: stage.now })
  await acceptEvidence('Acta de la sesión', later(minute))
  await tellAll(stage.db, sender, later(2 * minute))
  await tellAll(stage.db, sender, later(3 * minute))
  const [mail, ...rest] = await mailsTo(email)
  assert.deepEqual(rest, [])
  assert.match(mail?.subject ?? '', /^Hay una prueba nueva: /)
})

test('who follows a state hears of every place inside it, and of no other', async () => {
  await addFollow(stage.db, { type: 'space', id: state.id, email: 'estado@example.org', at: stage.now })
  const other = newId()
  const row = { id: other, slug: 'sierra', kind: 'state', name: 'Sierra', is_fictional: true, created_at: stage.now }
  await stage.db.insertInto('spaces').values(row).execute()
  await addFollow(stage.db, { type: 'space', id: other, email: 'sierra@example.org', at: stage.now })
  await acceptEvidence('Minuta', later(90 * minute))
  await tellAll(stage.db, sender, later(91 * minute))
  assert.equal((await mailsTo('estado@example.org')).length, 1)
  assert.equal((await mailsTo('sierra@example.org')).length, 0)
})

test('a weekly digest gathers what happened in one mail, and who wanted it at once had it then', async () => {
  const follow = { type: 'commitment', id: idOf('commitment'), at: later(91 * minute) } as const
  await addFollow(stage.db, { ...follow, email: 'semana@example.org', cadence: 'weekly' })
  await addFollow(stage.db, { ...follow, email: 'luego@example.org' })
  for (const hours of [3, 6, 30]) {
    await acceptEvidence(`Lista ${hours}`, later(hours * 60 * minute))
    await tellAll(stage.db, sender, later(hours * 60 * minute + minute))
  }
  assert.equal((await mailsTo('luego@example.org')).length, 3)
  assert.equal((await mailsTo('semana@example.org')).length, 0)
  await tellAll(stage.db, sender, new Date('2026-04-06T14:00:00Z'))
  const [digest, ...rest] = await mailsTo('semana@example.org')
  assert.deepEqual(rest, [])
  assert.match(digest?.subject ?? '', /^3 novedades en /)
})

test('a plan, an institution, a place and its state have their feed, each linked from its page and from where it is followed', async () => {
  const verified = { type: 'activity.verified', subject: { type: 'activity', id: stage.activities['1.1'] } } as const
  await happen(stage.db, stage.now, { ...verified, spaceId: stage.space.id })
  const organization = `/san-pedro/organizaciones/${stage.cast.institutionId}`
  for (const path of ['/san-pedro', '/valle', stage.plan.path, organization]) {
    const feed = await stage.get(`${path}.atom`)
    assert.equal(feed.status, 200, path)
    assert.match(feed.headers.get('content-type') ?? '', /^application\/atom\+xml/)
    assert.match(feed.text, /<title>Hay una prueba nueva: /, path)
    assert.match(feed.text, /<title>Alguien de fuera verificó una actividad: /, path)
    assert.match(feed.text, /\(ejemplo ficticio\)|ficticio/i)
    const page = await stage.get(path)
    assert.ok(page.text.includes(`<link rel="alternate" href="${path}.atom"`), path)
  }
  for (const type of subjectTypes) {
    const { text } = await stage.get(`/seguir?tipo=${type}&id=${idOf(type)}`)
    for (const [, href = ''] of text.matchAll(/<li><a href="([^"]+\.(?:atom|ics))"/g))
      assert.equal((await stage.get(href)).status, 200, href)
    assert.equal(text.match(/\.(atom|ics)" type=/g)?.length, 2, type)
  }
  assert.equal((await stage.get('/nadie.atom')).status, 404)
})

test('an institution has a calendar of the dates of its commitments, and of no other’s', async () => {
  const mine = await stage.get(`/san-pedro/organizaciones/${stage.cast.institutionId}.ics`)
  assert.match(mine.headers.get('content-type') ?? '', /^text\/calendar/)
  assert.equal(mine.text.match(/BEGIN:VEVENT/g)?.length, 2)
  const others = await stage.get(`/san-pedro/organizaciones/${stage.otherInstitutionId}.ics`)
  assert.ok(!others.text.includes('BEGIN:VEVENT'))
})

test('a feed tells nothing of a plan that is not public', async () => {
  await stage.db.deleteFrom('plan_publications').execute()
  assert.equal((await stage.get(`${stage.plan.path}.atom`)).status, 404)
  assert.equal((await stage.get(`${stage.plan.path}.atom`, 'facilitator')).status, 404)
  assert.ok(!(await stage.get('/san-pedro.atom')).text.includes('<entry>'))
  assert.ok(!(await stage.get('/valle.atom')).text.includes('<entry>'))
})
