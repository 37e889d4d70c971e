import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  at,
  closed,
  type ElectionStage,
  electionStage,
  refused,
  voting,
  when,
} from '../../../../test/election-stage.ts'
import type { Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { castBallot } from './commands/ballots.ts'
import { annulElection, moveCalendar } from './commands/calendar.ts'
import { withdrawCandidacy } from './commands/candidacies.ts'
import { admitVoters } from './commands/roll.ts'
import { seatElected } from './commands/seats.ts'
import { readRoll } from './queries.ts'

let stage: ElectionStage['stage']
let body: ElectionStage['body']
let keeper: ElectionStage['keeper']
let voter: ElectionStage['voter']
let reread: ElectionStage['reread']
let opened: ElectionStage['opened']
let signedBallot: ElectionStage['signedBallot']
let vote: ElectionStage['vote']
let count: ElectionStage['count']

before(async () => {
  ;({ stage, body, keeper, voter, reread, opened, signedBallot, vote, count } = await electionStage())
})
after(() => stage.close())

test('the elected take their seats together or not at all, and once where two press at once', async () => {
  const election = await opened()
  await vote(election, 1, '1,2')
  await count(election)
  const seat = { fromOn: '2027-06-01', toOn: null }
  const seated = async () =>
    (await stage.db.selectFrom('memberships').selectAll().where('election_id', '=', election.id).execute()).length
  await stage.db.deleteFrom('memberships').where('body_id', '=', body.id).execute()
  const facilitates = { id: newId(), body_id: body.id, quality: 'facilitator', name: 'Candidata 2' }
  const from = { person_id: voter(2).actor?.id ?? '', from_on: '2026-01-01', named_at: stage.now }
  await stage.db
    .insertInto('memberships')
    .values({ ...facilitates, ...from })
    .execute()
  const events = async () => (await stage.db.selectFrom('events').select('seq').execute()).length
  const before = await events()
  const seating = () => seatElected(when(keeper, closed), body, election.slug, seat)
  await assert.rejects(seating(), { key: 'governance.refused.facilitates' })
  assert.equal(await seated(), 0, 'the first of them was not left behind alone')
  assert.equal(await events(), before)
  await stage.db.deleteFrom('memberships').where('id', '=', facilitates.id).execute()
  const both = await Promise.allSettled([seating(), seating()])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.equal(await seated(), 4)
  assert.equal(await annulElection(when(keeper, closed), body, election.slug, 'El acta se impugnó'), 4)
  const endings = stage.db.selectFrom('membership_endings').selectAll().where('reason', '=', 'El acta se impugnó')
  const days = (await endings.execute()).map(({ kind, on_day }) => `${kind} ${on_day}`)
  assert.deepEqual(days, Array(4).fill('removed 2027-06-01'), 'named from a later day, they never sit')
  await assert.rejects(seating(), refused('annulled'))
})

test('after an annulment nobody is signed, casts, counts or is seated; its reason is public and its key is gone', async () => {
  const election = await opened()
  const waiting = await signedBallot(election, 1, '1')
  await vote(election, 2, '2')
  const stale = await reread(election.slug)
  await annulElection(when(keeper, voting), body, election.slug, 'Faltó difundir la convocatoria')
  const now = await reread(election.slug)
  assert.equal(now.annulledReason, 'Faltó difundir la convocatoria')
  await assert.rejects(castBallot(stage.db, voting, stale, waiting), refused('not-voting'))
  await assert.rejects(signedBallot(now, 3, '1'), refused('not-voting'))
  await assert.rejects(count(now), refused('not-to-count'))
  await assert.rejects(annulElection(when(keeper, voting), body, now.slug, 'Otra vez'), refused('annulled'))
  const keys = stage.db.selectFrom('election_keys').selectAll().where('election_id', '=', election.id)
  assert.equal(await keys.executeTakeFirst(), undefined)
  const event = await stage.db
    .selectFrom('events')
    .select('details')
    .where('type', '=', 'election.annulled')
    .where('subject_id', '=', election.id)
    .executeTakeFirstOrThrow()
  assert.match(JSON.stringify(event.details), /Faltó difundir/)
  await assert.rejects(annulElection(await stage.contextOf('liaison'), body, now.slug, 'x'), { name: 'NotAllowed' })
})

test('a vote ends at its hour: a signed ballot that comes a moment later is not taken', async () => {
  const election = await opened()
  const ballot = await signedBallot(election, 1, '1')
  await assert.rejects(castBallot(stage.db, election.votingTo, election, ballot), refused('not-voting'))
  await castBallot(stage.db, new Date(election.votingTo.getTime() - 1), election, ballot)
})

test('dates move with a public reason, never into the past nor out of it, and a vote that lasts only grows longer', async () => {
  const election = await opened()
  const { candidaciesFrom, candidaciesTo, votingFrom, votingTo } = election
  const dates = { candidaciesFrom, candidaciesTo, votingFrom, votingTo }
  const move = (now: Date, changed: Partial<typeof dates>) =>
    moveCalendar(when(keeper, now), body, election.slug, {
      ...{ ...dates, ...changed, reason: 'Hubo puente', pollingPlace: 'Casa de cultura' },
    })
  const filing = at('2026-04-05T12:00')
  await assert.rejects(move(filing, {}), refused('same-dates'))
  await assert.rejects(move(filing, { candidaciesFrom: at('2026-04-06T12:00') }), refused('past-date'))
  await assert.rejects(move(filing, { candidaciesTo: at('2026-04-04T12:00') }), refused('past-date'))
  await assert.rejects(move(voting, { votingTo: at('2026-05-02T20:00') }), refused('shorter-vote'))
  await move(voting, { votingTo: at('2026-05-04T12:00') })
  assert.equal((await reread(election.slug)).votingTo.toISOString(), '2026-05-04T12:00:00.000Z')
  await castBallot(stage.db, at('2026-05-03T18:00'), await reread(election.slug), await signedBallot(election, 1, '1'))
  await assert.rejects(move(at('2026-05-05T12:00'), { votingTo: at('2026-05-06T12:00') }), refused('voted'))
})

test('whoever stands may step back until voting begins, and her number is then nobody’s', async () => {
  const election = await opened()
  await withdrawCandidacy(when(voter(1), at('2026-04-25T12:00')), body, election.slug, 'Motivos personales')
  await assert.rejects(
    signedBallot(election, 5, '1').then((one) => castBallot(stage.db, voting, election, one)),
    {
      key: 'elections.refused.choice',
    },
  )
  await assert.rejects(withdrawCandidacy(voter(2), body, election.slug, 'Tarde'), refused('ballot-fixed'))
})

test('the roll takes a list of addresses whole: one without an account is named, and nobody is added', async () => {
  const election = await opened()
  const admit = (emails: string[]) => admitVoters(keeper, body, election.slug, { emails, organization: null })
  await assert.rejects(admit(['v6@example.org', 'nadie@example.org']), (error: Refused) => {
    assert.equal(error.key, 'elections.refused.no-account')
    assert.equal(error.values.emails, 'nadie@example.org')
    return true
  })
  assert.equal((await readRoll(stage.db, election.id)).length, 5)
  assert.equal(await admit(['v6@example.org', 'v1@example.org']), 1)
  await assert.rejects(admit(['v6@example.org']), refused('on-roll'))
})
