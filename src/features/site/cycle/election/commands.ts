import type { Person } from '../../../../platform/context.ts'
import { found } from '../../../../platform/errors.ts'
import { slugOf } from '../../../../platform/identity.ts'
import { castBallot, signBlinded } from '../../../governance/elections/commands/ballots.ts'
import { decideCandidacy, fileCandidacy } from '../../../governance/elections/commands/candidacies.ts'
import { countElection } from '../../../governance/elections/commands/counts.ts'
import { callElection } from '../../../governance/elections/commands/elections.ts'
import { admitVoters } from '../../../governance/elections/commands/roll.ts'
import { seatElected } from '../../../governance/elections/commands/seats.ts'
import type { Election } from '../../../governance/elections/model.ts'
import { findElection } from '../../../governance/elections/queries.ts'
import type { Body } from '../../../governance/model.ts'
import { createActor } from '../../demo/cast/commands.ts'
import { organizationOf } from '../cast/commands.ts'
import { type Booth, type CycleTelling, contextOf, dayOf, timeOf } from '../telling.ts'
import { blindedBallot } from './voter.ts'

const title = 'Elección de sociedad civil'

/** Civil society elects its seats: candidacies, roll, ballots that are signed blind and cast without a name, count, seats. */
export async function tellElection(telling: CycleTelling, body: Body, booth: Booth): Promise<void> {
  const { createdDay, namedDay, members } = telling.story.body
  const standing = members.filter(({ sector }) => sector === 'civil-society')
  const slug = await callElection(contextOf(telling, createdDay), body, callOf(telling, standing.length), booth.secret)
  for (const [index, { titular, alternate, organization }] of standing.entries()) {
    const candidate = await accountOf(telling, `Ensayo de ${titular}`)
    const own = organization === null ? null : await organizationOf(telling, createdDay, organization)
    await fileCandidacy(contextOf(telling, createdDay + 2, candidate), body, slug, {
      ...{
        name: titular,
        alternate,
        organization: own,
        statement: 'Quiero que lo que se diga en las mesas se cumpla.',
      },
      ...{ documentKind: 'other', documentTitle: null, documentUrl: null },
    })
    const decision = { decision: 'admitted' as const, reason: 'Cumple la convocatoria.' }
    await decideCandidacy(contextOf(telling, createdDay + 3), body, slug, index + 1, decision)
  }
  await tellVote(telling, body, slug, booth)
  await countElection(contextOf(telling, createdDay + 14), booth.storage, body, slug)
  const term = { fromOn: dayOf(telling, namedDay), toOn: null }
  await seatElected(contextOf(telling, namedDay), body, slug, term)
}

function callOf(telling: CycleTelling, seats: number) {
  const { createdDay } = telling.story.body
  return {
    ...{ title, sector: 'civil-society' as const, seats, requirements: null, pollingPlace: 'Biblioteca municipal' },
    ...{ candidaciesFrom: timeOf(telling, createdDay + 1), candidaciesTo: timeOf(telling, createdDay + 6) },
    ...{ votingFrom: timeOf(telling, createdDay + 8), votingTo: timeOf(telling, createdDay + 13) },
  }
}

function accountOf({ db, space, now }: CycleTelling, name: string): Promise<Person> {
  return db.transaction().execute((tx) => createActor(tx, name, null, null, { spaceId: space.id, now }))
}

async function tellVote(telling: CycleTelling, body: Body, slug: string, booth: Booth): Promise<void> {
  const { createdDay } = telling.story.body
  const names = Array.from({ length: booth.voters }, (_, index) => `Ensayo de votante ${index + 1}`)
  const voters: Person[] = []
  for (const name of names) voters.push(await accountOf(telling, name))
  const emails = names.map((name) => `${slugOf(name)}@demo.example`)
  await admitVoters(contextOf(telling, createdDay + 7), body, slug, { emails, organization: null })
  const election: Election = found(await findElection(telling.db, body.id, slug))
  const choices = Array.from({ length: election.seats }, (_, index) => index + 1)
  for (const [index, voter] of voters.entries()) {
    // One of ten votes blank, the others for all but one.
    const choice = index % 10 === 9 ? 'blank' : choices.filter((number) => number !== (index % 7) + 1).join(',')
    const context = contextOf(telling, createdDay + 9, voter)
    const { blinded, unblind } = await blindedBallot(election, choice)
    const ballot = await unblind(await signBlinded(context, election, blinded, booth.secret))
    await castBallot(telling.db, context.now, election, ballot)
  }
}
