import type { Context } from '../../../../platform/context.ts'
import { found, NotAllowed, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import type { Body } from '../../model.ts'
import { seatableOrganizations } from '../../seating/queries.ts'
import { type Candidacy, type DocumentKind, type Election, phaseOf, phasesBeforeVoting } from '../model.ts'
import { claimPapers, type KeptPaper } from '../papers/commands.ts'
import { readCandidacies } from '../queries.ts'
import type { CandidacyFields, DecisionFields } from '../schema.ts'
import { keeping, lockedElection, type Tx, tell } from './within.ts'

export type CandidacyPaper = { kind: DocumentKind; title: string; file: KeptPaper }

/** Whoever has an account stands for election, one candidacy each, for an organisation of the seat's sector. */
export async function fileCandidacy(
  context: Context,
  body: Body,
  slug: string,
  fields: CandidacyFields,
  papers: readonly CandidacyPaper[] = [],
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
    await keepPapers(tx, context, id, fields, papers)
    await tell(tx, context, body, election, 'election.candidacy-filed', { number })
    return number
  })
}

async function keepPapers(
  tx: Tx,
  context: Context,
  candidacyId: string,
  { documentUrl: url, documentTitle, documentKind }: CandidacyFields,
  papers: readonly CandidacyPaper[],
): Promise<void> {
  const link = url === null ? [] : [{ kind: documentKind, title: documentTitle ?? new URL(url).hostname, url }]
  const files = papers.map(({ kind, title, file }) => ({ kind, title, sha256: file.sha256, file_name: file.fileName }))
  await claimPapers(
    tx,
    context,
    papers.map(({ file }) => file),
  )
  for (const one of [...files, ...link])
    await tx
      .insertInto('candidacy_documents')
      .values({ id: newId(), candidacy_id: candidacyId, is_public: true, added_at: context.now, ...one })
      .execute()
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
    if (!phasesBeforeVoting.includes(phase)) throw new Refused('elections.refused.ballot-fixed')
    const one = found((await readCandidacies(tx, election.id)).find((candidacy) => candidacy.number === number))
    await writeDecision(tx, context, body, election, one, { decision, reason })
  })
}

/** Whoever stands may step back herself until voting begins, and need not say more than she wants to. */
export async function withdrawCandidacy(context: Context, body: Body, slug: string, reason: string): Promise<void> {
  const { actor, now } = context
  if (!actor) throw new NotAllowed()
  await context.db.transaction().execute(async (tx) => {
    const election = await lockedElection(tx, body, slug)
    const one = found((await readCandidacies(tx, election.id)).find(({ personId }) => personId === actor.id))
    if (!phasesBeforeVoting.includes(phaseOf(election, now))) throw new Refused('elections.refused.ballot-fixed')
    await writeDecision(tx, context, body, election, one, { decision: 'withdrawn', reason })
  })
}

async function writeDecision(
  tx: Tx,
  context: Context,
  body: Body,
  election: Election,
  one: Candidacy,
  { decision, reason }: DecisionFields,
): Promise<void> {
  const isDecided = one.decision !== null && !(one.decision.decision === 'admitted' && decision === 'withdrawn')
  if (isDecided) throw new Refused('elections.refused.decided')
  const by = { decided_by: context.actor?.id ?? null, decided_at: context.now }
  await tx
    .insertInto('candidacy_decisions')
    .values({ candidacy_id: one.id, decision, reason, ...by })
    .onConflict((conflict) => conflict.column('candidacy_id').doUpdateSet({ decision, reason, ...by }))
    .execute()
  await tell(tx, context, body, election, 'election.candidacy-decided', { number: one.number, decision, reason })
}
