import type { Transaction } from 'kysely'
import { canonicalJson } from '../../../platform/canonical-json.ts'
import { dayIn } from '../../../platform/civil-day.ts'
import type { Context, Database } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record, type Witness } from '../../../platform/record.ts'
import { rememberFile } from '../../../platform/storage/files.ts'
import type { Storage } from '../../../platform/storage/storage.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { canEditPlan } from '../../commitments/plan/policy.ts'
import { lockPlan } from '../../commitments/plan/queries.ts'
import type { BoardPlan } from '../board/model.ts'
import { findBoardPlan } from '../board/queries.ts'
import { aroundCommitments, type CutHead, cutHeadOf, frozenCommitmentOf } from './model.ts'
import { endOfDay } from './past/model.ts'
import { pastBatches } from './past/queries.ts'
import { openCutDates } from './queries.ts'

export async function setCutDate(
  context: Context,
  plan: Plan,
  { title, dueOn }: { title: string; dueOn: string },
): Promise<void> {
  allow(canEditPlan(context.actor, plan.space.id))
  const { actor, now } = context
  if (dueOn < dayIn(plan.timeZone, now)) throw new Refused('time.cut.past')
  await context.db.transaction().execute(async (db) => {
    await lockPlan(db, plan.id)
    const { last } = await db
      .selectFrom('cut_dates')
      .select((select) => select.fn.max('number').as('last'))
      .where('plan_id', '=', plan.id)
      .executeTakeFirstOrThrow()
    const number = (last ?? 0) + 1
    const said = { number, title, due_on: dueOn }
    await db
      .insertInto('cut_dates')
      .values({ id: newId(), plan_id: plan.id, ...said, set_by: actor?.id ?? null, set_at: now })
      .execute()
    const details = { plan: plan.id, slug: plan.slug, number, title, on: dueOn }
    await record(db, context, { type: 'cut-date.set', ...about(plan), details })
  })
}

/** A date that was announced is moved only with a reason; one on which the board was frozen stays. */
export async function moveCutDate(
  context: Context,
  plan: Plan,
  { id, dueOn, reason }: { id: string; dueOn: string; reason: string },
): Promise<void> {
  allow(canEditPlan(context.actor, plan.space.id))
  if (dueOn < dayIn(plan.timeZone, context.now)) throw new Refused('time.cut.past')
  await context.db.transaction().execute(async (db) => {
    await lockPlan(db, plan.id)
    const query = db.selectFrom('cut_dates').selectAll().where('id', '=', id).where('plan_id', '=', plan.id)
    const date = found(await query.executeTakeFirst())
    await refuseFrozen(db, id)
    await db.updateTable('cut_dates').set({ due_on: dueOn }).where('id', '=', id).execute()
    const details = { plan: plan.id, slug: plan.slug, number: date.number, title: date.title }
    await record(db, context, {
      type: 'cut-date.moved',
      ...about(plan),
      details: { ...details, from: date.due_on, on: dueOn, reason },
    })
  })
}

async function refuseFrozen(db: Transaction<DB>, cutDateId: string): Promise<void> {
  const cut = await db.selectFrom('cuts').select('number').where('cut_date_id', '=', cutDateId).executeTakeFirst()
  if (cut) throw new Refused('time.cut.frozen', { number: cut.number })
}

export type Freezing = { cutDateId: string | null; title: string; asOf: Date }
type Frozen = { number: number; sha256: string }

/** The facilitator's button: the board as it is this instant, beside the dates that were set. */
export async function freezeNow(context: Context, storage: Storage, plan: Plan, title: string): Promise<Frozen> {
  allow(canEditPlan(context.actor, plan.space.id))
  const { db, actor, now } = context
  return freeze({ db, storage }, { actor, now }, plan.id, { cutDateId: null, title, asOf: now })
}

