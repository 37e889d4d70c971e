import type { Transaction } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { DB } from '../../platform/db/types.ts'
import { allow, type Fault, found, Refused } from '../../platform/errors.ts'
import { translator } from '../../platform/i18n.ts'
import { newId, slugOf } from '../../platform/identity.ts'
import { record } from '../../platform/record.ts'
import { insertVersions } from '../commitments/document/commands.ts'
import { promiseOf } from '../commitments/document/model.ts'
import { readDocuments } from '../commitments/document/queries.ts'
import { refusalOf } from '../commitments/editing/places.ts'
import { planPaths } from '../commitments/paths.ts'
import type { Plan } from '../commitments/plan/model.ts'
import { canEditPlan } from '../commitments/plan/policy.ts'
import { findPlan, lockPlan } from '../commitments/plan/queries.ts'
import type { Space } from '../spaces/model.ts'
import { countErrors, type Judgement, judge } from './model.ts'
import { cycleDebtsOf } from './queries.ts'
import type { PlanFields, PublicationFields } from './schema.ts'

type Tx = Transaction<DB>

/** Creates a draft; returns its part of the address. */
export async function createPlan(
  context: Context,
  space: Space,
  fields: PlanFields,
  wantedSlug: string,
): Promise<string> {
  allow(canEditPlan(context.actor, space.id))
  return context.db.transaction().execute((db) => insertPlan(db, context, space, fields, wantedSlug))
}

/** The same with no question of who: for the command line, whose operator may everything. */
export async function insertPlan(
  db: Tx,
  context: Context,
  space: Space,
  fields: PlanFields,
  wantedSlug: string,
): Promise<string> {
  const slug = wantedSlug || slugOf(fields.title) || 'plan'
  await db.selectFrom('spaces').select('id').where('id', '=', space.id).forUpdate().executeTakeFirstOrThrow()
  const other = await db
    .selectFrom('plans')
    .select('id')
    .where('space_id', '=', space.id)
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (other || slug === 'nuevo') throw new Refused('plan.slug.taken')
  const id = newId()
  const created = { created_by: context.actor?.id ?? null, created_at: context.now }
  await db
    .insertInto('plans')
    .values({ id, space_id: space.id, slug, ...rowOf(fields), ...created })
    .execute()
  const details = { slug, title: fields.title }
  await record(db, context, { type: 'plan.created', spaceId: space.id, subject: { type: 'plan', id }, details })
  return slug
}

function rowOf(fields: PlanFields) {
  return {
    kind: fields.kind,
    number: fields.number,
    title: fields.title,
    summary: fields.summary,
    starts_on: fields.startsOn,
    ends_on: fields.endsOn,
    legal_basis: fields.legalBasis,
    ogp_action_plan_id: fields.ogpActionPlanId,
    origin: fields.origin,
    source_title: fields.sourceTitle,
    source_url: fields.sourceUrl,
    source_accessed_on: fields.sourceAccessedOn,
    silence_days: fields.silenceDays,
    due_soon_days: fields.dueSoonDays,
    language: fields.language,
  }
}

/** Changes the facts of a plan; once it is published the reason stays in the record. */
export async function editPlan(context: Context, plan: Plan, fields: PlanFields, reason: string | null): Promise<void> {
  allow(canEditPlan(context.actor, plan.space.id))
  await context.db.transaction().execute(async (db) => {
    const { isPublished } = await lockPlan(db, plan.id)
    if (isPublished && !reason) throw new Refused('commitment.change.reason-short')
    // How a plan came about is part of what was published: it cannot be declared complete afterwards.
    const origin = isPublished ? plan.origin : fields.origin
    const before = await db.selectFrom('plans').selectAll().where('id', '=', plan.id).executeTakeFirstOrThrow()
    const row: Record<string, unknown> = rowOf({ ...fields, origin })
    const changed = Object.keys(row).filter((column) => row[column] !== (before as Record<string, unknown>)[column])
    if (changed.length === 0) return
    await db.updateTable('plans').set(row).where('id', '=', plan.id).execute()
    const details = {
      slug: plan.slug,
      title: fields.title,
      fields: changed,
      ...(isPublished && reason ? { reason } : {}),
    }
    await record(db, context, { type: 'plan.changed', ...about(plan), details })
  })
}

function about(plan: Plan) {
  return { spaceId: plan.space.id, subject: { type: 'plan', id: plan.id } }
}

/**
 * Publishes a plan: every rule is asked again under its lock, version 1 of each commitment is kept. Throws Refused with all
 * that is missing, each with the address of the field where it is mended. A plan of public record needs only its source.
 */
export async function publishPlan(
  context: Context,
  plan: Plan,
  fields: PublicationFields,
): Promise<{ commitments: number }> {
  allow(canEditPlan(context.actor, plan.space.id))
  return context.db.transaction().execute((db) => publishLocked(db, context, plan, fields))
}

/** The same with no question of who: for the command line. */
export async function publishLocked(
  db: Tx,
  context: Context,
  { space, slug, id }: Plan,
  fields: PublicationFields,
): Promise<{ commitments: number }> {
  const { isPublished } = await lockPlan(db, id)
  if (isPublished) throw new Refused('plan.publication.already')
  const plan = found(await findPlan(db, space.slug, slug))
  const stored = await readDocuments(db, id)
  const judgement = judge(
    plan,
    stored.map((one) => one.document),
    await cycleDebtsOf(db, id),
  )
  const count = countErrors(judgement)
  if (count > 0) throw new Refused('plan.publication.incomplete', { count }, refusalsOf(plan, judgement))
  const author = { author_id: context.actor?.id ?? null, at: context.now }
  const approval = { approved_by: fields.approvedBy, approved_on: fields.approvedOn, approval_url: fields.approvalUrl }
  await db
    .insertInto('plan_publications')
    .values({
      plan_id: id,
      launched_on: fields.launchedOn,
      ...approval,
      published_by: author.author_id,
      published_at: author.at,
    })
    .execute()
  const reason = translator(plan.language)('plan.publication.reason')
  const version = { number: 1, reason, ...approval, ...author }
  await insertVersions(
    db,
    stored.map((one) => ({ commitment_id: one.id, document: promiseOf(one.document), ...version })),
  )
  const details = { slug, title: plan.title, commitments: stored.length, approvedBy: fields.approvedBy }
  await record(db, context, { type: 'plan.published', ...about(plan), details })
  return { commitments: stored.length }
}

function refusalsOf(plan: Plan, judgement: Judgement): Fault[] {
  return [
    ...judgement.plan.map((fault) => ({
      key: `plan.fault.${fault.code}` as const,
      values: fault.values,
      href: fault.field ? `${planPaths.edit(plan)}#${fault.field}` : planPaths.plan(plan),
      severity: fault.severity,
    })),
    ...judgement.commitments.flatMap(({ key, faults }) => faults.map((fault) => refusalOf(plan, key, fault))),
  ].filter((fault) => fault.severity === 'error')
}
