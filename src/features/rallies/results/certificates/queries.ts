import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { Standing } from '../../scoring/model.ts'

export type Certificate = {
  id: string
  code: string
  printedName: string | null
  issuedAt: Date
  editionId: string
  teamCode: string
  teamName: string
  personId: string | null
  isMinor: boolean
  place: Pick<Standing, 'rank' | 'points' | 'works_verified'> | null
}

const columns = sql`c.id, c.code, c.printed_name as "printedName", c.issued_at as "issuedAt", c.edition_id as "editionId",
  t.code as "teamCode", t.name as "teamName", m.person_id as "personId", coalesce(m.is_minor, false) as "isMinor",
  (select s from rally_runs r, jsonb_array_elements(r.standings) s where r.edition_id = c.edition_id and r.kind = 'final'
    and s ->> 'team_id' = t.code order by r.finished_at desc limit 1) as place`

export async function findCertificate(db: Db, code: string): Promise<Certificate | null> {
  const { rows } =
    await sql<Certificate>`select ${columns} from rally_certificates c join rally_teams t on t.id = c.team_id
    left join rally_members m on m.id = c.member_id where c.code = ${code}`.execute(db)
  return rows[0] ?? null
}

export async function certificatesOf(db: Db, personId: string): Promise<Certificate[]> {
  const { rows } =
    await sql<Certificate>`select ${columns} from rally_certificates c join rally_teams t on t.id = c.team_id
    join rally_members m on m.id = c.member_id where m.person_id = ${personId} order by c.issued_at desc`.execute(db)
  return rows
}
