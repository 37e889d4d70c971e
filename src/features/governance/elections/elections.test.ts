import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { createPerson, type PersonKey } from '../../../../test/cast.ts'
import {
  at,
  closed,
  type ElectionStage,
  electionStage,
  refused,
  voting,
  when,
} from '../../../../test/election-stage.ts'
import { blindedBallot } from '../../../../test/voter.ts'
import { canonicalJson } from '../../../platform/canonical-json.ts'
import type { Context } from '../../../platform/context.ts'
import type { Ballot } from './ballot.ts'
import { castBallot, signBlinded } from './commands/ballots.ts'
import { decideCandidacy, fileCandidacy } from './commands/candidacies.ts'
import { capturePaper, countElection } from './commands/counts.ts'
import { admitVoters, markPaperVoter, strikeVoter } from './commands/roll.ts'
import { seatElected } from './commands/seats.ts'
import type { Election } from './model.ts'
import type { ElectionPackage } from './package.ts'
import { readCount, readRoll } from './queries.ts'

let stage: ElectionStage['stage']
let body: ElectionStage['body']
let keeper: ElectionStage['keeper']
let secret: ElectionStage['secret']
let voters: ElectionStage['voters']
let voter: ElectionStage['voter']
let reread: ElectionStage['reread']
let opened: ElectionStage['opened']
let signedBallot: ElectionStage['signedBallot']
let vote: ElectionStage['vote']
let count: ElectionStage['count']
let packageOf: ElectionStage['packageOf']

before(async () => {
  ;({ stage, body, keeper, secret, voters, voter, reread, opened, signedBallot, vote, count, packageOf } =
    await electionStage())
})
after(() => stage.close())

