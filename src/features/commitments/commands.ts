import type { Transaction } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { DB } from '../../platform/db/types.ts'
import { allow, found, Refused } from '../../platform/errors.ts'
import { newId } from '../../platform/identity.ts'
import { record } from '../../platform/record.ts'
import { loweredTargets } from './completeness/model.ts'
import { type Saved, saveDocuments } from './document/commands.ts'
import type { Approval, StoredCommitment } from './document/model.ts'
import { readDocument } from './document/queries.ts'
import { fingerprintOf } from './editing/fingerprint.ts'
import { keyOfNumber } from './editing/keys.ts'
import { refusalOf } from './editing/places.ts'
import { type CommitmentDocument, emptyDocument, type Origin } from './model.ts'
import type { Plan } from './plan/model.ts'
import { canEditPlan } from './plan/policy.ts'
import { findCommitmentId, lockPlan } from './plan/queries.ts'

type Tx = Transaction<DB>
type PlanOf = Pick<Plan, 'id' | 'space' | 'slug' | 'language'>

/** Somebody else changed the commitment since the form was filled; nothing was saved. */
export class ChangedMeanwhile extends Error {
  override name = 'ChangedMeanwhile'
  readonly stored: StoredCommitment
  constructor(stored: StoredCommitment) {
    super('changed meanwhile')
    this.stored = stored
  }
}

export type Beginning = { number: string; title: string; origin: Origin | null }

/** Begins a commitment; in a published plan it is a change that needs an approval. Returns its key. */
export async function createCommitment(
  context: Context,
  plan: PlanOf,
  beginning: Beginning,
  approval: Approval | null,
): Promise<string> {
  allow(canEditPlan(context.actor, plan.space.id))
  const { key } = await context.db
    .transaction()
    .execute((db) => createInside(db, context, plan, beginning, { approval, fill: (document) => document }))
  return key
}

/**
 * The same inside another command's transaction, which has asked who may; `fill` writes what is known from the start. Takes the
 * plan's lock.
 */
export async function createInside(
  db: Tx,
  context: Context,
  plan: PlanOf,
  { number, title, origin }: Beginning,
  { approval, fill }: { approval: Approval | null; fill: Change['apply'] },
): Promise<{ id: string; key: string; isPublished: boolean }> {
  const key = keyOfNumber(number)
  const { isPublished } = await lockPlan(db, plan.id)
  await refuseTakenNumber(db, plan, number, null)
  const empty = emptyDocument(await freeKey(db, plan.id, key), number, title)
  const document = fill({ ...empty, origin, language: plan.language })
  const place = { id: plan.id, spaceId: plan.space.id, isPublished }
  const [saved] = await saveDocuments(db, context, place, [{ id: null, document }], approval)
  return { id: found(saved).id, key: document.key, isPublished }
}

async function refuseTakenNumber(db: Tx, plan: PlanOf, number: string, exceptId: string | null): Promise<void> {
  const other = await db
    .selectFrom('commitments')
    .select('id')
    .where('plan_id', '=', plan.id)
    .where('number', '=', number)
    .executeTakeFirst()
  if (other && other.id !== exceptId) throw new Refused('commitment.change.number-taken', { number })
}

/** Numbers that differ only in signs ('3.1', '3..1') would share an address. */
async function freeKey(db: Tx, planId: string, wanted: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const key = attempt === 1 ? wanted : `${wanted}-${attempt}`
    if ((await findCommitmentId(db, planId, key)) === null) return key
  }
}

export type Change = {
  key: string
  /** The fingerprint of what the form was filled from; null skips the question (the command line). */
  seen: string | null
  apply: (document: CommitmentDocument) => CommitmentDocument
  approval: Approval | null
}

/**
 * The one way in which a person changes a commitment: under the plan's lock, against what is stored now. Throws
 * ChangedMeanwhile, or Refused when a published target is lowered with no justification or an approval is missing.
 */
