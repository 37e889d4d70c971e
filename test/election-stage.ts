import assert from 'node:assert/strict'
import { createBody } from '../src/features/governance/bodies/commands.ts'
import { findBody } from '../src/features/governance/bodies/queries.ts'
import type { Ballot } from '../src/features/governance/elections/ballot.ts'
import { castBallot, signBlinded } from '../src/features/governance/elections/commands/ballots.ts'
import { decideCandidacy, fileCandidacy } from '../src/features/governance/elections/commands/candidacies.ts'
import { countElection } from '../src/features/governance/elections/commands/counts.ts'
import { callElection } from '../src/features/governance/elections/commands/elections.ts'
import { admitVoters } from '../src/features/governance/elections/commands/roll.ts'
import type { Election } from '../src/features/governance/elections/model.ts'
import type { ElectionPackage } from '../src/features/governance/elections/package.ts'
import { findElection } from '../src/features/governance/elections/queries.ts'
import type { Body } from '../src/features/governance/model.ts'
import type { Context } from '../src/platform/context.ts'
import { Refused } from '../src/platform/errors.ts'
import { createPerson } from './cast.ts'
import { type TrackingStage, trackingStage } from './tracking-stage.ts'
import { blindedBallot } from './voter.ts'

export const at = (text: string) => new Date(`${text}:00Z`)
export const voting = at('2026-05-02T18:00')
export const closed = at('2026-05-04T18:00')
export const refused = (key: string) => (error: Error) =>
  error instanceof Refused && error.key === `elections.refused.${key}`
export const when = (context: Context, now: Date): Context => ({ ...context, now })

export type ElectionStage = Awaited<ReturnType<typeof electionStage>>

/** A body with two seats of civil society and six people who may stand and vote. */
export async function electionStage() {
  const stage = await trackingStage()
  const { secret } = stage.deps.config
  const keeper = await stage.contextOf('facilitator')
  const body = await bodyOf(stage, keeper)
  const voters: Context[] = []
  for (let n = 1; n <= 6; n += 1) {
    const { id } = await createPerson(stage.db, { name: `Votante ${n}`, email: `v${n}@example.org`, now: stage.now })
    voters.push({ ...keeper, now: voting, actor: { id, name: `Votante ${n}`, grants: [] } })
  }
  const voter = (n: number): Context => voters[n - 1] as Context
  const reread = async (slug: string) => (await findElection(stage.db, body.id, slug)) as Election

  let made = 0
  /** An election of two seats with candidates 1 to 3 admitted, 4 refused, and the first five people on its roll. */
  async function opened(seats = 2): Promise<Election> {
    made += 1
    const fields = {
      title: `Elección ${made}`,
      sector: 'civil-society' as const,
      seats,
      requirements: null,
      pollingPlace: 'Casa de cultura',
    }
    const dates = { candidaciesFrom: at('2026-04-02T12:00'), candidaciesTo: at('2026-04-20T12:00') }
    const times = { votingFrom: at('2026-05-01T12:00'), votingTo: at('2026-05-03T12:00') }
    const slug = await callElection(keeper, body, { ...fields, ...dates, ...times }, secret)
    const filing = at('2026-04-05T12:00')
    for (let n = 1; n <= 4; n += 1) {
      const candidacy = { name: `Candidata ${n}`, alternate: `Suplente ${n}`, statement: 'Trabajo' }
      const paper = { documentKind: 'letter' as const, documentTitle: 'Carta', documentUrl: 'https://example.org/c' }
      const organization = stage.cast.civilSocietyId
      await fileCandidacy(when(voter(n), filing), body, slug, { ...candidacy, organization, ...paper })
      const decision = n < 4 ? 'admitted' : 'refused'
      await decideCandidacy(when(keeper, filing), body, slug, n, { decision, reason: 'Cumple o no la convocatoria' })
    }
    const emails = [1, 2, 3, 4, 5].map((n) => `v${n}@example.org`)
    assert.equal(await admitVoters(keeper, body, slug, { emails, organization: null }), 5)
    return reread(slug)
  }

  async function signedBallot(election: Election, n: number, choice: string): Promise<Ballot> {
    const { blinded, unblind } = await blindedBallot(election, choice)
    return unblind(await signBlinded(voter(n), election, blinded, secret))
  }
  async function vote(election: Election, n: number, choice: string) {
    const ballot = await signedBallot(election, n, choice)
    return { ballot, receipt: await castBallot(stage.db, voting, election, ballot) }
  }
  const count = (election: Election) => countElection(when(keeper, closed), stage.deps.storage, body, election.slug)

  async function packageOf(sha256: string): Promise<ElectionPackage> {
    return JSON.parse((await stage.deps.storage.read(sha256)).toString('utf8'))
  }

  return { stage, body, keeper, secret, voters, voter, reread, opened, signedBallot, vote, count, packageOf }
}

async function bodyOf(stage: TrackingStage, keeper: Context): Promise<Body> {
  const seats = { 'seats.government': 1, 'seats.oversight': 1, 'seats.civil-society': 2 }
  const none = { 'seats.academia': 0, 'seats.private': 0, 'seats.citizens': 0 }
  const term = { exercise: null, termFrom: null, termTo: null }
  const about = { name: 'Secretariado', kind: 'local' as const, about: null, ...term }
  const slug = await createBody(keeper, stage.space, { ...about, ...seats, ...none })
  return (await findBody(stage.db, stage.space.slug, slug)) as Body
}
