import ical from 'ical-generator'
import { dayIn } from '../../../platform/civil-day.ts'
import { found } from '../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { xml } from '../../../platform/http/xml.ts'
import type { StoredCommitment } from '../document/model.ts'
import { readDocument } from '../document/queries.ts'
import { type Happened, inOneOrder } from '../history/model.ts'
import { historyOf } from '../history/queries.ts'
import { activityDeadline, deadlineOf } from '../lateness/model.ts'
import { activitiesOf } from '../model.ts'
import { CommitmentPage } from '../pages/commitment-page.tsx'
import type { CommitmentPanel, CommitmentView, Said, Shown } from '../pages/commitment-view.ts'
import { statusOf } from '../pages/light-words.ts'
import { commitmentPaths } from '../paths.ts'
import { type Plan, standingPause } from '../plan/model.ts'
import { canEditPlan } from '../plan/policy.ts'
import { findCommitmentId, loadPlan } from '../plan/queries.ts'
import { progressOf, validatedShare } from '../progress/model.ts'
import { namesOfAreas, namesOfTerritories, validatedCodes } from '../queries.ts'

const path = '/:space/planes/:plan/compromisos'

/** The public page of a commitment and its data under the same address. */
export function mountPublicCommitment(app: App, panels: readonly CommitmentPanel[] = []): void {
  for (const [ending, answer] of Object.entries(twins)) {
    app.get(`${path}/:key{.+\\.${ending}}`, async (c) => {
      const key = (c.req.param('key') ?? '').slice(0, -ending.length - 1)
      const view = await viewOf(c, key, ending === 'ics' ? [] : panels, 'data')
      isPublic(c)
      openToAll(c)
      return answer(c, view)
    })
  }
  app.get(`${path}/:key`, async (c) => {
    const view = await viewOf(c, c.req.param('key'), panels, 'page')
    isPublic(c)
    return c.html(<CommitmentPage c={c} view={view} />)
  })
}

async function viewOf(c: C, key: string, panels: readonly CommitmentPanel[], wanted: Shown): Promise<CommitmentView> {
  const { db, actor } = c.var.context
  const plan = await loadPlan(db, actor, c.req.param('space') ?? '', c.req.param('plan') ?? '')
  const id = found(await findCommitmentId(db, plan.id, key))
  const stored = found(await readDocument(db, id))
  const { document } = stored
  const own = await historyOf(db, plan, id)
  const shown = await Promise.all(panels.map((panel) => panel(c, plan, stored, wanted)))
  return {
    plan,
    stored,
    said: saidOf(c, plan, stored, own, await validatedCodes(db, id)),
    history: inOneOrder(
      own,
      shown.flatMap((panel) => panel.told ?? []),
    ),
    areaNames: await namesOfAreas(db, document.policyAreas),
    territoryNames: await namesOfTerritories(db, [
      ...document.territories,
      ...(document.country ? [document.country] : []),
    ]),
    canEdit: canEditPlan(actor, plan.space.id),
    panels: shown,
  }
}

/** A plan of public record in which nobody stated anything has no light and no share: claiming either would be inventing. */
function saidOf(
  c: C,
  plan: Plan,
  { id, document }: StoredCommitment,
  history: readonly Happened[],
  confirmed: ReadonlySet<string>,
): Said {
  const { t, context } = c.var
  const today = dayIn(plan.timeZone, context.now)
  const activities = activitiesOf(document)
  const untold = plan.origin === 'public-record' && history.every((happened) => happened.kind !== 'state')
  const nothing = { lateness: 'no-date', date: null, days: null, activity: null } as const
  const deadline = untold ? nothing : deadlineOf(document, today, plan.dueSoonDays)
  const tallies = document.keyActions.map((action) => {
    const counts: Record<string, number> = {}
    for (const { state } of action.activities) counts[state] = (counts[state] ?? 0) + 1
    const validated = action.activities.filter(({ code }) => confirmed.has(code)).length
    return { weight: action.weight, counts, validated }
  })
  const progress = untold ? null : progressOf(tallies)
  const hasPartner = document.organizations.some(({ part }) => part === 'co-responsible')
  return {
    status: statusOf(t, context.locale, { deadline, pause: standingPause(plan.pauses, id) }),
    progress,
    validated: progress && (hasPartner ? validatedShare(tallies) : 'nobody-asked'),
    deadlines: new Map(
      activities.map((activity) => [
        activity.code,
        untold ? nothing : activityDeadline(activity, today, plan.dueSoonDays),
      ]),
    ),
    today,
  }
}