export async function changeCommitment(
  context: Context,
  plan: PlanOf,
  change: Change,
): Promise<Saved & { version: number }> {
  allow(canEditPlan(context.actor, plan.space.id))
  return context.db.transaction().execute((db) => changeInside(db, context, plan, change))
}

/**
 * The same inside another command's transaction, which has asked who may: what was decided and what it changes happen together.
 * Takes the plan's lock.
 */
export async function changeInside(
  db: Tx,
  context: Context,
  plan: PlanOf,
  change: Change,
): Promise<Saved & { version: number }> {
  const { isPublished } = await lockPlan(db, plan.id)
  const id = found(await findCommitmentId(db, plan.id, change.key))
  const stored = found(await readDocument(db, id))
  if (change.seen !== null && change.seen !== fingerprintOf(stored.document)) throw new ChangedMeanwhile(stored)
  const document = change.apply(stored.document)
  if (document.number !== stored.document.number) await refuseTakenNumber(db, plan, document.number, id)
  if (isPublished) refuseLoweredTargets(plan, stored.document, document)
  const place = { id: plan.id, spaceId: plan.space.id, isPublished }
  const [saved] = await saveDocuments(db, context, place, [{ id, document }], change.approval)
  return { ...found(saved), version: (await readDocument(db, id))?.version ?? stored.version }
}

function refuseLoweredTargets(plan: PlanOf, before: CommitmentDocument, after: CommitmentDocument): void {
  const faults = loweredTargets(before, after)
  if (faults.length === 0) return
  const refusals = faults.map((fault) => refusalOf(plan, after.key, fault))
  throw new Refused('commitment.change.target-lowered', {}, refusals)
}

/** Only a draft forgets: once published, a commitment is withdrawn by a pause and stays. */
export async function removeCommitment(context: Context, plan: PlanOf, key: string): Promise<void> {
  allow(canEditPlan(context.actor, plan.space.id))
  await context.db.transaction().execute(async (db) => {
    const { isPublished } = await lockPlan(db, plan.id)
    if (isPublished) throw new Refused('commitment.change.not-removable')
    const id = found(await findCommitmentId(db, plan.id, key))
    const { title } = await db
      .deleteFrom('commitments')
      .where('id', '=', id)
      .returning('title')
      .executeTakeFirstOrThrow()
    const details = { plan: plan.id, key, title }
    await record(db, context, {
      type: 'commitment.removed',
      spaceId: plan.space.id,
      subject: { type: 'commitment', id },
      details,
    })
  })
}

/** A cancelled activity stays in sight with its reason and who approved it, and leaves the denominator. */
export async function cancelActivity(
  context: Context,
  plan: PlanOf,
  { key, code, approval }: { key: string; code: string; approval: Approval },
): Promise<void> {
  allow(canEditPlan(context.actor, plan.space.id))
  const { actor, now } = context
  await context.db.transaction().execute(async (db) => {
    await lockPlan(db, plan.id)
    const id = found(await findCommitmentId(db, plan.id, key))
    const activity = found(
      await db
        .selectFrom('activities')
        .select(['id', 'title', 'current_state'])
        .where('commitment_id', '=', id)
        .where('code', '=', code)
        .executeTakeFirst(),
    )
    if (activity.current_state === 'cancelled') throw new Refused('commitment.change.activity-gone')
    await db
      .insertInto('activity_states')
      .values({
        id: newId(),
        activity_id: activity.id,
        state: 'cancelled',
        at: now,
        stated_by: actor?.id ?? null,
        reason: approval.reason,
        approved_by: approval.approvedBy,
      })
      .execute()
    const details = {
      plan: plan.id,
      commitment: id,
      key,
      code,
      title: activity.title,
      reason: approval.reason,
      approvedBy: approval.approvedBy,
    }
    const subject = { type: 'activity', id: activity.id }
    await record(db, context, { type: 'activity.cancelled', spaceId: plan.space.id, subject, details })
  })
}
