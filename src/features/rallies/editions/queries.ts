import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Space } from '../../spaces/model.ts'
import { findSpace } from '../../spaces/queries.ts'
import type { Rules } from '../scoring/model.ts'
import type { Act, Edition, RulesVersion } from './model.ts'

export async function findEdition(db: Db, spaceSlug: string, slug: string): Promise<Edition | null> {
  const space = await findSpace(db, spaceSlug)
  return space === null ? null : editionWhere(db, space, sql`e.space_id = ${space.id} and e.slug = ${slug}`)
}

export async function editionById(db: Db, id: string): Promise<Edition | null> {
  const of = await db
    .selectFrom('rally_editions as e')
    .innerJoin('spaces as s', 's.id', 'e.space_id')
    .select(['s.slug'])
    .where('e.id', '=', id)
    .executeTakeFirst()
  const space = of && (await findSpace(db, of.slug))
  return space ? editionWhere(db, space, sql`e.id = ${id}`) : null
}

type Row = Omit<Edition, 'space' | 'acts' | 'rules'> & { acts: { act: Act; at: string }[]; rules: RulesVersion | null }

async function editionWhere(db: Db, space: Space, condition: ReturnType<typeof sql>): Promise<Edition | null> {
  const { rows } = await sql<Row>`
    select e.id, e.slug, e.name, e.kind, e.level, e.territory_key as "territoryKey", e.language, e.time_zone as "timeZone",
      e.summary, e.terms, e.prizes, e.hashtags, e.networks, e.visit_modes as "visitModes", e.team_min as "teamMin",
      e.team_max as "teamMax", e.call_on as "callOn", e.registration_opens_at as "registrationOpensAt",
      e.registration_closes_at as "registrationClosesAt", e.webinar_at as "webinarAt", e.webinar_url as "webinarUrl",
      e.opens_at as "opensAt", e.closes_at as "closesAt", e.appeals_close_at as "appealsCloseAt",
      e.results_at as "resultsAt", e.awards_at as "awardsAt", e.works_cut_id as "worksCutId",
      e.works_filter as "worksFilter", e.consolidation_target_minutes as "consolidationTargetMinutes",
      e.photo_retention_days as "photoRetentionDays", e.replica_of as "replicaOf",
      coalesce((select json_agg(json_build_object('act', a.act, 'at', a.at)) from rally_acts a where a.edition_id = e.id), '[]')
        as acts,
      (select json_build_object('number', r.number, 'rules', r.rules, 'isSample', r.is_sample, 'reason', r.reason,
        'writtenAt', r.written_at) from rally_rules r where r.edition_id = e.id order by r.number desc limit 1) as rules
    from rally_editions e where ${condition}`.execute(db)
  const row = rows[0]
  if (!row) return null
  const acts = Object.fromEntries(row.acts.map(({ act, at }) => [act, new Date(at)]))
  const rules = row.rules && { ...row.rules, rules: row.rules.rules as Rules, writtenAt: new Date(row.rules.writtenAt) }
  if (!rules) throw new Error(`edition ${row.id} has no rules`)
  return { ...row, space, acts, rules }
}

/** Places that a form offers: the states of the country. */
export async function statesOf(db: Db): Promise<{ key: string; name: string }[]> {
  return db
    .selectFrom('territories')
    .select(['key', 'name'])
    .where('level', '=', 'state')
    .where('key', '~', '^[0-9]{2}$')
    .orderBy('name')
    .execute()
}