/** In a process of its own that knows neither the platform nor its packages. */
function recount(made: unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'recount-'))
  writeFileSync(join(folder, 'paquete.json'), JSON.stringify(made))
  const script = join(import.meta.dirname, '../../../../docs/guides/recount-election.mjs')
  const run = spawnSync(process.execPath, [script, 'paquete.json'], { cwd: folder, env: {}, encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return run
}

test('a whole election: signed blind, cast without a name, counted, recounted by a bare process, and seated', async () => {
  const election = await opened()
  const receipts = [await vote(election, 1, '1,2'), await vote(election, 2, '1'), await vote(election, 3, '2,3')]
  await vote(election, 4, 'blank')
  const made = await packageOf(await count(election))
  for (const { receipt, ballot } of receipts)
    assert.equal(made.ballots.find((one) => one.receipt === receipt)?.choice, ballot.choice)
  const standings = made.result.standings.map(({ number, total, isElected }) => [number, total, isElected])
  assert.deepEqual(standings, [
    [1, 2, true],
    [2, 2, true],
    [3, 1, false],
  ])
  assert.equal(made.result.blank.digital, 1)
  const written = await stage.deps.storage.read((await readCount(stage.db, election.id))?.sha256 ?? '')
  assert.equal(written.toString('utf8'), canonicalJson(made), 'written piece by piece, it is the canonical JSON')
  const run = recount(made)
  assert.equal(run.status, 0, run.stderr)
  assert.match(run.stdout, /The count holds/)
  assert.doesNotMatch(JSON.stringify(made), /Votante|example\.org/)
  const key = stage.db.selectFrom('election_keys').selectAll().where('election_id', '=', election.id)
  assert.equal(await key.executeTakeFirst(), undefined, 'the key is gone')
  await assert.rejects(castBallot(stage.db, voting, await reread(election.slug), receipts[0]?.ballot as Ballot))
  await assert.rejects(count(election), refused('not-to-count'))
  const seat = { fromOn: '2026-06-01', toOn: null }
  assert.equal(await seatElected(when(keeper, closed), body, election.slug, seat), 2)
  const seated = await stage.db.selectFrom('memberships').selectAll().where('election_id', '=', election.id).execute()
  assert.deepEqual(seated.map(({ quality, name }) => `${quality} ${name}`).sort(), [
    ...['alternate Suplente 1', 'alternate Suplente 2', 'titular Candidata 1', 'titular Candidata 2'],
  ])
  await assert.rejects(seatElected(when(keeper, closed), body, election.slug, seat), refused('seated'))
})

test('one signature a person: two requests at once wait for her row’s lock and one is refused; the same again is answered again', async () => {
  const election = await opened()
  const [first, second] = [await blindedBallot(election, '1'), await blindedBallot(election, '2')]
  const held = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const holding = stage.db.transaction().execute(async (tx) => {
    await sql`select id from election_roll where election_id = ${election.id} for update`.execute(tx)
    locked.resolve()
    await held.promise
  })
  await locked.promise
  const racing = Promise.allSettled([first, second].map((one) => signBlinded(voter(1), election, one.blinded, secret)))
  held.resolve()
  await holding
  const answers = await racing
  assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const winner = answers[0]?.status === 'fulfilled' ? first : second
  const again = await signBlinded(voter(1), election, winner.blinded, secret)
  await castBallot(stage.db, voting, election, await winner.unblind(again))
  const row = stage.db.selectFrom('election_roll').selectAll().where('election_id', '=', election.id)
  const given = (await row.execute()).filter(({ credential_given_on }) => credential_given_on !== null)
  assert.deepEqual(
    given.map(({ credential_given_on }) => credential_given_on),
    ['2026-05-02'],
    'a day only',
  )
})

test('R-142 one ballot, one vote: a forged, changed, borrowed or reused signature is refused', async () => {
  const election = await opened()
  const other = await opened()
  const ballot = await signedBallot(election, 1, '1')
  const cast = (one: Ballot, into = election) => castBallot(stage.db, voting, into, one)
  const forged = randomBytes(384).toString('base64url')
  await assert.rejects(cast({ ...ballot, signature: forged }), refused('signature'))
  await assert.rejects(cast({ ...ballot, choice: '2' }), refused('signature'))
  await assert.rejects(cast({ ...ballot, serial: randomBytes(32).toString('hex') }), refused('signature'))
  await assert.rejects(cast(ballot, other), refused('signature'))
  const unblinded = await blindedBallot(election, '1')
  assert.equal(typeof unblinded.blinded, 'string')
  await assert.rejects(cast({ ...ballot, signature: unblinded.blinded }), refused('signature'))
  const both = await Promise.allSettled([cast(ballot), cast(ballot)])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  await assert.rejects(cast(ballot), refused('cast'))
  for (const choice of ['4', '9', '1,2,3']) {
    await assert.rejects(cast({ ...ballot, choice }), refused('choice'))
  }
})

test('R-142 nothing in the database leads from a person to a ballot: no column, no time, no order', async () => {
  const { rows } = await sql<{ name: string; type: string }>`
    select column_name as name, data_type as type from information_schema.columns
    where table_name = 'ballots' and table_schema = current_schema() order by 1`.execute(stage.db)
  assert.deepEqual(rows, [
    { name: 'choice', type: 'text' },
    { name: 'election_id', type: 'uuid' },
    { name: 'receipt', type: 'text' },
    { name: 'serial', type: 'text' },
    { name: 'signature', type: 'text' },
  ])
  const election = await opened()
  const cast = [await vote(election, 1, '1'), await vote(election, 2, '2'), await vote(election, 3, '3')]
  const dump = async () => {
    const tables = await sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_schema = current_schema() and table_type = 'BASE TABLE' and table_name <> 'ballots'`.execute(stage.db)
    const texts = await Promise.all(
      tables.rows.map(({ name }) =>
        sql<{ text: string }>`select t::text as text from ${sql.table(name)} t`.execute(stage.db),
      ),
    )
    return texts.flatMap(({ rows }) => rows.map(({ text }) => text)).join('\n')
  }
  const everything = await dump()
  for (const { ballot, receipt } of cast) {
    for (const trace of [ballot.serial, ballot.signature, receipt])
      assert.ok(!everything.includes(trace), 'no other table knows a ballot')
  }
  const events = await stage.db.selectFrom('events').selectAll().where('subject_id', '=', election.id).execute()
  assert.ok(events.every(({ actor_id }) => !voters.slice(4).some(({ actor }) => actor?.id === actor_id)))
  assert.ok(!events.some(({ type }) => /ballot|sign|vote-/.test(type)), 'neither signing nor casting is an event')
  await count(election)
  const { rows: lying } = await sql<{ serial: string; xmin: string }>`
    select serial, xmin::text as xmin from ballots where election_id = ${election.id} order by ctid`.execute(stage.db)
  assert.deepEqual(
    lying.map(({ serial }) => serial),
    lying.map(({ serial }) => serial).toSorted(),
  )
  assert.equal(new Set(lying.map(({ xmin }) => xmin)).size, 1, 'after the count no row tells its transaction')
  assert.doesNotMatch(JSON.stringify(await readRoll(stage.db, election.id)), /2026-|given/, 'nor the keeper’s roll')
})

test('a ballot changed, added or taken out behind the platform’s back is found by the count and by the recount', async () => {
  const election = await opened()
  const { ballot } = await vote(election, 1, '1')
  await vote(election, 2, '2')
  const stored = stage.db.updateTable('ballots').where('serial', '=', ballot.serial)
  await stored.set({ choice: '3' }).execute()
  await assert.rejects(count(election), refused('tampered'))
  await stored.set({ choice: '1' }).execute()
  await sql`update election_roll set credential_given_on = null where election_id = ${election.id}`.execute(stage.db)
  await assert.rejects(count(election), refused('too-many'))
  await sql`update election_roll set credential_given_on = '2026-05-02' where election_id = ${election.id}`.execute(
    stage.db,
  )
  const made = await packageOf(await count(election))
  assert.equal(recount(made).status, 0)
  const [one, two] = made.ballots as [ElectionPackage['ballots'][0], ElectionPackage['ballots'][0]]
  const tampered = [
    { ...made, ballots: [{ ...one, choice: '3' }, two] },
    { ...made, ballots: [one] },
    { ...made, ballots: [one, two, two] },
    { ...made, ballots: [two, one] },
    { ...made, ballots: [{ ...one, receipt: two.receipt }, two] },
    { ...made, roll: { ...made.roll, signaturesGiven: 1 } },
    { ...made, publicKey: (await opened()).publicKey },
    { ...made, result: { ...made.result, ballots: { digital: 3, paper: 0 } } },
    { ...made, paper: { ballots: 1, blank: 0, spoiled: 0, votes: { 1: 2 } }, roll: { ...made.roll, votedOnPaper: 1 } },
    {
      ...made,
      result: { ...made.result, standings: made.result.standings.map((row) => ({ ...row, isElected: true })) },
    },
  ]
  for (const package_ of tampered) assert.equal(recount(package_).status, 1)
})

test('who votes on paper gets no signature, who has one does not vote on paper; totals of the act stay apart', async () => {
  const election = await opened(1)
  await vote(election, 1, '1')
  await vote(election, 2, '2')
  const roll = await readRoll(stage.db, election.id)
  const idOf = (n: number) => roll.find(({ name }) => name === `Votante ${n}`)?.id ?? ''
  const marking = when(keeper, voting)
  await assert.rejects(markPaperVoter(marking, body, election.slug, idOf(1)), refused('has-voted'))
  await markPaperVoter(marking, body, election.slug, idOf(3))
  await assert.rejects(signedBallot(election, 3, '1'), refused('has-voted'))
  const act = { blank: 0, spoiled: 0, act: 'Acta', actUrl: null, witnesses: 'Contraloría y Colectivo' }
  const capture = (ballots: number, votes: Record<string, number>) =>
    capturePaper(when(keeper, closed), body, election.slug, { ...act, ballots, votes })
  await assert.rejects(count(election), refused('paper-first'))
  await assert.rejects(capture(2, { 2: 2 }), refused('more-paper'))
  await assert.rejects(capture(1, { 2: 2 }), refused('act'))
  await assert.rejects(capture(1, { 4: 1 }), refused('act'))
  await capture(1, { 2: 1 })
  await assert.rejects(capture(1, { 2: 1 }), refused('act-written'))
  const made = await packageOf(await count(election))
  const winner = { number: 2, digital: 1, paper: 1, total: 2, isElected: true }
  assert.deepEqual(made.result.standings[0], winner)
  assert.equal(recount(made).status, 0)
})

test('a voter who deletes her account leaves her signature counted and herself out', async () => {
  const election = await opened()
  const { id } = await createPerson(stage.db, { name: 'Se va', email: 'seva@example.org', now: stage.now })
  await admitVoters(keeper, body, election.slug, { emails: ['seva@example.org'], organization: null })
  const { blinded, unblind } = await blindedBallot(election, '1')
  const leaving = { ...keeper, now: voting, actor: { id, name: 'Se va', grants: [] } }
  const signed = await signBlinded(leaving, election, blinded, secret)
  await castBallot(stage.db, voting, election, await unblind(signed))
  await stage.db.deleteFrom('people').where('id', '=', id).execute()
  assert.equal(
    (await readRoll(stage.db, election.id)).some(({ name }) => name === 'Se va'),
    false,
  )
  assert.equal((await packageOf(await count(election))).roll.signaturesGiven, 1)
})

test('a tie for the last seat falls by a lot that everybody can draw again', async () => {
  const election = await opened(1)
  await vote(election, 1, '1')
  await vote(election, 2, '2')
  const made = await packageOf(await count(election))
  assert.deepEqual(made.result.tie, { numbers: [1, 2], places: 1, settledBy: 'lot' })
  assert.equal(made.result.standings.filter(({ isElected }) => isElected).length, 1)
  assert.equal(recount(made).status, 0)
})

test('the roll closes with the vote; outside it, before, after, struck or unknown nobody gets a signature', async () => {
  const election = await opened()
  const roll = await readRoll(stage.db, election.id)
  const id = roll.find(({ name }) => name === 'Votante 5')?.id ?? ''
  await strikeVoter(keeper, body, election.slug, id, 'Pidió su baja')
  await assert.rejects(signedBallot(election, 5, '1'), refused('struck'))
  await assert.rejects(signedBallot(election, 6, '1'), refused('not-on-roll'))
  const late = { emails: ['v6@example.org'], organization: null }
  await assert.rejects(admitVoters(when(keeper, voting), body, election.slug, late), refused('roll-closed'))
  const { blinded } = await blindedBallot(election, '1')
  for (const now of [at('2026-05-01T11:59'), election.votingTo])
    await assert.rejects(signBlinded(when(voter(1), now), election, blinded, secret), refused('not-voting'))
  const beyond = Buffer.alloc(384, 255).toString('base64url')
  await assert.rejects(signBlinded(voter(1), election, beyond, secret), refused('blinded'))
  await assert.rejects(signBlinded({ ...keeper, actor: null, now: voting }, election, blinded, secret))
  assert.equal(await readCount(stage.db, election.id), null)
})

test('candidacies: one a person, of the seat’s sector, answered once with a public reason and never once voting began', async () => {
  const election = await opened()
  const filing = at('2026-04-05T12:00')
  const fields = { name: 'X', alternate: null, statement: 'Y', organization: stage.cast.civilSocietyId }
  const paper = { documentKind: 'letter' as const, documentTitle: null, documentUrl: null }
  const file = (n: number, now: Date, organization: string | null = fields.organization) =>
    fileCandidacy(when(voter(n), now), body, election.slug, { ...fields, organization, ...paper })
  await assert.rejects(file(1, filing), refused('stands'))
  await assert.rejects(file(6, voting), refused('candidacies-closed'))
  await assert.rejects(file(6, filing, stage.cast.institutionId), { key: 'governance.refused.sector' })
  await assert.rejects(file(6, filing, null), refused('organization'))
  const decide = (now: Date) =>
    decideCandidacy(when(keeper, now), body, election.slug, 1, { decision: 'refused', reason: 'Z' })
  await assert.rejects(decide(filing), refused('decided'))
  await assert.rejects(decide(voting), refused('ballot-fixed'))
  for (const who of ['liaison', 'moderator', null] as (PersonKey | null)[])
    await assert.rejects(countAs(await stage.contextOf(who), election), { name: 'NotAllowed' })
})

const countAs = (context: Context, { slug }: Election) =>
  countElection(when(context, closed), stage.deps.storage, body, slug)
