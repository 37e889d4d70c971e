import type { Transaction } from 'kysely'
import type { Context } from '../../../../platform/context.ts'
import { insertMany } from '../../../../platform/db/bulk.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { found } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { record } from '../../../../platform/record.ts'
import type { CommitmentDocument } from '../../../commitments/model.ts'
import type { Plan } from '../../../commitments/plan/model.ts'
import { findPlan } from '../../../commitments/plan/queries.ts'
import { insertPlan } from '../../../plans/commands.ts'
import { findSpace } from '../../../spaces/queries.ts'
import { dayFrom, instantOf, type PauseFile, type PlanFile } from '../files.ts'

type Tx = Transaction<DB>

/** A plan being told: as drafted, the ids in it and the documents as they stand. */
export type Telling = {
  file: PlanFile
  plan: Plan
  ids: Map<string, string>
  pauseIds: Map<PauseFile, string>
  documents: CommitmentDocument[]
}

/** A draft made by the command of plans, with its documents. */
export async function draftPlan(tx: Tx, context: Context, { space: slug, plan, documents }: PlanFile): Promise<Plan> {
  const space = found(await findSpace(tx, slug))
  await insertPlan(tx, context, space, { ...plan, sourceAccessedOn: null }, plan.slug)
  const drafted = found(await findPlan(tx, slug, plan.slug))
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
  const rows = documents.map(({ datedOn, ...document }, index) => ({
    ...document,
    id: newId(),
    plan_id: drafted.id,
    position: index + 1,
    dated_on: datedOn,
    added_at: context.now,
  }))
  await insertMany(tx, 'plan_documents', columns, rows)
  return drafted
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
      plan_id: telling.plan.id,
      commitment_id: commitmentId,
      kind: pause.kind,
      since: dayFrom(now, pause.sinceDay),
      party: pause.party,
      reason: pause.reason,
      declared_at: at,
    })
    .execute()
  const subject = { type: 'commitment', id: commitmentId }
  const details = { plan: telling.plan.id, kind: pause.kind, reason: pause.reason }
  await record(tx, by(at), { type: 'pause.declared', spaceId: telling.plan.space.id, subject, details })
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
  const details = { plan: telling.plan.id, kind: pause.kind, reason: pause.endingReason }
  await record(tx, by(at), { type: 'pause.ended', spaceId: telling.plan.space.id, subject, details })
}

function by(now: Date) {
  return { actor: null, now }
}
