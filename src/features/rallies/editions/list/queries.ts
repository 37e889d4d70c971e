import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import { type Act, type EditionState, stateOf } from '../model.ts'

export type EditionRow = {
  slug: string
  name: string
  kind: string
  space: { slug: string; name: string; isFictional: boolean }
  timeZone: string
  opensAt: Date | null
  closesAt: Date | null
  state: EditionState
  teams: number
  works: number
}

/** Editions of a space and of all below it, newest opening first; drafts for their organisers only. */
export async function editionsUnder(
  db: Db,
  spaceIds: readonly string[],
  now: Date,
  isOrganiser: (spaceId: string) => boolean,
): Promise<EditionRow[]> {
  const { rows } = await sql<
    Omit<EditionRow, 'state'> & { spaceId: string; acts: Partial<Record<Act, Date>>; registrationOpensAt: Date | null }
  >`
    select e.slug, e.name, e.kind, e.time_zone as "timeZone", e.opens_at as "opensAt", e.closes_at as "closesAt",
      e.registration_opens_at as "registrationOpensAt", s.id as "spaceId",
      json_build_object('slug', s.slug, 'name', s.name, 'isFictional', s.is_fictional) as space,
      coalesce((select json_object_agg(a.act, a.at) from rally_acts a where a.edition_id = e.id), '{}') as acts,
      (select count(*)::int from rally_teams t where t.edition_id = e.id
        and not exists (select from rally_team_withdrawals w where w.team_id = t.id)) as teams,
      (select count(*)::int from rally_works w where w.edition_id = e.id) as works
    from rally_editions e join spaces s on s.id = e.space_id
    where s.id in (select json_array_elements_text(${JSON.stringify(spaceIds)}::json)::uuid)
    order by e.opens_at desc nulls first, e.name`.execute(db)
  return rows
    .filter((row) => row.acts.published || isOrganiser(row.spaceId))
    .map(({ acts, registrationOpensAt, spaceId: _, ...row }) => ({
      ...row,
      state: stateOf({ ...row, acts, registrationOpensAt }, now),
    }))
}
