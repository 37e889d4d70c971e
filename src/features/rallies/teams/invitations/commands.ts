import { newToken, tokenHash } from '../../../../platform/auth/one-time-link.ts'
import type { Context } from '../../../../platform/context.ts'
import { allow, found, Refused } from '../../../../platform/errors.ts'
import { translator } from '../../../../platform/i18n.ts'
import { newId } from '../../../../platform/identity.ts'
import { queueMail } from '../../../../platform/mail/queue.ts'
import { record } from '../../../../platform/record.ts'
import { dayOf } from '../../../people/model/working-days.ts'
import { invitationDays, maskedEmail } from '../../../people/model.ts'
import type { Edition } from '../../editions/model.ts'
import { lockTeam, teamEvent } from '../commands.ts'
import { teamInvitationMail } from '../emails.tsx'
import { addMember } from '../membership/commands.ts'
import { hasRoom, type Team } from '../model.ts'
import { teamPaths } from '../paths.ts'
import { isCaptain } from '../policy.ts'
import type { Joining } from '../schema.ts'
import { invitationByToken } from './queries.ts'

/** Open invitations that a team may have at once. */
const mostOpen = 20

/**
 * Invites into the team: by mail, or (without an address) with a link that the captain hands over and that is shown once. Returns
 * the link.
 */
export async function inviteMember(
  context: Context,
  baseUrl: string,
  edition: Edition,
  team: Team,
  email: string | null,
): Promise<string> {
  const { db, actor, now } = context
  allow(isCaptain(actor, team))
  const token = newToken()
  const expiresAt = new Date(now.getTime() + invitationDays * 86_400_000)
  const url = new URL(teamPaths.invitation(edition), baseUrl)
  url.searchParams.set('token', token)
  await db.transaction().execute(async (tx) => {
    const { team: held } = await lockTeam(tx, edition, team.code)
    if (!hasRoom(held.members.length, edition)) throw new Refused('rally.team.full', { max: edition.teamMax })
    const { open } = await tx
      .selectFrom('rally_member_invitations')
      .select((eb) => eb.fn.countAll<string>().as('open'))
      .where('team_id', '=', held.id)
      .where('accepted_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow()
    if (Number(open) >= mostOpen) throw new Refused('rally.team.too-many-invitations', { max: mostOpen })
    await tx
      .insertInto('rally_member_invitations')
      .values({
        ...{ id: newId(), team_id: held.id, email, token_hash: tokenHash(token), invited_by: actor?.id ?? null },
        ...{ invited_at: now, expires_at: expiresAt },
      })
      .execute()
    if (email) {
      const told = { url: url.href, team: held.name, rally: edition.name, until: dayOf(expiresAt) }
      await queueMail(
        tx,
        { ...teamInvitationMail(translator(edition.language), told), recipient: email, purpose: 'invitation' },
        now,
      )
    }
    const details = { rally: edition.slug, team: team.code }
    await record(tx, context, { ...teamEvent(edition, team.id, 'rally.member-invited'), details })
  })
  return url.href
}

/** Takes the place that a link offers: once, in time, and where it was mailed only whoever owns the address. Returns the team's code. */
export async function joinTeam(context: Context, baseUrl: string, edition: Edition, fields: Joining): Promise<string> {
  const { db, actor, now } = context
  allow(actor !== null)
  return db.transaction().execute(async (tx) => {
    const seen = found(await invitationByToken(tx, edition.id, fields.token))
    const { team } = await lockTeam(tx, edition, seen.code)
    const invitation = found(
      await tx
        .selectFrom('rally_member_invitations')
        .selectAll()
        .where('id', '=', seen.id)
        .forUpdate()
        .executeTakeFirst(),
    )
    if (invitation.accepted_at) throw new Refused('rally.team.invitation-used')
    if (invitation.expires_at <= now) throw new Refused('people.invitation.expired')
    if (edition.acts.cancelled || (edition.closesAt && now >= edition.closesAt))
      throw new Refused('rally.team.refusal.over')
    if (invitation.email) {
      const person = await tx.selectFrom('people').select('email').where('id', '=', actor.id).executeTakeFirst()
      if (person?.email !== invitation.email) {
        throw new Refused('people.invitation.other-address', { email: maskedEmail(invitation.email) })
      }
    }
    await addMember(tx, context, baseUrl, edition, team, fields, false)
    // The address has done what it was kept for.
    await tx
      .updateTable('rally_member_invitations')
      .set({ accepted_at: now, email: null })
      .where('id', '=', invitation.id)
      .execute()
    const details = { rally: edition.slug, team: team.code }
    await record(tx, context, { ...teamEvent(edition, team.id, 'rally.member-joined'), details })
    return team.code
  })
}
