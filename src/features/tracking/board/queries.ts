import { type SqlBool, sql } from 'kysely'
import { dayIn } from '../../../platform/civil-day.ts'
import type { Db } from '../../../platform/context.ts'
import { type BoardFacts, type BoardRow, boardRowOf, statesOf } from './model.ts'
import type { Filters } from './schema.ts'

/** Whose commitments: one plan's, those of a space and all below it, or everybody's. Only published plans are ever shown. */
export type Scope = { planId: string } | { spaceId: string } | 'all'

type Scoped = ReturnType<typeof scopeOf>

function scopeOf(scope: Scope) {
  if (scope === 'all') return sql<SqlBool>`true`
  if ('planId' in scope) return sql<SqlBool>`p.id = ${scope.planId}`
  return sql<SqlBool>`p.space_id in (with recursive below as (
    select id from spaces where id = ${scope.spaceId}
    union all select s.id from spaces s join below b on s.parent_id = b.id) select id from below)`
}

type FactsRow = Omit<BoardFacts, 'plan' | 'pause' | 'actions'> & {
  planId: string
  /** '60 1 0 2 0 1,40 …': weight, counts and validated ones of each key action; half the cost of JSON for a board of thousands. */
  actions: string | null
}

function actionsFrom(text: string | null): BoardFacts['actions'] {
  if (text === null) return []
  return text.split(',').map((action) => {
    const [weight, verified, complete, inProgress, notStarted, validated] = action.split(' ')
    const counts = {
      verified: Number(verified),
      complete: Number(complete),
      'in-progress': Number(inProgress),
      'not-started': Number(notStarted),
    }
    return { weight: weight === '?' ? null : Number(weight), counts, validated: Number(validated) }
  })
}

/** Every commitment of the scope with its rules applied, in the order of its plan. Two statements, whatever the number. */
export async function boardRows(db: Db, scope: Scope, now: Date): Promise<BoardRow[]> {
  const inScope = scopeOf(scope)
  const plans = await boardPlans(db, inScope)
  if (plans.size === 0) return []
  const pauses = await standingPauses(db, [...plans.keys()])
  const { rows } = await sql<FactsRow>`
    with mine as materialized (
      select c.id, c.plan_id, c.key, c.number, c.title, c.language, c.starts_on, c.ends_on, c.updated_at, c.position, c.origin, c.country_key
      from commitments c join plan_publications u on u.plan_id = c.plan_id join plans p on p.id = c.plan_id where ${inScope}
    ), roadmaps as (
      select k.commitment_id, coalesce(sum(t.disputed), 0)::int as disputed, min(t.next_end) as next_end,
        -- A report that leaves the state as it was is a word all the same (R-50).
        greatest(max(t.last_stated), (select max(s.reported_at) from reports s where s.commitment_id = k.commitment_id)) as last_stated,
        string_agg(concat_ws(' ', coalesce(k.weight::text, '?'), coalesce(t.verified, 0), coalesce(t.complete, 0),
          coalesce(t.in_progress, 0), coalesce(t.not_started, 0), coalesce(t.validated, 0)), ',' order by k.position) as actions
      from key_actions k join mine m on m.id = k.commitment_id left join action_tallies t on t.key_action_id = k.id group by 1
    ), places as (
      select t.commitment_id, array_agg(t.territory_key order by t.territory_key) as keys
      from commitment_territories t join mine m on m.id = t.commitment_id group by 1
    )
    select m.id, m.plan_id as "planId", m.key, m.number, m.title, m.language, m.starts_on as "startsOn", m.ends_on as "endsOn",
      m.updated_at as "updatedAt", m.position, m.origin, m.country_key as country, coalesce(l.keys, '{}') as territories, r.actions,
      coalesce(r.disputed, 0) as disputed, r.next_end as "nextEnd", r.last_stated as "lastStatedAt"
    from mine m left join roadmaps r on r.commitment_id = m.id left join places l on l.commitment_id = m.id`.execute(db)
  const todays = new Map([...plans.values()].map((plan) => [plan.id, dayIn(plan.timeZone, now)]))
  const order = new Map([...plans.keys()].map((id, index) => [id, index]))
  return rows
    .flatMap(({ planId, actions, ...row }) => {
      const plan = plans.get(planId)
      const pause = pauses.get(row.id) ?? pauses.get(planId) ?? null
      return plan ? [boardRowOf({ ...row, actions: actionsFrom(actions), plan, pause }, now, todays.get(planId))] : []
    })
    .sort((a, b) => (order.get(a.plan.id) ?? 0) - (order.get(b.plan.id) ?? 0) || a.position - b.position)
}

