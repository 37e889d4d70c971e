import { sql } from 'kysely'
import { tokenHash } from '../../../platform/auth/one-time-link.ts'
import type { Db, Role } from '../../../platform/context.ts'
import type { InvitationSeen, OpenInvitation, OwnRole, RoleHolder, SpaceHead } from '../model/views.ts'

/** The space and all above it. */
const upwards = (spaceId: string) => sql`
  with recursive up (id, parent_id) as (
    select id, parent_id from spaces where id = ${spaceId}
    union all
    select spaces.id, spaces.parent_id from spaces join up on up.parent_id = spaces.id
  )`

/** Grants that make somebody administrator of the space today, held in it or above it. */
export async function administratorsOf(db: Db, spaceId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`${upwards(spaceId)}
    select g.id from role_grants g join up on up.id = g.space_id
    where g.role = 'administrator' and (g.expires_at is null or g.expires_at > ${now})
      and not exists (select from role_revocations r where r.grant_id = g.id)`.execute(db)
  return rows.map((row) => row.id)
}

export async function spaceBySlug(db: Db, slug: string): Promise<SpaceHead | undefined> {
  return db
    .selectFrom('spaces')
    .select(['id', 'slug', 'name', 'is_fictional as isFictional'])
    .where('slug', '=', slug)
    .executeTakeFirst()
}

/** The spaces without a parent: together, the whole installation. */
export async function rootSpaceIds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('spaces').select('id').where('parent_id', 'is', null).orderBy('created_at').execute()
  return rows.map((row) => row.id)
}

/** Who holds a role in this very space, today's first, then those that ended. */
export async function roleHolders(db: Db, spaceId: string): Promise<RoleHolder[]> {
  const rows = await db
    .selectFrom('role_grants as g')
    .innerJoin('people as p', 'p.id', 'g.person_id')
    .leftJoin('organizations as o', 'o.id', 'g.organization_id')
    .leftJoin('role_revocations as r', 'r.grant_id', 'g.id')
    .select(['g.id', 'p.id as personId', 'p.name', 'p.email', 'g.role', 'o.name as organization'])
    .select(['g.granted_at as grantedAt', 'r.revoked_at as revokedAt', 'r.reason'])
    .where('g.space_id', '=', spaceId)
    .orderBy(sql`r.revoked_at is not null`)
    .orderBy('g.granted_at')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}

/** What a person may do today, and where. */
export async function rolesOf(db: Db, personId: string, now: Date): Promise<OwnRole[]> {
  const rows = await db
    .selectFrom('role_grants as g')
    .innerJoin('spaces as s', 's.id', 'g.space_id')
    .leftJoin('organizations as o', 'o.id', 'g.organization_id')
    .select(['s.slug', 's.name as space', 'g.role', 'o.name as organization'])
    .where('g.person_id', '=', personId)
    .where((eb) => eb.or([eb('g.expires_at', 'is', null), eb('g.expires_at', '>', now)]))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('role_revocations').whereRef('grant_id', '=', 'g.id'))))
    .orderBy('s.name')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}

export async function openInvitations(db: Db, spaceId: string, now: Date): Promise<OpenInvitation[]> {
  const rows = await db
    .selectFrom('invitations as i')
    .leftJoin('organizations as o', 'o.id', 'i.organization_id')
    .leftJoin('invitation_acceptances as a', 'a.invitation_id', 'i.id')
    .leftJoin('invitation_withdrawals as w', 'w.invitation_id', 'i.id')
    .select(['i.id', 'i.email', 'i.role', 'o.name as organization'])
    .select(['i.invited_at as invitedAt', 'i.expires_at as expiresAt'])
    .where('i.space_id', '=', spaceId)
    .where('i.expires_at', '>', now)
    .where('a.invitation_id', 'is', null)
    .where('w.invitation_id', 'is', null)
    .orderBy('i.invited_at')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}

/** What the holder of a link is shown before she decides. */
export async function invitationByToken(db: Db, token: string, now: Date): Promise<InvitationSeen | null> {
  const row = await db
    .selectFrom('invitations as i')
    .innerJoin('spaces as s', 's.id', 'i.space_id')
    .leftJoin('organizations as o', 'o.id', 'i.organization_id')
    .leftJoin('invitation_acceptances as a', 'a.invitation_id', 'i.id')
    .leftJoin('invitation_withdrawals as w', 'w.invitation_id', 'i.id')
    .select(['i.email', 'i.role', 'o.name as organization', 's.name as space'])
    .select(['i.expires_at', 'a.accepted_at', 'w.withdrawn_at'])
    .where('i.token_hash', '=', tokenHash(token))
    .executeTakeFirst()
  if (!row) return null
  const { expires_at, accepted_at, withdrawn_at, ...seen } = row
  const state = accepted_at ? 'used' : withdrawn_at ? 'withdrawn' : expires_at <= now ? 'expired' : 'open'
  return { ...seen, role: row.role as Role, state }
}

/** Bodies a liaison or co-responsible of the space may stand for: its own and those of the spaces above. */
export async function organizationChoices(db: Db, spaceId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`${upwards(spaceId)}
    select o.id, o.name from organizations o join up on up.id = o.space_id
    where o.valid_to is null or o.valid_to >= current_date order by o.name`.execute(db)
  return rows
}
