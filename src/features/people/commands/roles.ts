import type { Transaction } from 'kysely'
import { newToken, tokenHash } from '../../../platform/auth/one-time-link.ts'
import type { AuthSettings } from '../../../platform/auth/settings.ts'
import type { Context, Role } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { translator } from '../../../platform/i18n.ts'
import { newId } from '../../../platform/identity.ts'
import { queueMail } from '../../../platform/mail/queue.ts'
import { record } from '../../../platform/record.ts'
import { invitationMail } from '../emails.tsx'
import { dayOf } from '../model/working-days.ts'
import { invitationDays, maskedEmail, needsOrganization } from '../model.ts'
import { peoplePaths } from '../paths.ts'
import { canManageRoles } from '../policy.ts'
import { administratorsOf } from '../queries/roles.ts'
import type { Invitation } from '../schema.ts'

export type SpaceOfRoles = { id: string; name: string }

/** Mails an invitation; the role begins when the person with that address accepts it. */
export async function invite(
  context: Context,
  settings: AuthSettings,
  space: SpaceOfRoles,
  wanted: Invitation,
): Promise<void> {
  const { db, actor, now, locale } = context
  allow(canManageRoles(actor, space.id))
  const organizationId = needsOrganization(wanted.role) ? wanted.organization : null
  const token = newToken()
  const id = newId()
  const expiresAt = new Date(now.getTime() + invitationDays * 86_400_000)
  const url = new URL(peoplePaths.invitation, settings.baseUrl)
  url.searchParams.set('token', token)
  const t = translator(locale)
  const until = dayOf(expiresAt)
  const mail = invitationMail(t, { url: url.href, space: space.name, role: t(`people.role.${wanted.role}`), until })
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('invitations')
      .values({
        id,
        space_id: space.id,
        email: wanted.email,
        role: wanted.role,
        organization_id: organizationId,
        token_hash: tokenHash(token),
        invited_by: actor?.id ?? null,
        invited_at: now,
        expires_at: expiresAt,
      })
      .execute()
    await queueMail(tx, { ...mail, recipient: wanted.email, purpose: 'invitation' }, now)
    const details = { role: wanted.role, organization: organizationId }
    await record(tx, context, {
      type: 'invitation.sent',
      spaceId: space.id,
      subject: { type: 'invitation', id },
      details,
    })
  })
}

export async function withdrawInvitation(context: Context, spaceId: string, invitationId: string): Promise<void> {
  const { db, actor, now } = context
  allow(canManageRoles(actor, spaceId))
  await db.transaction().execute(async (tx) => {
    found(
      await tx
        .selectFrom('invitations')
        .select('id')
        .where('id', '=', invitationId)
        .where('space_id', '=', spaceId)
        .forUpdate()
        .executeTakeFirst(),
    )
    await tx
      .insertInto('invitation_withdrawals')
      .values({ invitation_id: invitationId, withdrawn_by: actor?.id ?? null, withdrawn_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const subject = { type: 'invitation', id: invitationId }
    await record(tx, context, { type: 'invitation.withdrawn', spaceId, subject })
  })
}

/** Takes up a role; only the person who owns the invited address, once, in time. Returns the space it is held in. */
export async function acceptInvitation(context: Context, token: string): Promise<{ slug: string }> {
  const { db, actor, now } = context
  allow(actor !== null)
  return db.transaction().execute(async (tx) => {
    const invitation = found(
      await tx
        .selectFrom('invitations')
        .innerJoin('spaces', 'spaces.id', 'invitations.space_id')
        .selectAll('invitations')
        .select('spaces.slug')
        .where('token_hash', '=', tokenHash(token))
        .forUpdate('invitations')
        .executeTakeFirst(),
    )
    await refuseUnlessOpen(tx, invitation, actor.id, now)
    const grantId = await insertGrant(tx, context, {
      spaceId: invitation.space_id,
      personId: actor.id,
      role: invitation.role as Role,
      organizationId: invitation.organization_id,
      grantedBy: invitation.invited_by,
    })
    await tx
      .insertInto('invitation_acceptances')
      .values({ invitation_id: invitation.id, grant_id: grantId, accepted_at: now })
      .execute()
    return { slug: invitation.slug }
  })
}

async function refuseUnlessOpen(
  tx: Transaction<DB>,
  invitation: { id: string; email: string; expires_at: Date },
  personId: string,
  now: Date,
): Promise<void> {
  const person = await tx.selectFrom('people').select('email').where('id', '=', personId).executeTakeFirst()
  if (person?.email !== invitation.email) {
    throw new Refused('people.invitation.other-address', { email: maskedEmail(invitation.email) })
  }
  const used = await tx
    .selectFrom('invitation_acceptances')
    .select('invitation_id')
    .where('invitation_id', '=', invitation.id)
    .executeTakeFirst()
  if (used) throw new Refused('people.invitation.used')
  const withdrawn = await tx
    .selectFrom('invitation_withdrawals')
    .select('invitation_id')
    .where('invitation_id', '=', invitation.id)
    .executeTakeFirst()
  if (withdrawn) throw new Refused('people.invitation.withdrawn')
  if (invitation.expires_at <= now) throw new Refused('people.invitation.expired')
}

export type NewGrant = {
  spaceId: string
  personId: string
  role: Role
  organizationId: string | null
  grantedBy: string | null
}

/** Writes a role with its event. Whoever calls has asked whether it may be given. */
export async function insertGrant(tx: Transaction<DB>, context: Context, grant: NewGrant): Promise<string> {
  const id = newId()
  await tx
    .insertInto('role_grants')
    .values({
      id,
      space_id: grant.spaceId,
      person_id: grant.personId,
      role: grant.role,
      organization_id: grant.organizationId,
      granted_by: grant.grantedBy,
      granted_at: context.now,
    })
    .execute()
  await record(tx, context, {
    type: 'role.granted',
    spaceId: grant.spaceId,
    subject: { type: 'role-grant', id },
    details: { role: grant.role, organization: grant.organizationId, person: grant.personId },
  })
  return id
}

/** Ends a role at once. The reason is kept with it and not in the record, since it may speak of a person. */
export async function revokeRole(context: Context, spaceId: string, grantId: string, reason: string): Promise<void> {
  const { db, actor, now } = context
  allow(canManageRoles(actor, spaceId))
  await db.transaction().execute(async (tx) => {
    // The space is the lock: two administrators cannot revoke each other at the same moment and leave nobody.
    await tx.selectFrom('spaces').select('id').where('id', '=', spaceId).forUpdate().execute()
    const grant = found(
      await tx
        .selectFrom('role_grants')
        .select(['id', 'role'])
        .where('id', '=', grantId)
        .where('space_id', '=', spaceId)
        .where((eb) => eb.not(eb.exists(eb.selectFrom('role_revocations').whereRef('grant_id', '=', 'role_grants.id'))))
        .executeTakeFirst(),
    )
    if (grant.role === 'administrator') {
      const others = (await administratorsOf(tx, spaceId, now)).filter((id) => id !== grantId)
      if (others.length === 0) throw new Refused('people.roles.last-administrator')
    }
    await tx
      .insertInto('role_revocations')
      .values({ grant_id: grantId, revoked_by: actor?.id ?? null, revoked_at: now, reason })
      .execute()
    await record(tx, context, {
      type: 'role.revoked',
      spaceId,
      subject: { type: 'role-grant', id: grantId },
      details: { role: grant.role },
    })
  })
}
