import type { Context, Database } from '../../../../platform/context.ts'
import { allow, found, Refused } from '../../../../platform/errors.ts'
import { record } from '../../../../platform/record.ts'
import { askForScoring } from '../../consolidation/queue/commands.ts'
import type { Edition } from '../../editions/model.ts'
import { type Tx, teamEvent } from '../commands.ts'
import { canCorrectTeams } from '../policy.ts'
import { consentByToken } from './queries.ts'

/** The guardian answers the mail; her address is forgotten with it. Whoever holds the link is who was asked. */
export async function giveConsent(context: Context, edition: Edition, token: string): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const asked = found(await consentByToken(tx, edition.id, token))
    await tx
      .selectFrom('rally_guardian_consents')
      .select('member_id')
      .where('member_id', '=', asked.memberId)
      .forUpdate()
      .execute()
    await keepConsent(tx, context, edition, { ...asked, given_by: 'link' })
  })
}

/** A signed sheet that the organisers hold. */
export async function recordPaperConsent(context: Context, edition: Edition, memberId: string): Promise<void> {
  allow(canCorrectTeams(context.actor, edition))
  await context.db.transaction().execute(async (tx) => {
    const member = found(
      await tx
        .selectFrom('rally_members')
        .select(['id', 'team_id', 'position'])
        .where('id', '=', memberId)
        .where('edition_id', '=', edition.id)
        .where('is_minor', '=', true)
        .forUpdate()
        .executeTakeFirst(),
    )
    const asked = { memberId, teamId: member.team_id, position: member.position }
    await keepConsent(tx, context, edition, { ...asked, given_by: 'paper' })
  })
}

type Given = { memberId: string; teamId: string; position: number; given_by: 'link' | 'paper' }

async function keepConsent(tx: Tx, context: Context, edition: Edition, given: Given): Promise<void> {
  const { actor, now } = context
  const { memberId, teamId, position, given_by } = given
  const answer = {
    ...{ given_by, given_at: now, guardian_email: null, token_hash: null },
    recorded_by: given_by === 'paper' ? (actor?.id ?? null) : null,
  }
  const kept = await tx
    .insertInto('rally_guardian_consents')
    .values({ member_id: memberId, asked_at: now, ...answer })
    .onConflict((conflict) =>
      conflict.column('member_id').doUpdateSet(answer).where('rally_guardian_consents.given_at', 'is', null),
    )
    .executeTakeFirst()
  if (kept.numInsertedOrUpdatedRows === 0n) throw new Refused('rally.consent.already')
  await askForScoring(tx, edition.id)
  const details = { rally: edition.slug, position, by: given_by }
  await record(tx, context, { ...teamEvent(edition, teamId, 'rally.consent-given'), details })
}

const dayMs = 86_400_000

/** A guardian's address is kept 30 days at most, an invitation 30 days after it ended. */
export async function purgeTeams(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 30 * dayMs)
  await db
    .updateTable('rally_guardian_consents')
    .set({ guardian_email: null, token_hash: null })
    .where('asked_at', '<', before)
    .where('token_hash', 'is not', null)
    .execute()
  await db.deleteFrom('rally_member_invitations').where('expires_at', '<', before).execute()
}
