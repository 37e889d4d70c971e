import { allow, found, Refused } from '../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed, typedFrom } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { readDocuments } from '../../commitments/document/queries.ts'
import { commitmentPaths, planPaths } from '../../commitments/paths.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { canEditPlan } from '../../commitments/plan/policy.ts'
import { loadPlan } from '../../commitments/plan/queries.ts'
import { findSpace } from '../../spaces/queries.ts'
import { createPlan, editPlan } from '../commands.ts'
import { judge } from '../model.ts'
import { EditPlanPage, NewPlanPage } from '../pages/edit-plan-page.tsx'
import { PlanPage } from '../pages/plan-page.tsx'
import { commitmentLines, cycleDebtsOf, listDocuments } from '../queries.ts'
import { planForm, reasonForm, slugField } from '../schema.ts'

const path = '/:space/planes/:plan'

/** The plan for somebody who may write it. */
export async function loadEditablePlan(c: C): Promise<Plan> {
  const { db, actor } = c.var.context
  const plan = await loadPlan(db, actor, found(c.req.param('space')), found(c.req.param('plan')))
  allow(canEditPlan(actor, plan.space.id))
  return plan
}

export async function judgementOf(c: C, plan: Plan) {
  const stored = await readDocuments(c.var.context.db, plan.id)
  return judge(
    plan,
    stored.map((one) => one.document),
    await cycleDebtsOf(c.var.context.db, plan.id),
  )
}

export function mountPlan(app: App): void {
  mountNewPlan(app)

  app.get('/:space/planes/:plan{[^/]+\\.json}', async (c) => {
    const plan = await loadPlan(
      c.var.context.db,
      c.var.context.actor,
      c.req.param('space'),
      c.req.param('plan').slice(0, -5),
    )
    isPublic(c)
    openToAll(c)
    return c.json(await planData(c, plan))
  })

  app.get(path, async (c) => {
    const { db, actor } = c.var.context
    const plan = await loadPlan(db, actor, c.req.param('space'), c.req.param('plan'))
    isPublic(c)
    const judgement = canEditPlan(actor, plan.space.id) ? await judgementOf(c, plan) : null
    const documents = await listDocuments(db, plan.id)
    return c.html(
      <PlanPage
        c={c}
        plan={plan}
        documents={documents}
        lines={await commitmentLines(db, plan.id)}
        judgement={judgement}
      />,
    )
  })

  app.get(`${path}/compromisos`, async (c) => {
    const { db, actor } = c.var.context
    const plan = await loadPlan(db, actor, c.req.param('space'), c.req.param('plan'))
    return c.redirect(`${planPaths.plan(plan)}#commitments`, 303)
  })

  app.get(`${path}/editar`, async (c) => {
    const plan = await loadEditablePlan(c)
    const sent = c.req.query('guardado') !== undefined
    return c.html(<EditPlanPage c={c} plan={plan} typed={typedPlan(plan)} errors={{}} sent={sent} />)
  })

  app.post(`${path}/editar`, async (c) => {
    const plan = await loadEditablePlan(c)
    const form = await receivedForm(c)
    const parsed = parseForm(planForm, form, c.var.t)
    const why = plan.publication ? parseForm(reasonForm, form, c.var.t) : null
    const lacking = why && !why.ok ? why.errors : {}
    if (!parsed.ok || Object.keys(lacking).length > 0) {
      const errors = { ...(parsed.ok ? {} : parsed.errors), ...lacking }
      return c.html(<EditPlanPage c={c} plan={plan} typed={parsed.typed} errors={errors} sent={false} />, 422)
    }
    await editPlan(c.var.context, plan, parsed.value, why?.ok ? why.value.reason : null)
    return c.redirect(`${planPaths.edit(plan)}?guardado`, 303)
  })
}

function mountNewPlan(app: App): void {
  app.get('/:space/planes/nuevo', async (c) => {
    const space = found(await findSpace(c.var.context.db, c.req.param('space')))
    allow(canEditPlan(c.var.context.actor, space.id))
    return c.html(<NewPlanPage c={c} space={space} typed={{ language: space.language }} errors={{}} />)
  })

  app.post('/:space/planes/nuevo', async (c) => {
    const space = found(await findSpace(c.var.context.db, c.req.param('space')))
    allow(canEditPlan(c.var.context.actor, space.id))
    const form = await receivedForm(c)
    const typed = typedFrom(form)
    const parsed = parseForm(planForm, form, c.var.t)
    const slug = slugField.safeParse(typed.slug ?? '')
    const again = (errors: FieldErrors, status: 409 | 422, kept: Typed = typed) =>
      c.html(<NewPlanPage c={c} space={space} typed={kept} errors={errors} />, status)
    if (!parsed.ok || !slug.success) {
      return again(
        { ...(parsed.ok ? {} : parsed.errors), ...(slug.success ? {} : { slug: c.var.t('space.slug.form') }) },
        422,
      )
    }
    try {
      const created = await createPlan(c.var.context, space, parsed.value, slug.data)
      return c.redirect(planPaths.plan({ space, slug: created }), 303)
    } catch (error) {
      if (error instanceof Refused) return again({ slug: c.var.t(error.key, error.values) }, 409)
      throw error
    }
  })
}

function typedPlan(plan: Plan): Typed {
  const fields = [
    ...([
      'title',
      'kind',
      'number',
      'summary',
      'startsOn',
      'endsOn',
      'legalBasis',
      'ogpActionPlanId',
      'language',
    ] as const),
    ...(['origin', 'sourceTitle', 'sourceUrl', 'sourceAccessedOn', 'silenceDays', 'dueSoonDays'] as const),
  ]
  return Object.fromEntries(fields.map((field) => [field, String(plan[field] ?? '')]))
}

/** The plan's page as data. */
async function planData(c: C, { id, space, pauses, ...plan }: Plan) {
  const { db } = c.var.context
  const lines = await commitmentLines(db, id)
  const keys = new Map(lines.map((line) => [line.id, line.key]))
  return {
    space: space.slug,
    ...plan,
    documents: (await listDocuments(db, id)).map(({ id: _, ...document }) => document),
    pauses: pauses.map(({ id: _, commitmentId, ...pause }) => ({
      ...pause,
      commitment: commitmentId ? (keys.get(commitmentId) ?? null) : null,
    })),
    commitments: lines.map(({ key, number, title, leads }) => ({
      key,
      number,
      title,
      leads,
      href: commitmentPaths.commitment({ space, slug: plan.slug }, key),
    })),
  }
}
