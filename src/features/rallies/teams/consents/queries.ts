import { tokenHash } from '../../../../platform/auth/one-time-link.ts'
import type { Db } from '../../../../platform/context.ts'

export type ConsentAsked = { memberId: string; teamId: string; position: number; pseudonym: string; team: string }

/** What the link in a guardian's mail is about; nothing once she has answered. */
export async function consentByToken(db: Db, editionId: string, token: string): Promise<ConsentAsked | null> {
  const row = await db
    .selectFrom('rally_guardian_consents as g')
    .innerJoin('rally_members as m', 'm.id', 'g.member_id')
    .innerJoin('rally_teams as t', 't.id', 'm.team_id')
    .select(['m.id as memberId', 'm.team_id as teamId', 'm.position', 'm.pseudonym', 't.name as team'])
    .where('m.edition_id', '=', editionId)
    .where('g.token_hash', '=', tokenHash(token))
    .executeTakeFirst()
  return row ?? null
}
