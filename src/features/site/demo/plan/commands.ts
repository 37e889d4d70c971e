import type { Transaction } from 'kysely'
import { insertMany } from '../../../../platform/db/bulk.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { newId } from '../../../../platform/identity.ts'
import { record } from '../../../../platform/record.ts'
import { insertVersions } from '../../../commitments/document/commands.ts'
import { promiseOf } from '../../../commitments/document/model.ts'
import type { CommitmentDocument } from '../../../commitments/model.ts'
import { dayFrom, instantOf, type PauseFile, type PlanFile } from '../files.ts'

type Tx = Transaction<DB>

/** A plan being told: its row, the ids in it and the documents as they stand. */
export type Telling = {
  file: PlanFile
  spaceId: string
  planId: string
  ids: Map<string, string>
  pauseIds: Map<PauseFile, string>
  documents: CommitmentDocument[]
}

export async function createPlan(tx: Tx, at: Date, { plan, documents }: PlanFile, spaceId: string): Promise<string> {
  const id = newId(at.getTime())
  await tx
    .insertInto('plans')
    .values({
      id,
      space_id: spaceId,
      slug: plan.slug,
      kind: plan.kind,
      number: plan.number,
      title: plan.title,
      summary: plan.summary,
      starts_on: plan.startsOn,
      ends_on: plan.endsOn,
      legal_basis: plan.legalBasis,
      ogp_action_plan_id: plan.ogpActionPlanId,
      origin: plan.origin,
      source_title: plan.sourceTitle,
      source_url: plan.sourceUrl,
      silence_days: plan.silenceDays,
      due_soon_days: plan.dueSoonDays,
      language: plan.language,
      created_at: at,
    })
    .execute()
  const columns = [
    'id',
    'plan_id',
    'position',
    'title',
    'kind',
    'url',
    'language',
    'dated_on',
    'note',
    'added_at',
  ] as const
  const rows = documents.map(({ datedOn, ...document }, position) => ({
    ...document,
    id: newId(),
    plan_id: id,
    position,
    dated_on: datedOn,
    added_at: at,
  }))
  await insertMany(tx, 'plan_documents', columns, rows)
  const details = { slug: plan.slug, title: plan.title }
  await record(tx, by(at), { type: 'plan.created', spaceId, subject: { type: 'plan', id }, details })
  return id
}

/** Publishes at a moment of the story; version 1 of each commitment is its text as published. */
export async function publish(tx: Tx, at: Date, { file, spaceId, planId, documents, ids }: Telling): Promise<void> {
  const { launchedOn, approvedBy, approvedOn, approvalUrl } = file.publication
  await tx
    .insertInto('plan_publications')
    .values({
      plan_id: planId,
      launched_on: launchedOn,
      approved_by: approvedBy,
      approved_on: approvedOn,
      approval_url: approvalUrl,
      published_at: at,
    })
    .execute()
  await insertVersions(
    tx,
    documents.map((document) => ({
      commitment_id: ids.get(document.key) ?? '',
      number: 1,
      document: promiseOf(document),
      reason: 'Publicación del plan',
      approved_by: approvedBy,
      approved_on: approvedOn,
      approval_url: approvalUrl,
      author_id: null,
      at,
    })),
  )
  const details = { title: file.plan.title, commitments: documents.length }
  await record(tx, by(at), { type: 'plan.published', spaceId, subject: { type: 'plan', id: planId }, details })
}

export async function declarePause(tx: Tx, now: Date, telling: Telling, pause: PauseFile): Promise<void> {
  const id = newId()
  telling.pauseIds.set(pause, id)
  const at = instantOf(now, pause.sinceDay)
  const commitmentId = telling.ids.get(pause.commitment) ?? ''
  await tx
    .insertInto('pauses')
    .values({
      id,
      plan_id: telling.planId,
      commitment_id: commitmentId,
      kind: pause.kind,
      since: dayFrom(now, pause.sinceDay),
      party: pause.party,
      reason: pause.reason,
      declared_at: at,
    })
    .execute()
  const subject = { type: 'commitment', id: commitmentId }
  const details = { plan: telling.planId, kind: pause.kind, reason: pause.reason }
  await record(tx, by(at), { type: 'pause.declared', spaceId: telling.spaceId, subject, details })
}

export async function endPause(tx: Tx, now: Date, telling: Telling, pause: PauseFile): Promise<void> {
  const at = instantOf(now, pause.endedDay)
  await tx
    .insertInto('pause_endings')
    .values({
      pause_id: telling.pauseIds.get(pause) ?? '',
      ended_on: dayFrom(now, pause.endedDay),
      reason: pause.endingReason,
      ended_at: at,
    })
    .execute()
  const subject = { type: 'commitment', id: telling.ids.get(pause.commitment) ?? '' }
  const details = { plan: telling.planId, kind: pause.kind, reason: pause.endingReason }
  await record(tx, by(at), { type: 'pause.ended', spaceId: telling.spaceId, subject, details })
}

function by(now: Date) {
  return { actor: null, now }
}
