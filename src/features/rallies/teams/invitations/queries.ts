import { tokenHash } from '../../../../platform/auth/one-time-link.ts'
import type { Db } from '../../../../platform/context.ts'

export type InvitationSeen = { id: string; code: string; name: string; isUsed: boolean; expiresAt: Date }

/** The invitation that a link of this edition opens. */
export async function invitationByToken(db: Db, editionId: string, token: string): Promise<InvitationSeen | null> {
  const row = await db
    .selectFrom('rally_member_invitations as i')
    .innerJoin('rally_teams as t', 't.id', 'i.team_id')
    .select(['i.id', 't.code', 't.name', 'i.accepted_at', 'i.expires_at'])
    .where('t.edition_id', '=', editionId)
    .where('i.token_hash', '=', tokenHash(token))
    .executeTakeFirst()
  return row
    ? { id: row.id, code: row.code, name: row.name, isUsed: row.accepted_at !== null, expiresAt: row.expires_at }
    : null
}