/** What the worker does every quarter of an hour: each date whose day is over in its plan's zone is frozen as that day ended. */
export async function freezeDueCuts(work: { db: Database; storage: Storage }, now: Date): Promise<number> {
  const due = (await openCutDates(work.db)).filter((date) => date.due_on < dayIn(date.time_zone, now))
  for (const { id, plan_id, due_on, title, time_zone } of due) {
    const freezing = { cutDateId: id, title, asOf: endOfDay(time_zone, due_on) }
    await freeze(work, { actor: null, now }, plan_id, freezing)
  }
  return due.length
}

/**
 * Writes the board of an instant as one file under its SHA-256 and its row, which no statement may change. The bytes
 * are in the storage before the row names them: a process that dies in between leaves a file that nobody points at.
 */
async function freeze(
  { db, storage }: { db: Database; storage: Storage },
  witness: Witness,
  planId: string,
  { cutDateId, title, asOf }: Freezing,
): Promise<Frozen> {
  return db.transaction().execute(async (tx) => {
    const { spaceId } = await lockPlan(tx, planId)
    const plan = await findBoardPlan(tx, planId)
    if (!plan) throw new Refused('time.cut.draft')
    if (cutDateId) await refuseFrozen(tx, cutDateId)
    const head = cutHeadOf(plan, {
      number: await nextNumber(tx, planId),
      title,
      asOf,
      recordSeq: await seqAt(tx, asOf),
    })
    const counts = { commitments: 0, missing: 0 }
    const { sha256, bytes } = await storage.putStream(pieces(tx, plan, head, asOf, counts))
    await rememberFile(tx, { sha256, bytes, mediaType: 'application/json' }, witness.now)
    const row = { number: head.number, title, sha256, bytes, as_of: asOf, record_seq: head.recordSeq }
    const id = newId()
    await tx
      .insertInto('cuts')
      .values({
        ...{ id, plan_id: planId, cut_date_id: cutDateId, ...row, opinions_missing: counts.missing },
        ...{ frozen_at: witness.now, frozen_by: witness.actor?.id ?? null },
      })
      .execute()
    const details = { plan: planId, slug: plan.slug, cut: id, number: head.number, title, sha256, bytes }
    const told = { asOf: asOf.toISOString(), recordSeq: head.recordSeq, commitments: counts.commitments }
    const subject = { type: 'plan', id: planId }
    await record(tx, witness, {
      ...{ type: 'cut.frozen', spaceId, subject },
      details: { ...details, ...told, opinionsMissing: counts.missing },
    })
    return { number: head.number, sha256 }
  })
}

async function* pieces(
  db: Transaction<DB>,
  plan: BoardPlan,
  head: CutHead,
  asOf: Date,
  counts: { commitments: number; missing: number },
): AsyncGenerator<Uint8Array> {
  const { before, after } = aroundCommitments(head)
  yield Buffer.from(before)
  for await (const batch of pastBatches(db, plan, asOf)) {
    const frozen = batch.map(frozenCommitmentOf)
    const text = frozen.map(canonicalJson).join(',')
    yield Buffer.from(counts.commitments > 0 ? `,${text}` : text)
    counts.commitments += frozen.length
    counts.missing += frozen.filter(({ opinion }) => opinion === 'not-delivered').length
  }
  yield Buffer.from(after)
}

async function nextNumber(db: Transaction<DB>, planId: string): Promise<number> {
  const { last } = await db
    .selectFrom('cuts')
    .select((select) => select.fn.max('number').as('last'))
    .where('plan_id', '=', planId)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

/** The newest event of the record by an instant. */
async function seqAt(db: Transaction<DB>, asOf: Date): Promise<number> {
  const query = db.selectFrom('events').select('seq').where('at', '<=', asOf).orderBy('seq', 'desc').limit(1)
  return Number((await query.executeTakeFirst())?.seq ?? 0)
}

function about(plan: Plan) {
  return { spaceId: plan.space.id, subject: { type: 'plan', id: plan.id } }
}