async function boardPlans(db: Db, inScope: Scoped): Promise<Map<string, BoardFacts['plan']>> {
  const { rows } = await sql<BoardFacts['plan']>`
    select p.id, p.slug, p.title, s.slug as "spaceSlug", s.name as "spaceName", s.territory_key as "spaceTerritory",
      s.is_fictional as "isFictional", p.origin, p.starts_on as "startsOn", p.ends_on as "endsOn",
      p.silence_days as "silenceDays", p.due_soon_days as "dueSoonDays", p.time_zone as "timeZone", u.published_at as "publishedAt"
    from plans p join plan_publications u on u.plan_id = p.id join spaces s on s.id = p.space_id
    where ${inScope} order by p.starts_on desc nulls last, p.id`.execute(db)
  return new Map(rows.map((plan) => [plan.id, plan]))
}

/** One published plan as the board sees it; null while it is a draft. */
export async function findBoardPlan(db: Db, planId: string): Promise<BoardFacts['plan'] | null> {
  return (await boardPlans(db, scopeOf({ planId }))).get(planId) ?? null
}

/** The newest pause that has not ended, by commitment id or, where the whole plan is paused, by plan id. */
async function standingPauses(db: Db, planIds: readonly string[]) {
  const rows = await db
    .selectFrom('pauses as p')
    .leftJoin('pause_endings as e', 'e.pause_id', 'p.id')
    .select(['p.plan_id', 'p.commitment_id', 'p.kind', 'p.since', 'p.party', 'p.reason'])
    .where('e.pause_id', 'is', null)
    .where('p.plan_id', '=', sql<string>`any(${planIds}::uuid[])`)
    .orderBy('p.since')
    .execute()
  return new Map(
    rows.map(({ plan_id, commitment_id, kind, since, party, reason }) => [
      commitment_id ?? plan_id,
      { kind: kind as 'paused' | 'suspended' | 'withdrawn', since, party, reason },
    ]),
  )
}

/** The rows that pass the filters; only what the rows do not hold is asked of the database, and only when it is asked for. */
export async function filteredRows(db: Db, rows: readonly BoardRow[], filters: Filters): Promise<BoardRow[]> {
  const ids = await matchingIds(db, rows, filters)
  return rows.filter(
    (row) =>
      (ids === null || ids.has(row.id)) &&
      (filters.estado === '' || statesOf(row).has(filters.estado)) &&
      (filters.avance === null || row.standing === filters.avance) &&
      hasLight(row, filters.plazo),
  )
}

export function hasLight(row: BoardRow, light: Filters['plazo']): boolean {
  if (light === null) return true
  if (light === 'paused') return row.pause !== null
  if (light === 'silent') return row.silentDays !== null
  if (light === 'disputed') return row.disputed > 0
  return row.pause === null && row.deadline.lateness === light
}

async function matchingIds(db: Db, rows: readonly BoardRow[], filters: Filters): Promise<Set<string> | null> {
  const { q, institucion, osc, ods, area, pais } = filters
  if (q === '' && institucion === '' && osc === '' && ods === null && area === '' && pais === '') return null
  let query = db
    .selectFrom('commitments as c')
    .select('c.id')
    .where('c.id', '=', sql<string>`any(${rows.map((row) => row.id)}::uuid[])`)
  const has = (table: ReturnType<typeof sql>, condition: ReturnType<typeof sql>) =>
    sql<SqlBool>`exists (select 1 from ${table} x where x.commitment_id = c.id and ${condition})`
  if (institucion) {
    const part = sql`x.organization_id = ${institucion} and x.part <> 'co-responsible'`
    query = query.where(has(sql.table('commitment_organizations'), part))
  }
  if (osc) {
    const part = sql`x.organization_id = ${osc} and x.part = 'co-responsible'`
    query = query.where(has(sql.table('commitment_organizations'), part))
  }
  if (ods !== null) query = query.where(has(sql.table('commitment_sdgs'), sql`x.goal = ${ods}`))
  if (area) query = query.where(has(sql.table('commitment_policy_areas'), sql`x.code = ${area}`))
  if (pais) query = query.where('c.country_key', '=', pais)
  if (q) query = query.where(sql<SqlBool>`c.search @@ websearch_to_tsquery('spanish', fold(${q}))`)
  const found = await query.execute()
  return new Set(found.map((row) => row.id))
}

export type Names = {
  lead: string[]
  partners: string[]
  country: string | null
  assessed: Assessed | null
  extension: LastExtension | null
}

/** The newest request for more time on a commitment; `until` is the date that was granted, or asked for. */
export type LastExtension = { standing: 'waiting' | 'granted' | 'refused'; until: string; code: string }

/** One published judgement of somebody outside, quoted: the latest of the completion kind, else of results. */
export type Assessed = { variable: (typeof quotedVariables)[number]; label: string }

const quotedVariables = [
  ...(['completion-end-of-term', 'completion-progress-report', 'completion'] as const),
  ...(['did-it-open-government-overall', 'early-results'] as const),
] as const

