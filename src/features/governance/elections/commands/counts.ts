import type { Context } from '../../../../platform/context.ts'
import { Refused } from '../../../../platform/errors.ts'
import { rememberFile } from '../../../../platform/storage/files.ts'
import type { Storage } from '../../../../platform/storage/storage.ts'
import type { Body } from '../../model.ts'
import type { Ballot } from '../ballot.ts'
import { addsUp, type Election, phaseOf } from '../model.ts'
import { falseBallots, packageOf, packagePieces } from '../package.ts'
import { claimPapers, type KeptPaper } from '../papers/commands.ts'
import { readCandidates, readPaperCount, rollTotals } from '../queries.ts'
import type { PaperFields } from '../schema.ts'
import { forgetOrder } from './order.ts'
import { keeping, type Tx, tell } from './within.ts'

/** Writes the act of the ballots cast at the table, with the act itself as a file where it came: after the vote, before the count, once. */
export async function capturePaper(
  context: Context,
  body: Body,
  slug: string,
  fields: PaperFields,
  file: KeptPaper | null = null,
): Promise<void> {
  await keeping(context, body, slug, async (tx, election) => {
    if (phaseOf(election, context.now) !== 'to-count') throw new Refused('elections.refused.not-to-count')
    const numbers = (await readCandidates(tx, election.id)).map(({ number }) => number)
    if (!addsUp(fields, election.seats, numbers)) throw new Refused('elections.refused.act')
    const { votedOnPaper } = await rollTotals(tx, election.id)
    if (fields.ballots > votedOnPaper) throw new Refused('elections.refused.more-paper', { voters: votedOnPaper })
    if (file) await claimPapers(tx, context, [file])
    const { ballots, blank, spoiled, witnesses } = fields
    const written = await tx
      .insertInto('election_paper_counts')
      .values({
        ...{ election_id: election.id, ballots, blank, spoiled, votes: JSON.stringify(fields.votes), witnesses },
        ...{ act_title: fields.act, act_url: fields.actUrl },
        ...{ act_sha256: file?.sha256 ?? null, act_file_name: file?.fileName ?? null },
        ...{ captured_by: context.actor?.id ?? null, captured_at: context.now },
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (written.numInsertedOrUpdatedRows === 0n) throw new Refused('elections.refused.act-written')
    await tell(tx, context, body, election, 'election.paper-captured', { ballots })
  })
}

/**
 * Counts once, after the vote: checks every ballot as anybody may later, publishes the package, destroys the key. Refuses where a
 * ballot was tampered with or there are more ballots than signatures given; people must settle that.
 */
export async function countElection(context: Context, storage: Storage, body: Body, slug: string): Promise<string> {
  return keeping(context, body, slug, async (tx, election) => {
    if (phaseOf(election, context.now) !== 'to-count') throw new Refused('elections.refused.not-to-count')
    const held = await heldOf(tx, body, election)
    const { ballots, roll } = held
    const wrong = (await falseBallots(held)).length
    if (wrong > 0) throw new Refused('elections.refused.tampered', { ballots: wrong })
    if (ballots.length > roll.signaturesGiven)
      throw new Refused('elections.refused.too-many', { ballots: ballots.length, signatures: roll.signaturesGiven })
    if (roll.votedOnPaper > 0 && held.paper === null) throw new Refused('elections.refused.paper-first')
    const made = packageOf(held)
    const file = await storage.putStream(packagePieces(made))
    await rememberFile(tx, { ...file, mediaType: 'application/json' }, context.now)
    await forgetOrder(tx, election.id)
    await tx.deleteFrom('election_keys').where('election_id', '=', election.id).execute()
    const counted = { counted_by: context.actor?.id ?? null, counted_at: context.now }
    await tx
      .insertInto('election_counts')
      .values({
        election_id: election.id,
        package_sha256: file.sha256,
        result: JSON.stringify(made.result),
        ...counted,
      })
      .execute()
    const { standings, ballots: sums } = made.result
    const elected = standings.filter(({ isElected }) => isElected).map(({ number }) => number)
    await tell(tx, context, body, election, 'election.counted', { package: file.sha256, elected, ballots: sums })
    return file.sha256
  })
}

async function heldOf(tx: Tx, body: Body, election: Election) {
  const ballots: Ballot[] = await tx
    .selectFrom('ballots')
    .select(['serial', 'choice', 'signature'])
    .where('election_id', '=', election.id)
    .orderBy('serial')
    .execute()
  const candidates = await readCandidates(tx, election.id)
  const [paper, roll] = [await readPaperCount(tx, election.id), await rollTotals(tx, election.id)]
  return { election, body: body.name, candidates, ballots, paper, roll }
}
