import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { personOf } from '../../../platform/auth/session.ts'
import type { Context, Database, Locale } from '../../../platform/context.ts'
import { allow, Refused } from '../../../platform/errors.ts'
import { translator } from '../../../platform/i18n.ts'
import { newId } from '../../../platform/identity.ts'
import type { Approval } from '../../commitments/document/model.ts'
import { importCommitments } from '../../commitments/imports/commands.ts'
import type { ImportFormat } from '../../commitments/imports/report.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { canEditPlan } from '../../commitments/plan/policy.ts'
import { isSmall, type Outcome } from './model.ts'

export const importTask = 'import_commitments'

export type Upload = {
  fileName: string
  bytes: Uint8Array
  format: ImportFormat | null
  isDryRun: boolean
  approval: Approval | null
}

/** What the job needs beside the row; the row holds no reasons, because it is no public record. */
export type ImportJob = { id: string; locale: Locale; approval: Approval | null }

/**
 * Takes a file in: small ones are read at once, the others by the worker, from the same transaction that kept them. Returns the
 * import's id and the job to run now, if any.
 */
export async function takeFile(
  context: Context,
  plan: Plan,
  upload: Upload,
): Promise<{ id: string; now: ImportJob | null }> {
  allow(canEditPlan(context.actor, plan.space.id))
  const job: ImportJob = { id: newId(), locale: context.locale, approval: upload.approval }
  const isNow = isSmall(upload.fileName, upload.bytes.byteLength)
  await context.db.transaction().execute(async (db) => {
    await db
      .insertInto('imports')
      .values({
        id: job.id,
        plan_id: plan.id,
        format: upload.format ?? 'auto',
        file_name: upload.fileName,
        sha256: createHash('sha256').update(upload.bytes).digest('hex'),
        content: Buffer.from(upload.bytes),
        dry_run: upload.isDryRun,
        requested_by: context.actor?.id ?? null,
        requested_at: context.now,
      })
      .execute()
    if (isNow) return
    await sql`select graphile_worker.add_job(${importTask}, ${JSON.stringify(job)}::json, max_attempts => 3::int)`.execute(
      db,
    )
  })
  return { id: job.id, now: isNow ? job : null }
}

/**
 * Reads a kept file into its plan, as the person who sent it and only if she still may; writes how it ended and forgets the
 * file. Run twice it does nothing the second time. Throws only what is a bug, after it wrote that it failed.
 */
export async function runImport(db: Database, job: ImportJob, now: Date): Promise<void> {
  const row = await db
    .selectFrom('imports as i')
    .innerJoin('plans as p', 'p.id', 'i.plan_id')
    .selectAll('i')
    .select('p.space_id')
    .where('i.id', '=', job.id)
    .where('i.finished_at', 'is', null)
    .executeTakeFirst()
  if (!row?.content) return
  const finish = (outcome: Outcome) => finishImport(db, job.id, outcome, now)
  const actor = row.requested_by === null ? null : await personOf(db, row.requested_by, now)
  if (!canEditPlan(actor, row.space_id)) {
    return finish({ kind: 'refused', reason: translator(job.locale)('error.not-allowed.text') })
  }
  const progress = progressOf(db, job.id)
  try {
    const report = await importCommitments(
      { db, actor, now, locale: job.locale },
      {
        plan: { id: row.plan_id },
        bytes: row.content,
        fileName: row.file_name,
        format: row.format === 'auto' ? null : (row.format as ImportFormat),
        dryRun: row.dry_run,
        approval: job.approval,
        onProgress: progress.say,
      },
    )
    await progress.settled()
    await finish({ kind: 'report', report })
  } catch (error) {
    await progress.settled()
    if (error instanceof Refused) {
      return finish({ kind: 'refused', reason: translator(job.locale)(error.key, error.values) })
    }
    await finish({ kind: 'failed' })
    throw error
  }
}

async function finishImport(db: Database, id: string, outcome: Outcome, now: Date): Promise<void> {
  const row = { finished_at: now, content: null, report: JSON.stringify(outcome, storable) }
  await db.updateTable('imports').set(row).where('id', '=', id).execute()
}

/** A report repeats what a file said, and jsonb holds neither U+0000 nor half a character. */
function storable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\u0000', '\ufffd').toWellFormed() : value
}

const progressEveryMs = 500

/** Progress is written beside the import's own transaction, so that its page can see it; at most twice a second. */
function progressOf(db: Database, id: string) {
  let writing: Promise<unknown> = Promise.resolve()
  let saidAt = -progressEveryMs
  return {
    say: (_phase: string, done: number, total: number) => {
      if (performance.now() - saidAt < progressEveryMs && done < total) return
      saidAt = performance.now()
      const row = { rows_done: done, rows_total: total }
      writing = writing.then(() => db.updateTable('imports').set(row).where('id', '=', id).execute())
    },
    settled: () => writing,
  }
}
