import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Context } from '../../../platform/context.ts'
import type { Rejection } from '../../../platform/csv/faults.ts'
import type { DB } from '../../../platform/db/types.ts'
import { type T, translator } from '../../../platform/i18n.ts'
import { newId } from '../../../platform/identity.ts'
import { recordAll } from '../../../platform/record.ts'
import { namesDirection } from '../../diagnoses/logframe/neutral-name.ts'
import { saveDocuments } from '../document/commands.ts'
import type { Approval } from '../document/model.ts'
import { readDocuments } from '../document/queries.ts'
import { lockPlan } from '../plan/queries.ts'
import { type Matched, matchCommitments, type Verdict } from './identity.ts'
import { heldOrganizations, readReferences } from './queries.ts'
import { readFileOfCommitments } from './read-file.ts'
import { splitByReferences } from './references.ts'
import { type ImportFormat, type Note, note, type ReadResult } from './report.ts'

/** A plan that does not exist yet: a draft of the public record, whose source is the file. */
export type NewPlan = { spaceId: string; slug: string; sourceTitle: string }

export type ImportRequest = {
  plan: { id: string } | { create: NewPlan }
  bytes: Uint8Array
  fileName: string
  /** Null: told from the content. */
  format: ImportFormat | null
  /** Everything is done and judged, then taken back. */
  dryRun: boolean
  /** For a published plan, whose changes make versions; null: the import itself is the reason. */
  approval: Approval | null
  onProgress?: (phase: 'reading' | 'saving', done: number, total: number) => void
}

/** Counts are of rows, and balance: rows_read = added + changed + unchanged + rejected. */
export type ImportReport = {
  file: string
  sha256: string
  format: ImportFormat
  encoding: string | null
  plan_id: string | null
  created: string[]
  dry_run: boolean
  rows_read: number
  added: number
  changed: number
  unchanged: number
  rejected: number
  commitments: Record<Verdict, number>
  added_keys: string[]
  changed_keys: string[]
  rejections: Rejection[]
  notes: Note[]
  unreadable: boolean
}

const longestList = 1000
/** Most plans are one batch, so that the record's lock is taken last; bigger ones show how far they are. */
const savedAtOnce = 2000

class DryRun extends Error {}

/**
 * Brings a file's commitments into a plan in one transaction. A commitment with a rejected row is left out whole and
 * reported; the sound ones come in. Who may is asked at the door. Throws Refused when a published plan does not allow a change.
 */
export async function importCommitments(context: Context, request: ImportRequest): Promise<ImportReport> {
  request.onProgress?.('reading', 0, 0)
  const read = await readFileOfCommitments(request, translator(context.locale))
  request.onProgress?.('reading', read.rowsRead, read.rowsRead)
  const report = emptyReport(request, read)
  if (read.unreadable) return report
  try {
    await context.db.transaction().execute(async (tx) => {
      await importInto(tx, context, request, read, report)
      if (request.dryRun) throw new DryRun()
    })
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
  }
  return report
}

async function importInto(
  tx: Transaction<DB>,
  context: Context,
  request: ImportRequest,
  read: ReadResult,
  report: ImportReport,
): Promise<void> {
  const t = translator(context.locale)
  const planId =
    'id' in request.plan ? request.plan.id : await createPlan(tx, context, request.plan.create, read.format)
  const { isPublished, spaceId } = await lockPlan(tx, planId)
  const { sound, rejections } = splitByReferences(read.accepted, await readReferences(tx), read.format, t)
  const organizations = await heldOrganizations(tx, spaceId)
  const { origin } = await tx.selectFrom('plans').select('origin').where('id', '=', planId).executeTakeFirstOrThrow()
  const isRecord = origin === 'public-record'
  const matching = matchCommitments(sound, await readDocuments(tx, planId), organizations, t, isRecord)
  const moved = matching.matched.filter((one) => one.verdict !== 'unchanged')
  const approval = request.approval ?? approvalOf(t('import.reason-of-change', { file: request.fileName }))
  for (let done = 0; done < moved.length; done += savedAtOnce) {
    request.onProgress?.('saving', done, moved.length)
    await saveDocuments(
      tx,
      context,
      { id: planId, spaceId, isPublished },
      moved.slice(done, done + savedAtOnce),
      approval,
    )
  }
  request.onProgress?.('saving', moved.length, moved.length)
  if (!request.dryRun || !('create' in request.plan)) report.plan_id = planId
  report.rejections = [...read.rejections, ...rejections, ...matching.rejections].toSorted((a, b) => a.row - b.row)
  report.notes = [...read.notes, ...matching.notes, ...directionNotes(matching.matched, t)]
  count(report, matching.matched)
  if (moved.length > 0) await recordImport(tx, context, { planId, spaceId }, report)
}

