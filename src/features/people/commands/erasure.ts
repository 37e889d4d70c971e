import { sql, type Transaction } from 'kysely'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { type ErasableId, holdings, type Owner } from '../model/holdings.ts'
import { newFolio } from '../model.ts'
import { carries } from '../queries/links.ts'

const count = (result: { numDeletedRows: bigint }) => Number(result.numDeletedRows)

/** How each place is emptied of a person; the number of rows goes on the receipt. */
const erase: Record<ErasableId, (tx: Transaction<DB>, owner: Owner, now: Date) => Promise<number>> = {
  sessions: async (tx, { id }) =>
    count(await tx.deleteFrom('sessions').where('person_id', '=', id).executeTakeFirstOrThrow()),
  links: async (tx, { email }) =>
    count(await tx.deleteFrom('verifications').where(carries(email)).executeTakeFirstOrThrow()),
  providers: async (tx, { id }) =>
    count(await tx.deleteFrom('accounts').where('person_id', '=', id).executeTakeFirstOrThrow()),
  passkeys: async (tx, { id }) =>
    count(await tx.deleteFrom('passkeys').where('person_id', '=', id).executeTakeFirstOrThrow()),
  'email-change': async (tx, { id }) => {
    const changes = await tx.deleteFrom('email_changes').where('person_id', '=', id).returning('new_email').execute()
    for (const change of changes) await tx.deleteFrom('mails').where('recipient', '=', change.new_email).execute()
    return changes.length
  },
  invitations: async (tx, { email }) =>
    count(await tx.deleteFrom('invitations').where('email', '=', email).executeTakeFirstOrThrow()),
  roles: async (tx, { id }) =>
    count(await tx.deleteFrom('role_grants').where('person_id', '=', id).executeTakeFirstOrThrow()),
  mails: async (tx, { email }) =>
    count(await tx.deleteFrom('mails').where('recipient', '=', email).executeTakeFirstOrThrow()),
  'rally-memberships': leaveRallies,
  // The accounts of a finished rally stand in its published data, from which its result is recomputed.
  'rally-accounts': async (tx, { id }) =>
    count(
      await tx
        .deleteFrom('rally_accounts')
        .where('network', '<>', 'web')
        .where('member_id', 'in', (eb) => eb.selectFrom('rally_members').select('id').where('person_id', '=', id))
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('rally_acts')
                .whereRef('rally_acts.edition_id', '=', 'rally_accounts.edition_id')
                .where('act', '=', 'finalised'),
            ),
          ),
        )
        .executeTakeFirstOrThrow(),
    ),
  'rally-judging': async (tx, { id }) =>
    count(await tx.deleteFrom('rally_judges').where('person_id', '=', id).executeTakeFirstOrThrow()),
  // Nobody's from now on, and their bytes go with the purge: the same may be evidence of somebody else.
  uploads: async (tx, { id }) => {
    const rows = await tx
      .updateTable('uploads')
      .set((eb) => ({ owner: '', expires_at: eb.ref('created_at') }))
      .where('owner', '=', id)
      .where('claimed_at', 'is', null)
      .returning('id')
      .execute()
    return rows.length
  },
  'report-drafts': async (tx, { id }) =>
    count(await tx.deleteFrom('report_drafts').where('person_id', '=', id).executeTakeFirstOrThrow()),
  follows: async (tx, { id, email }) =>
    count(
      await tx
        .deleteFrom('follows')
        .where((eb) => eb.or([eb('person_id', '=', id), eb('email', '=', email)]))
        .executeTakeFirstOrThrow(),
    ),
  reminders: async (tx, { id }) =>
    count(await tx.deleteFrom('reminders').where('person_id', '=', id).executeTakeFirstOrThrow()) +
    count(await tx.deleteFrom('exercise_reminders').where('person_id', '=', id).executeTakeFirstOrThrow()),
  bounced: async (tx, { email }) =>
    count(await tx.deleteFrom('bounced_addresses').where('email', '=', email).executeTakeFirstOrThrow()),
  contestations: forgetContester,
  'invited-actors': forgetInvited,
  contributions: forgetContributor,
  'contribution-follows': async (tx, { email }) =>
    count(await tx.deleteFrom('contribution_follows').where('email', '=', email).executeTakeFirstOrThrow()),
  'draft-remarks': async (tx, { id }) =>
    Number(
      (
        await tx
          .updateTable('passage_remarks')
          .set({ signature: '—', remarked_by: null })
          .where('remarked_by', '=', id)
          .executeTakeFirstOrThrow()
      ).numUpdatedRows,
    ),
  // The rating and its reason stand: from now on they are of one person, and nobody can tell of which.
  'draft-ratings': async (tx, { id }) =>
    Number(
      (
        await tx
          .updateTable('draft_ratings')
          .set({ rater_id: newId() })
          .where('rater_id', '=', id)
          .executeTakeFirstOrThrow()
      ).numUpdatedRows,
    ),
  'table-registrations': leaveTables,
  'election-roll': async (tx, { id }) =>
    // The row stays without her: the count compares ballots with the signatures that were given.
    Number(
      (
        await tx
          .updateTable('election_roll')
          .set({ person_id: null, organization_id: null, struck_reason: null, blinded_sha256: null })
          .where('person_id', '=', id)
          .executeTakeFirstOrThrow()
      ).numUpdatedRows,
    ),
  'tree-comments': async (tx, { id }) =>
    Number(
      (
        await tx
          .updateTable('node_comments')
          .set({ signature: null, commented_by: null })
          .where('commented_by', '=', id)
          .executeTakeFirstOrThrow()
      ).numUpdatedRows,
    ),
  'minutes-comments': async (tx, { id }) =>
    Number(
      (
        await tx
          .updateTable('minutes_comments')
          .set({ signature: null, commented_by: null })
          .where('commented_by', '=', id)
          .executeTakeFirstOrThrow()
      ).numUpdatedRows,
    ),
  notice: async (tx, { id }) =>
    count(await tx.deleteFrom('notice_acceptances').where('person_id', '=', id).executeTakeFirstOrThrow()),
  account: async (tx, { id }) => count(await tx.deleteFrom('people').where('id', '=', id).executeTakeFirstOrThrow()),
}

