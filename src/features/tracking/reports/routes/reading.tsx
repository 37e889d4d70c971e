import { dayIn } from '../../../../platform/civil-day.ts'
import { allow, found, Refused } from '../../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, typedFrom } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import type { Plan } from '../../../commitments/plan/model.ts'
import { loadPlan } from '../../../commitments/plan/queries.ts'
import { evidenceTold } from '../../evidence/panel.tsx'
import { listEvidence } from '../../evidence/queries.ts'
import { lookInto, type ReceivedFiles, receiveForm } from '../../evidence/receiving/commands.ts'
import { filesMost } from '../../evidence/schema.ts'
import { answerReport } from '../commands.ts'
import { type DeskRow, deskRows } from '../desk/model.ts'
import { type DeskOf, deskActivities } from '../desk/queries.ts'
import { DeskPage } from '../pages/desk-page.tsx'
import { ReportPage, type ReportView } from '../pages/report-page.tsx'
import { reportPaths } from '../paths.ts'
import { organizationsOf, speakersOf } from '../policy.ts'
import { answerableFor, findActivity, placeOfReport, toldOf } from '../queries.ts'
import { answerForm } from '../schema.ts'

const plans = '/:space/planes/:plan'
const desk = `${plans}/reportes`
const one = `${desk}/:folio{[Rr][Ee][Pp]-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}}`

/** The desk of whoever speaks for an organisation, and every report as everybody may read it. */
export function mountReading(app: App): void {
  app.get(desk, async (c) => {
    const plan = await planOf(c)
    const mine = organizationsOf(c.var.context.actor, plan.space.id)
    allow(mine.length > 0)
    const rows = await rowsOf(c, plan, { organizationIds: mine })
    const asked = rows.filter(
      ({ turn, mayAnswer, isDisputed }) => (turn === 'civil-society' && mayAnswer) || (isDisputed && !mayAnswer),
    )
    const waiting = rows.filter(({ state }) => state !== 'verified')
    return c.html(
      <DeskPage
        c={c}
        plan={plan}
        rows={waiting.filter((row) => !asked.includes(row))}
        asked={asked}
        speaks={plan.publication !== null}
      />,
    )
  })

  app.get(`${one}`, async (c) => {
    const { view } = await loadReport(c)
    isPublic(c)
    return c.html(<ReportPage c={c} view={view} />)
  })

  app.get(`${desk}/:folio{[Rr][Ee][Pp]-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}\\.json}`, async (c) => {
    const { view } = await loadReport(c)
    isPublic(c)
    openToAll(c)
    const { plan, commitment, activity, report, answers } = view
    const evidence = view.evidence.filter(({ reportId }) => reportId === report.id).map(evidenceTold)
    return c.json({
      space: plan.space.slug,
      plan: plan.slug,
      commitment: commitment.key,
      activity: activity.code,
      report,
      evidence,
      answers,
    })
  })

  app.post(`${one}/respuesta`, async (c) => {
    const loaded = await loadReport(c)
    allow(loaded.view.speakers.length > 0)
    const form = await receivedForm(c)
    return answer(c, loaded, { form, ...(await lookInto(c, typedFrom(form), filesMost)) })
  })
  app.post(`${one}/respuesta/cargas`, async (c) => {
    const loaded = await loadReport(c)
    allow(loaded.view.speakers.length > 0)
    return answer(c, loaded, await receiveForm(c, filesMost))
  })
}

type Loaded = Awaited<ReturnType<typeof loadReport>>

async function answer(c: C, { view, place }: Loaded, received: ReceivedFiles & { form: FormData }): Promise<Response> {
  const { form, typed, files } = received
  const again = (errors: FieldErrors, status: 409 | 422) =>
    c.html(<ReportPage {...{ c, view, typed, files, errors }} />, status)
  const parsed = parseForm(answerForm, form, c.var.t)
  if (!parsed.ok || Object.keys(received.errors).length > 0)
    return again({ ...received.errors, ...(parsed.ok ? {} : parsed.errors) }, 422)
  try {
    await answerReport(c.var.context, place, parsed.value, files)
  } catch (error) {
    if (error instanceof Refused) return again({ '': c.var.t(error.key, error.values) }, 409)
    throw error
  }
  return c.redirect(`${reportPaths.report(view.plan, view.report.folio)}#respuestas`, 303)
}

export async function planOf(c: C): Promise<Plan> {
  const { db, actor } = c.var.context
  return loadPlan(db, actor, found(c.req.param('space')), found(c.req.param('plan')))
}

/** The activities of a desk with what was said of them. */
export async function rowsOf(c: C, plan: Plan, of: DeskOf): Promise<DeskRow[]> {
  const { db, now } = c.var.context
  const activities = await deskActivities(db, plan.id, of)
  const told = await toldOf(
    db,
    activities.map(({ id }) => id),
  )
  const today = dayIn(plan.timeZone, now)
  return deskRows(plan, activities, told, { today, organizationIds: of === 'evaluators' ? [] : of.organizationIds })
}

async function loadReport(c: C) {
  const plan = await planOf(c)
  const { db, actor } = c.var.context
  const folio = found(c.req.param('folio')).replace(/\.json$/, '')
  const at = found(await placeOfReport(db, plan.id, folio))
  const activity = found(await findActivity(db, at.commitmentId, at.code))
  const report = found(activity.reports.find(({ id }) => id === at.id))
  const speakers = speakersOf(actor, plan.space.id, await answerableFor(db, at.commitmentId))
  const isReceipt = c.req.query('recibo') === '1' && actor !== null && actor.id === at.reportedBy
  const view: ReportView = {
    ...{ plan, activity, report, isReceipt, evidence: await listEvidence(db, { activityId: activity.id }) },
    commitment: { key: at.key, number: at.number, title: at.title },
    answers: activity.answers.filter(({ reportId }) => reportId === report.id),
    speakers: speakers.filter(({ organizationId }) => organizationId !== report.organizationId),
  }
  return { view, place: { plan, commitmentId: at.commitmentId, key: at.key, activity, report } }
}