type Answer = (c: C, view: CommitmentView) => Response

const twins: Record<'json' | 'atom' | 'ics', Answer> = {
  json: (c, { plan, stored, said, history, panels }) =>
    c.json({
      space: plan.space.slug,
      plan: plan.slug,
      isFictional: plan.space.isFictional,
      version: stored.version,
      updatedAt: stored.updatedAt,
      commitment: stored.document,
      progress: said.progress,
      validated: said.validated === 'nobody-asked' ? null : said.validated,
      deadlines: Object.fromEntries(said.deadlines),
      history,
      ...Object.assign({}, ...panels.map((panel) => panel.json ?? {})),
    }),
  atom: (c, view) => c.body(atomOf(c, view), 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' }),
  ics: (c, view) => c.body(calendarOf(c, view), 200, { 'Content-Type': 'text/calendar; charset=utf-8' }),
}

function addressOf(c: C, { plan, stored }: CommitmentView): string {
  return `${c.var.deps.config.baseUrl}${commitmentPaths.commitment(plan, stored.document.key)}`
}

/** A feed or calendar stands apart from its page, which says that a place is invented. */
function titleOf(c: C, { plan, stored }: CommitmentView): string {
  const { title } = stored.document
  return plan.space.isFictional ? `${title} (${c.var.t('board.fictional')})` : title
}

function atomOf(c: C, view: CommitmentView): string {
  const { t } = c.var
  const address = addressOf(c, view)
  const wordsOf = (happened: CommitmentView['history'][number]) =>
    happened.kind === 'told'
      ? [happened.title, happened.by].filter(Boolean).join(' · ')
      : happened.kind === 'state'
        ? t('public.history.state', { activity: happened.activity, state: t(`board.activity.${happened.state}`) })
        : t(`public.history.${happened.kind}`)
  const entries = view.history.map((happened, index) => {
    const reason = 'reason' in happened && happened.reason ? happened.reason : wordsOf(happened)
    const id = `${address}#${happened.kind}-${happened.at.getTime()}-${view.history.length - index}`
    const link = happened.kind === 'told' && happened.href ? `${c.var.deps.config.baseUrl}${happened.href}` : address
    return `<entry><id>${xml(id)}</id><title>${xml(wordsOf(happened))}</title><link href="${xml(link)}"/><updated>${happened.at.toISOString()}</updated><summary>${xml(reason)}</summary></entry>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${xml(address)}</id><title>${xml(titleOf(c, view))}</title><link href="${xml(address)}"/><link rel="self" href="${xml(`${address}.atom`)}"/><updated>${view.stored.updatedAt.toISOString()}</updated><author><name>${xml(view.plan.space.name)}</name></author>
${entries.join('\n')}
</feed>
`
}

function calendarOf(c: C, view: CommitmentView): string {
  const { document } = view.stored
  const calendar = ical({ name: titleOf(c, view), prodId: { company: 'Tequio', product: 'compromiso' } })
  for (const activity of activitiesOf(document)) {
    if (!activity.endsOn || activity.state === 'cancelled') continue
    calendar.createEvent({
      id: `${view.stored.id}-${activity.code}@tequio`,
      start: new Date(`${activity.endsOn}T00:00:00Z`),
      allDay: true,
      summary: view.plan.space.isFictional ? `${activity.title} (${c.var.t('board.fictional')})` : activity.title,
      url: addressOf(c, view),
      stamp: c.var.context.now,
    })
  }
  return calendar.toString()
}