/** Who was invited for an organisation leaves it in the register without her address; a citizen's row goes with all it says. */
async function forgetInvited(tx: Transaction<DB>, { email }: Owner): Promise<number> {
  const own = await tx
    .deleteFrom('invited_actors')
    .where('email', '=', email)
    .where('sector', '=', 'citizens')
    .executeTakeFirstOrThrow()
  const others = await tx
    .updateTable('invited_actors')
    .set({ email: null })
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  return count(own) + Number(others.numUpdatedRows)
}

/** What she contested stands in public, without her signature and without the address that she left. */
async function forgetContester(tx: Transaction<DB>, { id, email }: Owner): Promise<number> {
  const updated = await tx
    .updateTable('contestations')
    .set({ email: null, signature: null, filed_by: null })
    .where((eb) => eb.or([eb('filed_by', '=', id), eb('email', '=', email)]))
    .executeTakeFirstOrThrow()
  return Number(updated.numUpdatedRows)
}

/** What she said in a consultation stands in public under its folio, without her signature and without any tie to her. */
async function forgetContributor(tx: Transaction<DB>, { id }: Owner): Promise<number> {
  const none = { signature: null, person_id: null }
  const said = await tx.updateTable('contributions').set(none).where('person_id', '=', id).executeTakeFirstOrThrow()
  const commented = await tx
    .updateTable('contribution_comments')
    .set(none)
    .where('person_id', '=', id)
    .executeTakeFirstOrThrow()
  return Number(said.numUpdatedRows) + Number(commented.numUpdatedRows)
}

/** She leaves the tables that are still to come; of those she went to only the count by sector, place and gender is left. */
async function leaveTables(tx: Transaction<DB>, { id, email }: Owner, now: Date): Promise<number> {
  const own = await tx
    .selectFrom('table_registrations as r')
    .innerJoin('working_tables as w', 'w.id', 'r.table_id')
    .select(['r.id', 'r.left_at', 'r.is_waiting', 'w.id as table_id', 'w.held_at'])
    .where((eb) => eb.or([eb('r.person_id', '=', id), eb('r.email', '=', email)]))
    .execute()
  for (const one of own) {
    const leftAt = one.left_at ?? (one.held_at > now ? now : null)
    const none = { name: '—', organization: null, email: null, person_id: null, left_at: leftAt }
    await tx.updateTable('table_registrations').set(none).where('id', '=', one.id).execute()
    if (one.left_at !== null || leftAt === null || one.is_waiting) continue
    // Tables give the place to whoever waits: the worker knows how.
    await sql`select graphile_worker.add_job('seat_after_erasure', json_build_object('table', ${one.table_id}::text))`.execute(
      tx,
    )
  }
  return own.length
}

/** Her place in a team loses its name and its person; what the team published stands. */
async function leaveRallies(tx: Transaction<DB>, { id, email }: Owner): Promise<number> {
  const members = await tx.selectFrom('rally_members').select('id').where('person_id', '=', id).execute()
  const ids = members.map((member) => member.id)
  if (ids.length > 0) {
    await tx.deleteFrom('rally_guardian_consents').where('member_id', 'in', ids).where('given_at', 'is', null).execute()
    await tx.updateTable('rally_certificates').set({ printed_name: null }).where('member_id', 'in', ids).execute()
    await tx.updateTable('rally_members').set({ person_id: null, pseudonym: '—' }).where('id', 'in', ids).execute()
  }
  const invitations = await tx
    .deleteFrom('rally_member_invitations')
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  return ids.length + count(invitations)
}

/**
 * Deletes what is held about the person who asks, all or nothing; what she did in public stands without her name. Returns the
 * folio of the receipt, which tells how much was deleted and not whose it was.
 */
export async function erasePerson(context: Context): Promise<string> {
  const { db, actor, now } = context
  allow(actor !== null)
  const folio = newFolio('BAJA')
  await db.transaction().execute(async (tx) => {
    // Locked first: two presses of the button make one deletion, and no role is granted in between.
    const person = found(
      await tx.selectFrom('people').select(['id', 'email']).where('id', '=', actor.id).forUpdate().executeTakeFirst(),
    )
    const removed: Record<string, number> = {}
    for (const holding of holdings) {
      if (!holding.stays) removed[holding.id] = await erase[holding.id](tx, person, now)
    }
    await tx
      .insertInto('erasures')
      .values({ id: newId(), folio, erased_at: now, removed: JSON.stringify(removed) })
      .execute()
    await record(tx, context, { type: 'person.erased', spaceId: null, subject: { type: 'person', id: person.id } })
  })
  return folio
}
