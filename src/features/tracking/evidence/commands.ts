import { sql, type Transaction } from 'kysely'
import { dayIn } from '../../../platform/civil-day.ts'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { type Happening, record } from '../../../platform/record.ts'
import { rememberFile } from '../../../platform/storage/files.ts'
import { claimUploads } from '../../../platform/uploads/commands.ts'
import {
  type EvidenceKind,
  type EvidenceWarning,
  evidencePurpose,
  type KeptFile,
  type Source,
  warningsOf,
} from './model.ts'
import { canAddEvidence, canHideEvidence, canWithdrawEvidence } from './policy.ts'

export type NewEvidence = {
  activityId: string
  reportId?: string
  answerId?: string
  organizationId: string
  kind: EvidenceKind
  title: string
  source: Source
  datedOn: string | null
}

export type Witness = Pick<Context, 'actor' | 'now'>

export type Added = {
  id: string
  warnings: readonly EvidenceWarning[]
  hasSource: true
  /** For the caller to record with its own, last. */
  happening: Happening
}

/**
 * Writes a new piece of evidence with its first version inside the caller's transaction, whose `recordAll` must take the
 * `happening` that comes back. The bytes lie in the storage already (`receiveFile`).
 * @throws NotAllowed for who does not speak for the organisation, Refused where it has no part in the commitment
 */
export async function addEvidence(tx: Transaction<DB>, witness: Witness, entry: NewEvidence): Promise<Added> {
  const place = await placeOf(tx, entry.activityId)
  allow(canAddEvidence(witness.actor, place.spaceId, entry.organizationId))
  await refuseStranger(tx, place.commitmentId, entry.organizationId)
  const id = newId()
  await tx
    .insertInto('evidence')
    .values({
      id,
      plan_id: place.planId,
      commitment_id: place.commitmentId,
      activity_id: entry.activityId,
      report_id: entry.reportId ?? null,
      answer_id: entry.answerId ?? null,
      kind: entry.kind,
      title: entry.title,
      organization_id: entry.organizationId,
      added_by: witness.actor?.id ?? null,
      added_at: witness.now,
    })
    .execute()
  const warnings = await insertVersion(tx, witness, place, { ...entry, evidenceId: id, number: 1, reason: null })
  const details = { activity: entry.activityId, commitment: place.commitmentId, kind: entry.kind }
  const happening = happeningOf('evidence.added', place.spaceId, id, { ...details, ...publicSource(entry.source) })
  return { id, warnings, hasSource: true, happening }
}

export type Replacement = { evidenceId: string; source: Source; datedOn: string | null; reason: string }

/** a new version beside the old ones, which stay; what was withdrawn is not replaced. Returns the version's number. */
export async function replaceEvidence(context: Context, replacement: Replacement): Promise<number> {
  return context.db.transaction().execute(async (tx) => {
    const { row, place } = await lockEvidence(tx, replacement.evidenceId)
    allow(canAddEvidence(context.actor, place.spaceId, row.organization_id))
    if (await isWithdrawn(tx, row.id)) throw new Refused('evidence.is-withdrawn')
    const { last } = await tx
      .selectFrom('evidence_versions')
      .select((eb) => eb.fn.max('number').as('last'))
      .where('evidence_id', '=', row.id)
      .executeTakeFirstOrThrow()
    const number = last + 1
    await insertVersion(tx, context, place, { ...replacement, number })
    const details = { commitment: place.commitmentId, activity: row.activity_id, version: number }
    await record(
      tx,
      context,
      happeningOf('evidence.replaced', place.spaceId, row.id, { ...details, ...publicSource(replacement.source) }),
    )
    return number
  })
}

/** T-26: the mark is public and for good; `isHidden` also hides the bytes, where a law asks for it. */
export async function withdrawEvidence(
  context: Context,
  { evidenceId, reason, isHidden }: { evidenceId: string; reason: string; isHidden: boolean },
): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const { row, place } = await lockEvidence(tx, evidenceId)
    allow(canWithdrawEvidence(context.actor, place.spaceId, row.organization_id))
    if (isHidden) allow(canHideEvidence(context.actor, place.spaceId))
    if (await isWithdrawn(tx, row.id)) throw new Refused('evidence.is-withdrawn')
    await tx
      .insertInto('evidence_withdrawals')
      .values({
        evidence_id: row.id,
        reason,
        is_hidden: isHidden,
        withdrawn_by: context.actor?.id ?? null,
        withdrawn_at: context.now,
      })
      .execute()
    const details = { commitment: place.commitmentId, activity: row.activity_id, isHidden }
    await record(tx, context, happeningOf('evidence.withdrawn', place.spaceId, row.id, details))
  })
}

