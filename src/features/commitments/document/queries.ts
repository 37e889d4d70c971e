import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import {
  type Activity,
  type ActivityState,
  type CommitmentDocument,
  type CommitmentTexts,
  type Direction,
  type Missing,
  type OgpValue,
  type Origin,
  type Part,
  textFields,
} from '../model.ts'
import { columnOf, type StoredCommitment } from './model.ts'

/** Every commitment of a plan, whole, in the plan's order. */
export async function readDocuments(db: Db, planId: string): Promise<StoredCommitment[]> {
  const rows = await db.selectFrom('commitments').select('id').where('plan_id', '=', planId).execute()
  return readDocumentsById(
    db,
    rows.map((row) => row.id),
  )
}

export async function readDocument(db: Db, id: string): Promise<StoredCommitment | null> {
  return (await readDocumentsById(db, [id]))[0] ?? null
}

/** The commitments with these ids, whole, ordered by position; unknown ids are left out. */
export async function readDocumentsById(db: Db, ids: readonly string[]): Promise<StoredCommitment[]> {
  if (ids.length === 0) return []
  const commitments = await db
    .selectFrom('commitments')
    .selectAll()
    .where('id', '=', anyOf(ids))
    .orderBy('position')
    .execute()
  const children = await readChildren(db, ids)
  return commitments.map((row) => ({
    id: row.id,
    version: row.version,
    updatedAt: row.updated_at,
    document: {
      ...textsOf(row),
      key: row.key,
      number: row.number,
      externalId: row.external_id,
      country: row.country_key,
      origin: row.origin as Origin | null,
      title: row.title,
      language: row.language,
      expectedProducts: row.expected_products,
      meansOfVerification: row.means_of_verification,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      missing: row.missing as Record<string, Missing>,
      asWritten: row.as_written as Record<string, string>,
      ...children(row.id),
    },
  }))
}

function textsOf(row: object): CommitmentTexts {
  const cells = row as Record<string, unknown>
  return Object.fromEntries(textFields.map((field) => [field, cells[columnOf(field)] ?? null])) as CommitmentTexts
}

type Children = Pick<
  CommitmentDocument,
  | 'organizations'
  | 'sdgs'
  | 'policyAreas'
  | 'values'
  | 'territories'
  | 'keyActions'
  | 'indicators'
  | 'assessments'
  | 'sources'
>

async function readChildren(db: Db, ids: readonly string[]): Promise<(id: string) => Children> {
  const mine = anyOf(ids)
  const [parties, sdgs, areas, values, territories, assessments, sources, indicators, keyActions] = [
    await db
      .selectFrom('commitment_organizations as c')
      .innerJoin('organizations as o', 'o.id', 'c.organization_id')
      .select(['c.commitment_id', 'c.part', 'o.name', 'o.kind', 'o.acronym'])
      .where('c.commitment_id', '=', mine)
      .orderBy('c.position')
      .execute(),
    await db
      .selectFrom('commitment_sdgs')
      .selectAll()
      .where('commitment_id', '=', mine)
      .orderBy('goal')
      .orderBy('target')
      .execute(),
    await db
      .selectFrom('commitment_policy_areas')
      .selectAll()
      .where('commitment_id', '=', mine)
      .orderBy('scheme')
      .orderBy('code')
      .execute(),
    await db.selectFrom('commitment_values').selectAll().where('commitment_id', '=', mine).orderBy('value').execute(),
    await db
      .selectFrom('commitment_territories')
      .selectAll()
      .where('commitment_id', '=', mine)
      .orderBy('territory_key')
      .execute(),
    await db
      .selectFrom('commitment_assessments')
      .selectAll()
      .where('commitment_id', '=', mine)
      .orderBy('assessor')
      .orderBy('variable')
      .execute(),
    await db
      .selectFrom('commitment_sources')
      .selectAll()
      .where('commitment_id', '=', mine)
      .orderBy('position')
      .execute(),
    await db.selectFrom('indicators').selectAll().where('commitment_id', '=', mine).orderBy('position').execute(),
    await readKeyActions(db, ids),
  ]
  const by = {
    parties: grouped(parties),
    sdgs: grouped(sdgs),
    areas: grouped(areas),
    values: grouped(values),
    territories: grouped(territories),
    assessments: grouped(assessments),
    sources: grouped(sources),
    indicators: grouped(indicators),
  }
  return (id) => ({
    organizations: by.parties(id).map(({ part, name, kind, acronym }) => ({ part: part as Part, name, kind, acronym })),
    sdgs: by.sdgs(id).map(({ goal, target }) => ({ goal, target: target === '' ? null : target })),
    policyAreas: by.areas(id).map(({ scheme, version, code }) => ({ scheme, version, code })),
    values: by.values(id).map(({ value }) => value as OgpValue),
    territories: by.territories(id).map((row) => row.territory_key),
    keyActions: keyActions.get(id) ?? [],
    indicators: by.indicators(id).map((row) => ({
      code: row.code,
      name: row.name,
      unit: row.unit,
      direction: row.direction as Direction | null,
      baseline: row.baseline,
      baselineOn: row.baseline_on,
      target: row.target,
      targetOn: row.target_on,
      frequency: row.frequency,
      meansOfVerification: row.means_of_verification,
      justification: row.justification,
    })),
    assessments: by.assessments(id).map((row) => ({
      assessor: row.assessor,
      variable: row.variable,
      label: row.label,
      missing: row.missing as 'nd' | 'nr' | 'na' | 'empty' | null,
      product: row.product,
      year: row.year,
      sourceUrl: row.source_url,
    })),
    sources: by.sources(id).map(({ title, url, note }) => ({ title, url, note })),
  })
}

async function readKeyActions(db: Db, ids: readonly string[]): Promise<Map<string, CommitmentDocument['keyActions']>> {
  const actions = await db
    .selectFrom('key_actions')
    .selectAll()
    .where('commitment_id', '=', anyOf(ids))
    .orderBy('position')
    .execute()
  const rows = await db
    .selectFrom('activities')
    .selectAll()
    .where('commitment_id', '=', anyOf(ids))
    .orderBy('position')
    .execute()
  const activities = new Map<string, Activity[]>()
  for (const row of rows) {
    const activity: Activity = {
      code: row.code,
      title: row.title,
      product: row.product,
      meansOfVerification: row.means_of_verification,
      responsibleOffice: row.responsible_office,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      dueAsWritten: row.due_as_written,
      state: row.current_state as ActivityState,
    }
    const list = activities.get(row.key_action_id)
    if (list) list.push(activity)
    else activities.set(row.key_action_id, [activity])
  }
  const result = new Map<string, CommitmentDocument['keyActions']>()
  for (const row of actions) {
    const action = {
      code: row.code,
      title: row.title,
      weight: row.weight === null ? null : Number(row.weight),
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      activities: activities.get(row.id) ?? [],
    }
    const list = result.get(row.commitment_id)
    if (list) list.push(action)
    else result.set(row.commitment_id, [action])
  }
  return result
}

function grouped<Row extends { commitment_id: string }>(rows: Row[]): (id: string) => Row[] {
  const groups = Map.groupBy(rows, (row) => row.commitment_id)
  return (id) => groups.get(id) ?? []
}

/** `= any($1)` sends one array instead of one parameter an id. */
function anyOf(ids: readonly string[]) {
  return sql<string>`any(${ids}::uuid[])`
}
