import type { Context } from '../../../platform/context.ts'
import { allow, found } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { canEditPlan } from '../../commitments/plan/policy.ts'
import { lockPlan } from '../../commitments/plan/queries.ts'
import type { PlanDocument } from '../model.ts'

export async function addDocument(context: Context, plan: Plan, fields: Omit<PlanDocument, 'id'>): Promise<void> {
  allow(canEditPlan(context.actor, plan.space.id))
  const { actor, now } = context
  await context.db.transaction().execute(async (db) => {
    await lockPlan(db, plan.id)
    const last = await db
      .selectFrom('plan_documents')
      .select((select) => select.fn.max('position').as('position'))
      .where('plan_id', '=', plan.id)
      .executeTakeFirst()
    const { datedOn, ...plain } = fields
    await db
      .insertInto('plan_documents')
      .values({
        ...plain,
        id: newId(),
        plan_id: plan.id,
        position: (last?.position ?? 0) + 1,
        dated_on: datedOn,
        added_by: actor?.id ?? null,
        added_at: now,
      })
      .execute()
    const details = { slug: plan.slug, title: fields.title, kind: fields.kind, url: fields.url }
    await record(db, context, {
      type: 'plan.document-added',
      spaceId: plan.space.id,
      subject: { type: 'plan', id: plan.id },
      details,
    })
  })
}

export async function removeDocument(context: Context, plan: Plan, documentId: string): Promise<void> {
  allow(canEditPlan(context.actor, plan.space.id))
  await context.db.transaction().execute(async (db) => {
    await lockPlan(db, plan.id)
    const gone = found(
      await db
        .deleteFrom('plan_documents')
        .where('id', '=', documentId)
        .where('plan_id', '=', plan.id)
        .returning(['title', 'kind', 'url'])
        .executeTakeFirst(),
    )
    await record(db, context, {
      type: 'plan.document-removed',
      spaceId: plan.space.id,
      subject: { type: 'plan', id: plan.id },
      details: { slug: plan.slug, ...gone },
    })
  })
}