type Place = {
  spaceId: string
  planId: string
  commitmentId: string
  timeZone: string
  activity: { startsOn: string | null }
}

async function placeOf(tx: Transaction<DB>, activityId: string): Promise<Place> {
  const row = found(
    await tx
      .selectFrom('activities as a')
      .innerJoin('commitments as c', 'c.id', 'a.commitment_id')
      .innerJoin('plans as p', 'p.id', 'c.plan_id')
      .select(['c.id as commitment_id', 'p.id as plan_id', 'p.space_id', 'p.time_zone', 'a.starts_on'])
      .where('a.id', '=', activityId)
      .executeTakeFirst(),
  )
  const { space_id: spaceId, plan_id: planId, commitment_id: commitmentId, time_zone: timeZone } = row
  return { spaceId, planId, commitmentId, timeZone, activity: { startsOn: row.starts_on } }
}

async function refuseStranger(tx: Transaction<DB>, commitmentId: string, organizationId: string): Promise<void> {
  const party = await tx
    .selectFrom('commitment_organizations')
    .select('part')
    .where('commitment_id', '=', commitmentId)
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  if (!party) throw new Refused('evidence.no-part')
}

/** Locked: two who replace or withdraw at once come one after the other. */
async function lockEvidence(tx: Transaction<DB>, id: string) {
  const row = found(
    await tx
      .selectFrom('evidence')
      .select(['id', 'activity_id', 'organization_id'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  )
  return { row, place: await placeOf(tx, row.activity_id) }
}

async function isWithdrawn(tx: Transaction<DB>, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('evidence_withdrawals')
    .select('evidence_id')
    .where('evidence_id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

type VersionEntry = {
  evidenceId: string
  number: number
  source: Source
  datedOn: string | null
  reason: string | null
}

async function insertVersion(
  tx: Transaction<DB>,
  witness: Witness,
  place: Place,
  entry: VersionEntry,
): Promise<EvidenceWarning[]> {
  const warnings = warningsOf(entry.datedOn, place.activity, dayIn(place.timeZone, witness.now))
  const file = 'file' in entry.source ? entry.source.file : null
  if (file) await takeFile(tx, witness, file)
  const url = 'url' in entry.source ? entry.source.url : null
  await tx
    .insertInto('evidence_versions')
    .values({
      evidence_id: entry.evidenceId,
      number: entry.number,
      sha256: file?.sha256 ?? null,
      shown_sha256: file?.copy?.sha256 ?? null,
      thumbnail_sha256: file?.thumbnail?.sha256 ?? null,
      media_type: file?.mediaType ?? null,
      bytes: file?.bytes ?? null,
      file_name: file?.fileName ?? null,
      url,
      dated_on: entry.datedOn,
      warnings,
      reason: entry.reason,
      added_by: witness.actor?.id ?? null,
      added_at: witness.now,
    })
    .execute()
  if (url !== null) await queue(tx, copyLinkTask, { url })
  if (file?.mediaType === 'application/pdf') await queue(tx, drawDocumentTask, { sha256: file.sha256 })
  return warnings
}

async function takeFile(tx: Transaction<DB>, { actor, now }: Witness, file: KeptFile): Promise<void> {
  if (file.uploadId !== null) {
    const upload = { ids: [file.uploadId], owner: actor?.id ?? '', purpose: evidencePurpose }
    if (!(await claimUploads(tx, upload, now))) throw new Refused('evidence.upload-gone')
  }
  await rememberFile(tx, file, now)
  for (const made of [file.copy, file.thumbnail])
    if (made) await rememberFile(tx, { ...made, mediaType: 'image/jpeg' }, now)
}

export const copyLinkTask = 'copy_link'
export const drawDocumentTask = 'draw_document'

/** In the change's own transaction: no version without its job, no job without its version. */
async function queue(tx: Transaction<DB>, task: string, payload: Record<string, string>): Promise<void> {
  await sql`select graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, max_attempts => 5::int)`.execute(
    tx,
  )
}

function publicSource(source: Source): Record<string, string> {
  return 'file' in source ? { sha256: source.file.sha256 } : { url: source.url }
}

function happeningOf(
  type: 'evidence.added' | 'evidence.replaced' | 'evidence.withdrawn',
  spaceId: string,
  id: string,
  details: Record<string, unknown>,
): Happening {
  return { type, spaceId, subject: { type: 'evidence', id }, details }
}
