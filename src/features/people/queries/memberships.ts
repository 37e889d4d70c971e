import type { Db } from '../../../platform/context.ts'
import type { Row } from '../model/holdings.ts'

/** Teams she plays or played in, and the invitations that wait for her address. Of a guardian only that one was asked. */
export async function rallyMemberships(db: Db, personId: string, email: string): Promise<Row[]> {
  const members = await db
    .selectFrom('rally_members as m')
    .innerJoin('rally_teams as t', 't.id', 'm.team_id')
    .innerJoin('rally_editions as e', 'e.id', 'm.edition_id')
    .leftJoin('rally_guardian_consents as g', 'g.member_id', 'm.id')
    .leftJoin('rally_certificates as c', 'c.member_id', 'm.id')
    .select(['e.name as rally', 't.name as team', 'm.pseudonym', 'm.is_captain', 'm.is_minor', 'm.joined_at'])
    .select(['m.left_at', 'g.asked_at as guardian_asked_at', 'g.given_at as guardian_consented_at', 'c.printed_name'])
    .where('m.person_id', '=', personId)
    .orderBy('m.joined_at')
    .execute()
  const invitations = await db
    .selectFrom('rally_member_invitations as i')
    .innerJoin('rally_teams as t', 't.id', 'i.team_id')
    .select(['t.name as team', 'i.invited_at', 'i.expires_at'])
    .where('i.email', '=', email)
    .execute()
  return [...members, ...invitations]
}

/** Her seats in collegiate bodies, and what she stood for in their elections. */
export async function bodySeats(db: Db, personId: string): Promise<Row[]> {
  const seats = await db
    .selectFrom('memberships as m')
    .innerJoin('bodies as b', 'b.id', 'm.body_id')
    .select(['b.name as body', 'm.name', 'm.quality', 'm.from_on', 'm.to_on'])
    .where('m.person_id', '=', personId)
    .orderBy('m.from_on')
    .execute()
  const candidacies = await db
    .selectFrom('candidacies as c')
    .innerJoin('elections as e', 'e.id', 'c.election_id')
    .select(['e.title as election', 'c.number', 'c.name', 'c.statement', 'c.filed_at'])
    .where('c.person_id', '=', personId)
    .orderBy('c.filed_at')
    .execute()
  const papers = await db
    .selectFrom('candidacy_documents as k')
    .innerJoin('candidacies as c', 'c.id', 'k.candidacy_id')
    .innerJoin('elections as e', 'e.id', 'c.election_id')
    .select(['e.title as election', 'k.title as document', 'k.url', 'k.file_name', 'k.added_at'])
    .where('c.person_id', '=', personId)
    .orderBy('k.added_at')
    .execute()
  return [...seats, ...candidacies, ...papers]
}