function approvalOf(reason: string): Approval {
  return { reason, approvedBy: null, approvedOn: null, approvalUrl: null }
}

async function createPlan(tx: Transaction<DB>, context: Context, plan: NewPlan, format: ImportFormat): Promise<string> {
  const id = newId()
  const title = plan.slug.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase())
  const kind = format === 'ogp-csv' || format === 'canada-yaml' ? 'ogp-national' : 'local'
  await tx
    .insertInto('plans')
    .values({
      id,
      space_id: plan.spaceId,
      slug: plan.slug,
      kind,
      title,
      origin: 'public-record',
      source_title: plan.sourceTitle,
      created_by: context.actor?.id ?? null,
      created_at: context.now,
    })
    .execute()
  const subject = { type: 'plan', id }
  await recordAll(tx, context, [
    { type: 'plan.created', spaceId: plan.spaceId, subject, details: { slug: plan.slug, title } },
  ])
  return id
}

/** A warning of the plan's own rules is told on the way in, and refuses nothing. */
function directionNotes(matched: readonly Matched[], t: T): Note[] {
  return matched.flatMap(({ row, document }) =>
    document.indicators
      .filter((indicator) => namesDirection(indicator.name))
      .map((indicator) => note(t, row, indicator.code, indicator.name, 'indicator-name')),
  )
}

async function recordImport(
  tx: Transaction<DB>,
  context: Context,
  place: { planId: string; spaceId: string },
  report: ImportReport,
): Promise<void> {
  const { file, sha256, format, rows_read, added, changed, unchanged, rejected } = report
  await recordAll(tx, context, [
    {
      type: 'commitments.imported',
      spaceId: place.spaceId,
      subject: { type: 'plan', id: place.planId },
      details: { file, sha256, format, rows_read, added, changed, unchanged, rejected },
    },
  ])
}

function count(report: ImportReport, matched: readonly Matched[]): void {
  for (const { verdict, rows, document } of matched) {
    report[verdict] += rows
    report.commitments[verdict] += 1
    if (verdict === 'unchanged') continue
    const keys = verdict === 'added' ? report.added_keys : report.changed_keys
    if (keys.length < longestList) keys.push(document.key)
  }
  report.rejected = report.rows_read - report.added - report.changed - report.unchanged
}

function emptyReport(request: ImportRequest, read: ReadResult): ImportReport {
  return {
    file: request.fileName,
    sha256: createHash('sha256').update(request.bytes).digest('hex'),
    format: read.format,
    encoding: read.encoding,
    plan_id: 'id' in request.plan ? request.plan.id : null,
    created: 'create' in request.plan && !read.unreadable ? ['plan'] : [],
    dry_run: request.dryRun,
    rows_read: read.rowsRead,
    added: 0,
    changed: 0,
    unchanged: 0,
    rejected: read.rowsRead,
    commitments: { added: 0, changed: 0, unchanged: 0 },
    added_keys: [],
    changed_keys: [],
    rejections: read.rejections,
    notes: read.notes,
    unreadable: read.unreadable !== null,
  }
}
