import type { Context } from '../../../../platform/context.ts'
import { found, NotAllowed, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import type { Body } from '../../model.ts'
import { seatableOrganizations } from '../../seating/queries.ts'
import { type Election, phaseOf } from '../model.ts'
import { readCandidacies } from '../queries.ts'
import type { CandidacyFields, DecisionFields } from '../schema.ts'
import { keeping, lockedElection, type Tx, tell } from './within.ts'

/** Whoever has an account stands for election, one candidacy each, for an organisation of the seat's sector. */
export async function fileCandidacy(
  context: Context,
  body: Body,
  slug: string,
  fields: CandidacyFields,
): Promise<number> {
  const { actor, now } = context
  if (!actor) throw new NotAllowed()
  return context.db.transaction().execute(async (tx) => {
    const election = await lockedElection(tx, body, slug)
    if (phaseOf(election, now) !== 'candidacies') throw new Refused('elections.refused.candidacies-closed')
    const others = await readCandidacies(tx, election.id)
    if (others.some(({ personId }) => personId === actor.id)) throw new Refused('elections.refused.stands')
    await refuseOtherSector(tx, body, election, fields.organization)
    const id = newId()
    const number = others.length + 1
    await tx
      .insertInto('candidacies')
      .values({
        ...{ id, election_id: election.id, number, name: fields.name, alternate_name: fields.alternate },
        ...{ organization_id: fields.organization, statement: fields.statement, person_id: actor.id, filed_at: now },
      })
      .execute()
    if (fields.documentUrl !== null) {
      const title = fields.documentTitle ?? new URL(fields.documentUrl).hostname
      const about = { kind: fields.documentKind, title, url: fields.documentUrl, is_public: true, added_at: now }
      await tx
        .insertInto('candidacy_documents')
        .values({ id: newId(), candidacy_id: id, ...about })
        .execute()
    }
    await tell(tx, context, body, election, 'election.candidacy-filed', { number })
    return number
  })
}

async function refuseOtherSector(tx: Tx, body: Body, election: Election, organizationId: string | null) {
  if (organizationId === null) {
    if (election.sector !== 'citizens') throw new Refused('elections.refused.organization')
    return
  }
  const organization = (await seatableOrganizations(tx, body.space.id)).find(({ id }) => id === organizationId)
  if (found(organization).sector !== election.sector) throw new Refused('governance.refused.sector')
}

/** Admitted or refused with a public reason, once, and before anybody votes. */
export async function decideCandidacy(
  context: Context,
  body: Body,
  slug: string,
  number: number,
  { decision, reason }: DecisionFields,
): Promise<void> {
  await keeping(context, body, slug, async (tx, election) => {
    const phase = phaseOf(election, context.now)
    if (phase !== 'candidacies' && phase !== 'admission') throw new Refused('elections.refused.ballot-fixed')
    const one = found((await readCandidacies(tx, election.id)).find((candidacy) => candidacy.number === number))
    const isDecided = one.decision !== null && !(one.decision.decision === 'admitted' && decision === 'withdrawn')
    if (isDecided) throw new Refused('elections.refused.decided')
    const by = { decided_by: context.actor?.id ?? null, decided_at: context.now }
    await tx
      .insertInto('candidacy_decisions')
      .values({ candidacy_id: one.id, decision, reason, ...by })
      .onConflict((conflict) => conflict.column('candidacy_id').doUpdateSet({ decision, reason, ...by }))
      .execute()
    await tell(tx, context, body, election, 'election.candidacy-decided', { number, decision, reason })
  })
}
