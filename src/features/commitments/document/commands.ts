import { isDeepStrictEqual } from 'node:util'
import { sql, type Transaction } from 'kysely'
import type { Actor } from '../../../platform/context.ts'
import { insertMany } from '../../../platform/db/bulk.ts'
import type { DB } from '../../../platform/db/types.ts'
import { Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { type Happening, recordAll } from '../../../platform/record.ts'
import { differencesBetween } from '../differences/model.ts'
import { type CommitmentDocument, textFields } from '../model.ts'
import { ensureOrganizations, replaceLists } from './lists/commands.ts'
import { type Approval, columnOf, promiseOf, type StoredCommitment, searchTextOf } from './model.ts'
import { readDocumentsById } from './queries.ts'
import { writeRoadmaps } from './roadmap/commands.ts'

type Tx = Transaction<DB>
export type Entry = { id: string | null; document: CommitmentDocument }
export type PlanOfEntries = { id: string; spaceId: string; isPublished: boolean }
type Author = { actor: Actor; now: Date }

export type Saved = { id: string; key: string; outcome: 'added' | 'changed' | 'unchanged' }

/**
 * Writes documents into a plan whose row the caller has locked, in the caller's transaction: rows, versions and events.
 * Unchanged documents leave no trace. In a published plan every change of the promise makes a version and needs an approval
 * with a reason; an activity that somebody has reported on is cancelled, never removed. Throws Refused.
 */
export async function saveDocuments(
  db: Tx,
  author: Author,
  plan: PlanOfEntries,
  entries: readonly Entry[],
  approval: Approval | null,
): Promise<Saved[]> {
  const known = entries.flatMap((entry) => (entry.id === null ? [] : [entry.id]))
  const before = new Map((await readDocumentsById(db, known)).map((stored) => [stored.id, stored]))
  const judged = entries.map((entry) => judge(entry, entry.id === null ? null : (before.get(entry.id) ?? null)))
  const moved = judged.filter((entry) => entry.outcome !== 'unchanged')
  if (plan.isPublished) await guardPublished(db, moved, approval)
  await writeDocuments(db, { planId: plan.id, spaceId: plan.spaceId, now: author.now }, moved)
  if (plan.isPublished) await writeVersions(db, author, moved, approval)
  await recordAll(
    db,
    author,
    moved.map((entry) => happeningOf(plan, entry, approval)),
  )
  return judged.map(({ id, document, outcome }) => ({ id, key: document.key, outcome }))
}

type Judged = {
  id: string
  document: CommitmentDocument
  stored: StoredCommitment | null
  outcome: Saved['outcome']
  /** Whether the promise itself changed, and not only what is said of it. */
  promiseChanged: boolean
}

function judge(entry: Entry, stored: StoredCommitment | null): Judged {
  const { document } = entry
  if (!stored) return { id: entry.id ?? newId(), document, stored, outcome: 'added', promiseChanged: true }
  const same = isDeepStrictEqual(document, stored.document)
  const promiseChanged = !same && !isDeepStrictEqual(promiseOf(document), promiseOf(stored.document))
  return { id: stored.id, document, stored, outcome: same ? 'unchanged' : 'changed', promiseChanged }
}

async function guardPublished(db: Tx, moved: readonly Judged[], approval: Approval | null): Promise<void> {
  const changed = moved.filter((entry) => entry.promiseChanged)
  if (changed.length > 0 && !approval?.reason.trim()) throw new Refused('commitment.change.reason-missing')
  const removed = changed.flatMap(({ id, document, stored }) => {
    const kept = new Set(document.keyActions.flatMap((action) => action.activities.map((activity) => activity.code)))
    const old =
      stored?.document.keyActions.flatMap((action) => action.activities.map((activity) => activity.code)) ?? []
    return old.filter((code) => !kept.has(code)).map((code) => ({ id, code }))
  })
  if (removed.length === 0) return
  const reported = await db
    .selectFrom('activities as a')
    .where('a.commitment_id', '=', sql<string>`any(${removed.map((entry) => entry.id)}::uuid[])`)
    .where('a.code', '=', sql<string>`any(${removed.map((entry) => entry.code)}::text[])`)
    .where((where) =>
      where.exists(where.selectFrom('activity_states as s').select('s.id').whereRef('s.activity_id', '=', 'a.id')),
    )
    .select(['a.code', 'a.title'])
    .executeTakeFirst()
  if (reported)
    throw new Refused('commitment.change.reported-activity', { activity: `${reported.code} ${reported.title}` })
}

async function writeVersions(
  db: Tx,
  author: Author,
  moved: readonly Judged[],
  approval: Approval | null,
): Promise<void> {
  const rows = moved
    .filter((entry) => entry.promiseChanged)
    .map(({ id, document, stored }) => ({
      commitment_id: id,
      number: (stored?.version ?? 0) + 1,
      document: promiseOf(document),
      reason: approval?.reason ?? '',
      approved_by: approval?.approvedBy ?? null,
      approved_on: approval?.approvedOn ?? null,
      approval_url: approval?.approvalUrl ?? null,
      author_id: author.actor?.id ?? null,
      at: author.now,
    }))
  await insertVersions(db, rows)
}

type VersionRow = {
  commitment_id: string
  number: number
  document: CommitmentDocument
  reason: string
  approved_by: string | null
  approved_on: string | null
  approval_url: string | null
  author_id: string | null
  at: Date
}

/** Writes versions and sets the commitments' current number to them. */
export async function insertVersions(db: Tx, rows: readonly VersionRow[]): Promise<void> {
  if (rows.length === 0) return
  await insertMany(
    db,
    'commitment_versions',
    ['commitment_id', 'number', 'document', 'reason', 'approved_by', 'approved_on', 'approval_url', 'author_id', 'at'],
    rows,
  )
  await sql`update commitments c set version = v.number
    from unnest(${rows.map((row) => row.commitment_id)}::uuid[], ${rows.map((row) => row.number)}::int[]) as v(id, number)
    where c.id = v.id`.execute(db)
}

function happeningOf(plan: PlanOfEntries, entry: Judged, approval: Approval | null): Happening {
  const fields = entry.stored
    ? differencesBetween(entry.stored.document, entry.document).map((change) => change.path)
    : []
  return {
    type: entry.outcome === 'added' ? 'commitment.added' : 'commitment.changed',
    spaceId: plan.spaceId,
    subject: { type: 'commitment', id: entry.id },
    details: {
      plan: plan.id,
      key: entry.document.key,
      title: entry.document.title,
      ...(fields.length > 0 ? { fields } : {}),
      ...(plan.isPublished && entry.promiseChanged ? { version: (entry.stored?.version ?? 0) + 1 } : {}),
      ...(approval && entry.promiseChanged && plan.isPublished ? { reason: approval.reason } : {}),
    },
  }
}

type Place = { planId: string; spaceId: string; now: Date }

/** Upserts the rows of documents, many at a time; no versions, no events (saveDocuments adds them). */
export async function writeDocuments(
  db: Tx,
  place: Place,
  entries: readonly { id: string; document: CommitmentDocument }[],
): Promise<void> {
  if (entries.length === 0) return
  const organizationIds = await ensureOrganizations(db, place, entries)
  const first = await nextPosition(db, place.planId)
  const positions = await positionsOf(db, place.planId)
  await insertMany(
    db,
    'commitments',
    commitmentColumns,
    entries.map(({ id, document }, index) => commitmentRow(place, id, document, positions.get(id) ?? first + index)),
    ['id'],
  )
  await replaceLists(db, entries, organizationIds)
  await writeRoadmaps(db, place.now, entries)
}

const commitmentColumns = [
  ...([
    'id',
    'plan_id',
    'key',
    'number',
    'position',
    'external_id',
    'country_key',
    'origin',
    'title',
    'language',
  ] as const),
  ...(['expected_products', 'means_of_verification', 'starts_on', 'ends_on', 'missing', 'as_written'] as const),
  ...(['updated_at', 'search_text'] as const),
  ...(textFields.map(columnOf) as (keyof DB['commitments'])[]),
]

function commitmentRow(
  place: Place,
  id: string,
  document: CommitmentDocument,
  position: number,
): Record<string, unknown> {
  return {
    ...Object.fromEntries(textFields.map((field) => [columnOf(field), document[field]])),
    id,
    plan_id: place.planId,
    key: document.key,
    number: document.number,
    position,
    external_id: document.externalId,
    country_key: document.country,
    origin: document.origin,
    title: document.title,
    language: document.language,
    expected_products: document.expectedProducts,
    means_of_verification: document.meansOfVerification,
    starts_on: document.startsOn,
    ends_on: document.endsOn,
    missing: document.missing,
    as_written: document.asWritten,
    updated_at: place.now,
    search_text: searchTextOf(document),
  }
}

async function nextPosition(db: Tx, planId: string): Promise<number> {
  const row = await db
    .selectFrom('commitments')
    .select((select) => select.fn.max('position').as('last'))
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

async function positionsOf(db: Tx, planId: string): Promise<Map<string, number>> {
  const rows = await db.selectFrom('commitments').select(['id', 'position']).where('plan_id', '=', planId).execute()
  return new Map(rows.map((row) => [row.id, row.position]))
}
