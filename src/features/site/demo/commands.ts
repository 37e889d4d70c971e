import type { Transaction } from 'kysely'
import type { Context, Database } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { found } from '../../../platform/errors.ts'
import { saveDocuments } from '../../commitments/document/commands.ts'
import type { Approval } from '../../commitments/document/model.ts'
import { publishLocked } from '../../plans/commands.ts'
import { loadReference } from '../reference/commands.ts'
import { restateNationalExercise } from './exercise/commands.ts'
import { type ChangeFile, documentOf, instantOf, type PlanFile, readPlan } from './files.ts'
import { createOrganizations, createSpaces } from './places/commands.ts'
import { declarePause, draftPlan, endPause, type Telling } from './plan/commands.ts'
import { afterChange, afterReports, type Step, stepsOf } from './story.ts'

type Tx = Transaction<DB>

/**
 * Writes the story of a first start: real public facts about Mexico's fourth plan, and an invented municipality whose
 * events lie in the past of `now`. False, and nothing written, where there is any space already.
 */
export async function loadDemo({ db, now }: { db: Database; now: Date }): Promise<boolean> {
  await loadReference(db, now)
  const context: Context = { db, actor: null, now, locale: 'es' }
  return db.transaction().execute(async (tx) => {
    // Two processes that start together: the second waits here and then finds the spaces.
    await tx.selectFrom('record_head').select('seq').forUpdate().execute()
    if (await tx.selectFrom('spaces').select('id').limit(1).executeTakeFirst()) return false
    const invented = readPlan('san-jacinto', now)
    const spaces = await createSpaces(tx, instantOf(now, (invented.draftedDay ?? 0) - 1))
    await tellStory(tx, context, invented)
    const restated = readPlan('mexico-4pa', now)
    await restatePublicRecord(tx, context, restated, found(spaces.get(restated.space)))
    await restateNationalExercise(tx, now, spaces)
    return true
  })
}

async function tellStory(tx: Tx, context: Context, file: PlanFile): Promise<void> {
  const { now } = context
  const telling = await draft(tx, { ...context, now: instantOf(now, file.draftedDay ?? 0) }, file)
  await publishLocked(tx, { ...context, now: instantOf(now, file.publishedDay ?? 0) }, telling.plan, file.publication)
  for (const step of stepsOf(file)) await tell(tx, now, telling, step)
}

async function tell(tx: Tx, now: Date, telling: Telling, step: Step): Promise<void> {
  if (step.kind === 'pause') return declarePause(tx, now, telling, step.pause)
  if (step.kind === 'resume') return endPause(tx, now, telling, step.pause)
  const { file, documents } = telling
  const after = step.kind === 'change' ? afterChange(step.change, documents) : afterReports(file, step.day, documents)
  const moved = after.filter((document, index) => document !== documents[index])
  telling.documents = after
  const approval = step.kind === 'change' ? approvalOf(step.change) : null
  await save(tx, instantOf(now, step.day), { ...telling, documents: moved }, approval)
}

function approvalOf({ reason, approvedBy, approvedOn }: ChangeFile): Approval {
  return { reason, approvedBy, approvedOn, approvalUrl: null }
}

async function restatePublicRecord(tx: Tx, context: Context, file: PlanFile, spaceId: string): Promise<void> {
  await createOrganizations(tx, context.now, file, spaceId)
  const { plan } = await draft(tx, context, file)
  await publishLocked(tx, context, plan, file.publication)
}

async function draft(tx: Tx, context: Context, file: PlanFile): Promise<Telling> {
  const plan = await draftPlan(tx, context, file)
  const documents = file.commitments.map((commitment) => documentOf(commitment, file.lookedFor))
  const saved = await saveDocuments(
    tx,
    context,
    { id: plan.id, spaceId: plan.space.id, isPublished: false },
    documents.map((document) => ({ id: null, document })),
    null,
  )
  return { file, plan, documents, pauseIds: new Map(), ids: new Map(saved.map(({ key, id }) => [key, id])) }
}

async function save(tx: Tx, at: Date, telling: Telling, approval: Approval | null): Promise<void> {
  const plan = { id: telling.plan.id, spaceId: telling.plan.space.id, isPublished: true }
  const entries = telling.documents.map((document) => ({ id: telling.ids.get(document.key) ?? null, document }))
  await saveDocuments(tx, { actor: null, now: at }, plan, entries, approval)
}
