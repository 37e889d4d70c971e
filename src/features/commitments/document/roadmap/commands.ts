import { sql, type Transaction } from 'kysely'
import { insertMany } from '../../../../platform/db/bulk.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { newId } from '../../../../platform/identity.ts'
import type { CommitmentDocument } from '../../model.ts'

type Tx = Transaction<DB>
type Entry = { id: string; document: CommitmentDocument }

/** Key actions, activities and indicators keep their ids by code, because reports and evidence point at them. */
export async function writeRoadmaps(db: Tx, now: Date, entries: readonly Entry[]): Promise<void> {
  await insertMany(
    db,
    'key_actions',
    ['id', 'commitment_id', 'position', 'code', 'title', 'weight', 'starts_on', 'ends_on'],
    entries.flatMap(({ id, document }) =>
      document.keyActions.map((action, position) => ({
        id: newId(),
        commitment_id: id,
        position,
        code: action.code,
        title: action.title,
        weight: action.weight,
        starts_on: action.startsOn,
        ends_on: action.endsOn,
      })),
    ),
    ['commitment_id', 'code'],
  )
  await writeActivities(db, entries)
  await writeStates(db, now, entries)
  await writeIndicators(db, entries)
  await removeAbsent(db, 'activities', entries, (document) =>
    document.keyActions.flatMap((action) => action.activities),
  )
  await removeAbsent(db, 'key_actions', entries, (document) => document.keyActions)
  await removeAbsent(db, 'indicators', entries, (document) => document.indicators)
}

async function writeActivities(db: Tx, entries: readonly Entry[]): Promise<void> {
  const actions = await db
    .selectFrom('key_actions')
    .select(['id', 'commitment_id', 'code'])
    .where('commitment_id', '=', idsOf(entries))
    .execute()
  const actionIds = new Map(actions.map((row) => [`${row.commitment_id} ${row.code}`, row.id]))
  const rows = entries.flatMap(({ id, document }) =>
    document.keyActions.flatMap((action) =>
      action.activities.map((activity, position) => ({
        id: newId(),
        key_action_id: actionIds.get(`${id} ${action.code}`),
        commitment_id: id,
        position,
        code: activity.code,
        title: activity.title,
        product: activity.product,
        means_of_verification: activity.meansOfVerification,
        responsible_office: activity.responsibleOffice,
        starts_on: activity.startsOn,
        ends_on: activity.endsOn,
        due_as_written: activity.dueAsWritten,
      })),
    ),
  )
  await insertMany(
    db,
    'activities',
    [
      ...([
        'id',
        'key_action_id',
        'commitment_id',
        'position',
        'code',
        'title',
        'product',
        'means_of_verification',
      ] as const),
      ...(['responsible_office', 'starts_on', 'ends_on', 'due_as_written'] as const),
    ],
    rows,
    ['commitment_id', 'code'],
  )
}

/** A state that a document says and the database does not yet know becomes a row of its own. */
async function writeStates(db: Tx, now: Date, entries: readonly Entry[]): Promise<void> {
  const rows = await db
    .selectFrom('activities')
    .select(['id', 'commitment_id', 'code', 'current_state'])
    .where('commitment_id', '=', idsOf(entries))
    .execute()
  const known = new Map(rows.map((row) => [`${row.commitment_id} ${row.code}`, row]))
  const said = entries.flatMap(({ id, document }) =>
    document.keyActions.flatMap((action) =>
      action.activities.flatMap((activity) => {
        const row = known.get(`${id} ${activity.code}`)
        if (!row || row.current_state === activity.state) return []
        return [{ id: newId(), activity_id: row.id, state: activity.state, at: now }]
      }),
    ),
  )
  await insertMany(db, 'activity_states', ['id', 'activity_id', 'state', 'at'], said)
}

async function writeIndicators(db: Tx, entries: readonly Entry[]): Promise<void> {
  const rows = entries.flatMap(({ id, document }) =>
    document.indicators.map((indicator, position) => ({
      id: newId(),
      commitment_id: id,
      position,
      code: indicator.code,
      name: indicator.name,
      unit: indicator.unit,
      direction: indicator.direction,
      baseline: indicator.baseline,
      baseline_on: indicator.baselineOn,
      target: indicator.target,
      target_on: indicator.targetOn,
      frequency: indicator.frequency,
      means_of_verification: indicator.meansOfVerification,
      justification: indicator.justification,
    })),
  )
  await insertMany(
    db,
    'indicators',
    [
      ...(['id', 'commitment_id', 'position', 'code', 'name', 'unit', 'direction', 'baseline', 'baseline_on'] as const),
      ...(['target', 'target_on', 'frequency', 'means_of_verification', 'justification'] as const),
    ],
    rows,
    ['commitment_id', 'code'],
  )
}

async function removeAbsent(
  db: Tx,
  table: 'key_actions' | 'activities' | 'indicators',
  entries: readonly Entry[],
  kept: (document: CommitmentDocument) => readonly { code: string }[],
): Promise<void> {
  const pairs = entries.flatMap(({ id, document }) => kept(document).map(({ code }) => ({ id, code })))
  await sql`delete from ${sql.table(table)} t where t.commitment_id = ${idsOf(entries)} and not exists (
    select 1 from json_to_recordset(${JSON.stringify(pairs)}::json) as k(id uuid, code text)
    where k.id = t.commitment_id and k.code = t.code)`.execute(db)
}

function idsOf(entries: readonly Entry[]) {
  return sql<string>`any(${entries.map((entry) => entry.id)}::uuid[])`
}