/**
 * What a reader sees beside the title, for the rows of one page or download: who leads, who shares the responsibility, the
 * country where a plan spans several, and the completion that the latest independent report published.
 */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, Names>> {
  const rows = await db
    .selectFrom('commitment_organizations as c')
    .innerJoin('organizations as o', 'o.id', 'c.organization_id')
    .select(['c.commitment_id', 'c.part', 'o.name'])
    .where('c.commitment_id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('c.part', '<>', 'supporting')
    .orderBy('c.position')
    .execute()
  const names = new Map<string, Names>()
  const entryOf = (id: string): Names => {
    const known = names.get(id)
    if (known) return known
    const entry: Names = { lead: [], partners: [], country: null, assessed: null, extension: null }
    names.set(id, entry)
    return entry
  }
  for (const { commitment_id, part, name } of rows)
    entryOf(commitment_id)[part === 'lead' ? 'lead' : 'partners'].push(name)
  for (const { id, country } of await countriesOf(db, ids)) entryOf(id).country = country
  for (const { id, variable, label } of await judgementsOf(db, ids)) entryOf(id).assessed = { variable, label }
  for (const { id, ...extension } of await extensionsOn(db, ids)) entryOf(id).extension = extension
  return names
}

function countriesOf(db: Db, ids: readonly string[]) {
  return db
    .selectFrom('commitments as c')
    .innerJoin('territories as t', 't.key', 'c.country_key')
    .select(['c.id', 't.name as country'])
    .where('c.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
}

async function extensionsOn(db: Db, ids: readonly string[]) {
  const { rows } = await sql<{ id: string } & LastExtension>`
    select distinct on (x.commitment_id) x.commitment_id as id, a.code, coalesce(d.decision, 'waiting') as standing,
      coalesce(d.granted_until, x.wanted_on) as until
    from extension_requests x join activities a on a.id = x.activity_id left join extension_decisions d on d.request_id = x.id
    where x.commitment_id = any(${ids}::uuid[]) order by x.commitment_id, x.asked_at desc, x.id desc`.execute(db)
  return rows
}

/** How many commitments got each label, most first: what a board says where nobody reports. */
export async function judgementCounts(db: Db, ids: readonly string[]): Promise<(Assessed & { count: number })[]> {
  const counts = new Map<string, Assessed & { count: number }>()
  for (const { variable, label } of await judgementsOf(db, ids)) {
    const key = `${variable} ${label}`
    const count = (counts.get(key)?.count ?? 0) + 1
    counts.set(key, { variable, label, count })
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
}

async function judgementsOf(db: Db, ids: readonly string[]) {
  const { rows } = await sql<{ id: string } & Assessed>`
    select distinct on (commitment_id) commitment_id as id, variable, label from commitment_assessments
    where commitment_id = any(${ids}::uuid[]) and label is not null and variable = any(${quotedVariables}::text[])
    order by commitment_id, array_position(${quotedVariables}::text[], variable)`.execute(db)
  return rows
}

export type Choice = { value: string; label: string; labelEn: string; count: number }
export type Choices = {
  institutions: Choice[]
  partners: Choice[]
  sdgs: Choice[]
  areas: Choice[]
  countries: Choice[]
}

/** What can be chosen in a scope: only values that occur, each with how many commitments bear it. */
export async function choicesOf(db: Db, scope: Scope): Promise<Choices> {
  const { rows } = await sql<Choice & { kind: keyof Choices }>`
    with mine as materialized (
      select c.id, c.country_key from commitments c join plan_publications u on u.plan_id = c.plan_id
      join plans p on p.id = c.plan_id where ${scopeOf(scope)}
    )
    select case when x.part = 'co-responsible' then 'partners' else 'institutions' end as kind,
      o.id::text as value, o.name as label, o.name as "labelEn", count(distinct m.id)::int as count
      from mine m join commitment_organizations x on x.commitment_id = m.id join organizations o on o.id = x.organization_id
      where x.part <> 'supporting' group by 1, 2, 3
    union all
    select 'sdgs', x.goal::text, x.goal::text, x.goal::text, count(distinct m.id)::int
      from mine m join commitment_sdgs x on x.commitment_id = m.id group by 2
    union all
    select 'areas', x.code, max(a.name), max(a.name_en), count(distinct m.id)::int
      from mine m join commitment_policy_areas x on x.commitment_id = m.id
      join policy_areas a on (a.scheme, a.version, a.code) = (x.scheme, x.version, x.code) group by 2
    union all
    select 'countries', t.key, t.name, coalesce(t.name_en, t.name), count(*)::int
      from mine m join territories t on t.key = m.country_key group by 2, 3, 4
    order by 3, 2`.execute(db)
  const of = (kind: keyof Choices) => rows.filter((row) => row.kind === kind)
  return {
    institutions: of('institutions'),
    partners: of('partners'),
    sdgs: of('sdgs').sort((a, b) => Number(a.value) - Number(b.value)),
    areas: of('areas'),
    countries: of('countries'),
  }
}

/** Mexico's states as the map and the filter name them. */
export async function listStates(db: Db): Promise<{ key: string; name: string }[]> {
  return db
    .selectFrom('territories')
    .select(['key', 'name'])
    .where('parent_key', '=', 'MX')
    .where('level', '=', 'state')
    .orderBy('key')
    .execute()
}
