import type { Context, Database } from '../../../../platform/context.ts'
import { allow, found, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { record } from '../../../../platform/record.ts'
import { askForScoring } from '../../consolidation/queue/commands.ts'
import { type Edition, isLocked } from '../../editions/model.ts'
import { lockTeam, type Tx, teamEvent } from '../commands.ts'
import { foldedHandle, newAccountCode, type Team } from '../model.ts'
import { canCorrectTeams, isCaptain, placeIn } from '../policy.ts'
import type { AccountFields } from '../schema.ts'

/** Says that an account on a network is the team's; it counts once it is proven. One account belongs to one team. */
export async function claimAccount(
  context: Context,
  edition: Edition,
  team: Team,
  fields: AccountFields,
): Promise<void> {
  const own = placeIn(context.actor, team)
  allow(own !== null)
  await context.db.transaction().execute(async (tx) => {
    const { team: held } = await lockTeam(tx, edition, team.code)
    const member = fields.memberId && isCaptain(context.actor, held) ? fields.memberId : own.id
    const owner = found(held.members.find(({ id, leftAt }) => id === member && leftAt === null))
    const handle = fields.handle.trim().replace(/^@+/, '')
    const inserted = await tx
      .insertInto('rally_accounts')
      .values({
        ...{
          id: newId(),
          edition_id: edition.id,
          team_id: held.id,
          member_id: owner.id,
          network: fields.network,
          handle,
        },
        ...{ handle_folded: foldedHandle(handle), code: newAccountCode(), claimed_at: context.now },
      })
      .onConflict((conflict) => conflict.columns(['edition_id', 'network', 'handle_folded']).doNothing())
      .executeTakeFirst()
    if (inserted.numInsertedOrUpdatedRows === 0n) throw new Refused('rally.account.taken')
    const details = { rally: edition.slug, team: team.code, network: fields.network }
    await record(tx, context, { ...teamEvent(edition, team.id, 'rally.account-claimed'), details })
  })
}

/** Where the code stands in the profile; the organisers look and confirm. */
export async function noteProfile(
  context: Context,
  edition: Edition,
  team: Team,
  accountId: string,
  url: string,
): Promise<void> {
  allow(placeIn(context.actor, team) !== null)
  await context.db.transaction().execute(async (tx) => {
    const { team: held } = await lockTeam(tx, edition, team.code)
    const account = found(held.accounts.find(({ id }) => id === accountId))
    if (account.proof) return
    await tx.updateTable('rally_accounts').set({ profile_url: url }).where('id', '=', account.id).execute()
    const details = { rally: edition.slug, team: team.code, network: account.network }
    await record(tx, context, { ...teamEvent(edition, team.id, 'rally.account-profile-noted'), details })
  })
}

/** Takes back a claim. A proven account goes only before the opening: afterwards its posts are the team's. */
export async function removeAccount(context: Context, edition: Edition, team: Team, accountId: string): Promise<void> {
  allow(placeIn(context.actor, team) !== null || canCorrectTeams(context.actor, edition))
  await context.db.transaction().execute(async (tx) => {
    const { team: held } = await lockTeam(tx, edition, team.code)
    const account = found(held.accounts.find(({ id }) => id === accountId))
    if (account.network === 'web') throw new Refused('rally.account.own-stays')
    if (account.proof && isLocked(edition, context.now) && !canCorrectTeams(context.actor, edition)) {
      throw new Refused('rally.account.proven-stays')
    }
    await tx.deleteFrom('rally_accounts').where('id', '=', account.id).execute()
    await askForScoring(tx, edition.id)
    const details = { rally: edition.slug, team: team.code, network: account.network }
    await record(tx, context, { ...teamEvent(edition, team.id, 'rally.account-removed'), details })
  })
}

/** An organiser has seen that the account is the team's. */
export async function confirmAccount(context: Context, edition: Edition, team: Team, accountId: string): Promise<void> {
  allow(canCorrectTeams(context.actor, edition))
  const account = found(team.accounts.find(({ id }) => id === accountId))
  const method = account.profileUrl ? 'profile' : 'staff'
  await context.db.transaction().execute(async (tx) => {
    const isNew = await insertProof(tx, context, { accountId, method, evidenceUrl: account.profileUrl })
    if (!isNew) return
    await tellProof(tx, context, edition, { teamId: team.id, network: account.network, method })
  })
}

/** Marks an account as proven by a post that shows its code. For whatever reads posts; true where it was not proven before. */
export async function proveAccount(
  context: { db: Database; now: Date },
  edition: Edition,
  accountId: string,
  evidenceUrl: string | null,
): Promise<boolean> {
  const { db, now } = context
  return db.transaction().execute((tx) => proveAccountIn(tx, now, edition, accountId, evidenceUrl))
}

/** The same in the transaction that keeps the post. */
export async function proveAccountIn(
  tx: Tx,
  now: Date,
  edition: Edition,
  accountId: string,
  evidenceUrl: string | null,
): Promise<boolean> {
  const account = found(
    await tx
      .selectFrom('rally_accounts')
      .select(['team_id', 'network'])
      .where('id', '=', accountId)
      .where('edition_id', '=', edition.id)
      .executeTakeFirst(),
  )
  const witness = { actor: null, now }
  if (!(await insertProof(tx, witness, { accountId, method: 'post', evidenceUrl }))) return false
  await tellProof(tx, witness, edition, { teamId: account.team_id, network: account.network, method: 'post' })
  return true
}

type Witness = Pick<Context, 'actor' | 'now'>
type Proof = { accountId: string; method: 'post' | 'profile' | 'staff'; evidenceUrl: string | null }

async function insertProof(tx: Tx, { actor, now }: Witness, proof: Proof): Promise<boolean> {
  const row = { account_id: proof.accountId, method: proof.method, evidence_url: proof.evidenceUrl }
  const inserted = await tx
    .insertInto('rally_account_proofs')
    .values({ ...row, proved_by: actor?.id ?? null, proved_at: now })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

async function tellProof(
  tx: Tx,
  witness: Witness,
  edition: Edition,
  { teamId, network, method }: { teamId: string; network: string; method: string },
): Promise<void> {
  await askForScoring(tx, edition.id)
  const details = { rally: edition.slug, network, method }
  await record(tx, witness, { ...teamEvent(edition, teamId, 'rally.account-proven'), details })
}
