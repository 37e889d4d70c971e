import { dayIn } from '../../../platform/civil-day.ts'
import { Refused } from '../../../platform/errors.ts'
import { answerSubmission, type Wrong } from '../../../platform/http/answer-submission.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { planPaths } from '../../commitments/paths.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { publishPlan } from '../commands.ts'
import { addDocument, removeDocument } from '../documents/commands.ts'
import { DocumentsPage } from '../pages/documents-page.tsx'
import { PausesPage } from '../pages/pauses-page.tsx'
import { PublicationPage } from '../pages/publication-page.tsx'
import { declarePause, endPause } from '../pauses/commands.ts'
import { commitmentLines, listDocuments } from '../queries.ts'
import { documentForm, pauseEndingForm, pauseForm, publicationForm, recordPublicationForm } from '../schema.ts'
import { judgementOf, loadEditablePlan } from './plan.tsx'

const path = '/:space/planes/:plan'
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

export function mountPublication(app: App): void {
  app.get(`${path}/publicacion`, async (c) => {
    const plan = await loadEditablePlan(c)
    return c.html(await publicationPage(c, plan, {}, {}, false))
  })

  app.post(`${path}/publicacion`, async (c) => {
    const plan = await loadEditablePlan(c)
    const schema = plan.origin === 'platform' ? publicationForm : recordPublicationForm
    const parsed = parseForm(schema, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await publicationPage(c, plan, parsed.typed, parsed.errors, false), 422)
    try {
      await publishPlan(c.var.context, plan, parsed.value)
      return c.redirect(planPaths.plan(plan), 303)
    } catch (error) {
      if (!(error instanceof Refused) || error.faults.length === 0) throw error
      return c.html(await publicationPage(c, plan, parsed.typed, {}, true), 409)
    }
  })
}

async function publicationPage(c: C, plan: Plan, typed: Typed, errors: FieldErrors, refused: boolean) {
  const judgement = await judgementOf(c, plan)
  return <PublicationPage c={c} plan={plan} judgement={judgement} typed={typed} errors={errors} refused={refused} />
}

export function mountDocuments(app: App): void {
  app.get(`${path}/documentos`, async (c) => {
    const plan = await loadEditablePlan(c)
    const documents = await listDocuments(c.var.context.db, plan.id)
    return c.html(<DocumentsPage c={c} plan={plan} documents={documents} typed={{}} errors={{}} />)
  })

  app.post(`${path}/documentos`, async (c) => {
    const plan = await loadEditablePlan(c)
    const parsed = parseForm(documentForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) {
      const documents = await listDocuments(c.var.context.db, plan.id)
      return c.html(
        <DocumentsPage c={c} plan={plan} documents={documents} typed={parsed.typed} errors={parsed.errors} />,
        422,
      )
    }
    await addDocument(c.var.context, plan, parsed.value)
    return c.redirect(planPaths.documents(plan), 303)
  })

  app.post(`${path}/documentos/:id{${uuid}}/quitar`, async (c) => {
    const plan = await loadEditablePlan(c)
    await removeDocument(c.var.context, plan, c.req.param('id'))
    return c.redirect(planPaths.documents(plan), 303)
  })
}

export function mountPauses(app: App): void {
  const page = async (c: C, plan: Plan, wrong: Wrong) => {
    const lines = await commitmentLines(c.var.context.db, plan.id)
    return <PausesPage c={c} plan={plan} lines={lines} today={dayIn(plan.timeZone, c.var.context.now)} wrong={wrong} />
  }

  app.get(`${path}/pausas`, async (c) => {
    const plan = await loadEditablePlan(c)
    return c.html(await page(c, plan, null))
  })

  app.post(`${path}/pausas`, async (c) => {
    const plan = await loadEditablePlan(c)
    return answerSubmission(c, {
      schema: pauseForm,
      act: async (value) => {
        await declarePause(c.var.context, plan, value)
        return planPaths.pauses(plan)
      },
      again: (wrong) => page(c, plan, wrong),
    })
  })

  app.post(`${path}/pausas/:id{${uuid}}/terminar`, async (c) => {
    const plan = await loadEditablePlan(c)
    const pauseId = c.req.param('id')
    return answerSubmission(c, {
      form: pauseId,
      schema: pauseEndingForm,
      act: async (value) => {
        await endPause(c.var.context, plan, { pauseId, ...value })
        return planPaths.pauses(plan)
      },
      again: (wrong) => page(c, plan, wrong),
      refusedAt: 'endedOn',
    })
  })
}
