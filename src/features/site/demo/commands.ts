import type { Transaction } from 'kysely'
import type { Context, Database } from '../../../platform/context.ts'
import { joined } from '../../../platform/db/joined.ts'
import type { DB } from '../../../platform/db/types.ts'
import { found } from '../../../platform/errors.ts'
import { saveDocuments } from '../../commitments/document/commands.ts'
import type { Approval } from '../../commitments/document/model.ts'
import { readDocuments } from '../../commitments/document/queries.ts'
import { findPlan } from '../../commitments/plan/queries.ts'
import { publishLocked } from '../../plans/commands.ts'
import { beginTelling, laterSteps, tellCycle } from '../cycle/commands.ts'
import { type CycleStory, readCycleStory } from '../cycle/story.ts'
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
export async function loadDemo({
  db,
  now,
  baseUrl = 'http://localhost:8080',
}: {
  db: Database
  now: Date
  baseUrl?: string
}): Promise<boolean> {
  await loadReference(db, now)
  const context: Context = { db, actor: null, now, locale: 'es' }
  return db.transaction().execute(async (tx) => {
    // Two processes that start together: the second waits here and then finds the spaces.
    await tx.selectFrom('record_head').select('seq').forUpdate().execute()
    if (await tx.selectFrom('spaces').select('id').limit(1).executeTakeFirst()) return false
    const invented = readPlan('san-jacinto', now)
    const story = readCycleStory()
    const spaces = await createSpaces(tx, instantOf(now, story.exercise.createdDay - 1))
    await tellStory(tx, context, invented, { story, baseUrl })
    const restated = readPlan('mexico-4pa', now)
    await restatePublicRecord(tx, context, restated, found(spaces.get(restated.space)))
    await restateNationalExercise(tx, now, spaces)
    return true
  })
}

/** The cycle from its first call to the published plan, then what happened to the plan since, in the order of the days. */
async function tellStory(
  tx: Tx,
  { now }: Context,
  file: PlanFile,
  { story, baseUrl }: { story: CycleStory; baseUrl: string },
): Promise<void> {
  const step = <Result>(_: string, work: () => Promise<Result>) => work()
  const world = { db: joined(tx), zero: now, now, baseUrl, mailAt: null, booth: null, step }
  const cycle = await beginTelling({ ...world, space: file.space, story, plan: file })
  await tellCycle(cycle)
  const plan = found(await findPlan(tx, file.space, file.plan.slug))
  const stored = await readDocuments(tx, plan.id)
  const documents = stored.map(({ document }) => document)
  const telling: Telling = { file, plan, documents, pauseIds: new Map(), ids: new Map(stored.map(idOfKey)) }
  const steps = [
    ...stepsOf(file).map((step) => ({ day: step.day, tell: () => tell(tx, now, telling, step) })),
    ...laterSteps(cycle),
  ]
  for (const { tell: next } of steps.sort((a, b) => a.day - b.day)) await next()
}

function idOfKey({ id, document }: { id: string; document: { key: string } }): [string, string] {
  return [document.key, id]
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
