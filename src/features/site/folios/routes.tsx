import { NotFound } from '../../../platform/errors.ts'
import { folioAsTyped } from '../../../platform/folio.ts'
import { isPublic } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { planPaths } from '../../commitments/paths.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { loadPlan } from '../../commitments/plan/queries.ts'
import { StandingWord } from '../../tracking/contestations/pages/contestation-pages.tsx'
import { contestationPaths } from '../../tracking/contestations/paths.ts'
import { findContestation } from '../../tracking/contestations/queries.ts'
import { ExtensionWord } from '../../tracking/extensions/pages/extension-pages.tsx'
import { extensionPaths } from '../../tracking/extensions/paths.ts'
import { findExtension } from '../../tracking/extensions/queries.ts'
import { ReportedWord } from '../../tracking/reports/pages/words.tsx'
import { reportPaths } from '../../tracking/reports/paths.ts'
import { findActivity, placeOfReport } from '../../tracking/reports/queries.ts'
import { FolioPage, type FoundFolio } from './pages/folio-page.tsx'
import { addressOfFolio, type FolioKind, placeOfFolio } from './queries.ts'

/**
 * The one door for every folio, however it is typed: what became of what was said about a commitment is told here, any other leads
 * to its own page. No account, and nothing that its own page does not say.
 */
export function mountFolios(app: App): void {
  app.get(planPaths.folios(), async (c) => {
    const asked = (c.req.query('folio') ?? '').trim().slice(0, 40)
    isPublic(c)
    if (asked === '') return c.html(<FolioPage c={c} asked="" found={null} error={null} />)
    const folio = folioAsTyped(asked)
    const place = folio && (await addressOfFolio(c.var.context.db, folio))
    if (place) return c.redirect(place, 303)
    const found = folio && (await look(c, folio))
    if (found) return c.html(<FolioPage c={c} asked={asked} found={found} error={null} />)
    const error = folio?.startsWith('REG') ? 'folio.own' : folio ? 'folio.unknown' : 'folio.unreadable'
    return c.html(<FolioPage c={c} asked={asked} found={null} error={error} />, 404)
  })
}

async function look(c: C, folio: string): Promise<FoundFolio | null> {
  const { db, actor } = c.var.context
  const place = await placeOfFolio(db, folio)
  if (!place) return null
  const plan = await loadPlan(db, actor, place.space, place.plan).catch((error: unknown) => {
    if (error instanceof NotFound) return null
    throw error
  })
  return plan && readers[place.kind](c, plan, folio)
}

const readers: Record<FolioKind, (c: C, plan: Plan, folio: string) => Promise<FoundFolio | null>> = {
  report: async (c, plan, folio) => {
    const { t, context } = c.var
    const at = await placeOfReport(context.db, plan.id, folio)
    const activity = at && (await findActivity(context.db, at.commitmentId, at.code))
    const report = activity?.reports.find(({ id }) => id === at?.id)
    if (!activity || !report) return null
    const answers = activity.answers.filter(({ reportId }) => reportId === report.id).length
    return {
      ...{ plan, folio, kind: 'report', about: `${activity.code} ${activity.title}` },
      href: reportPaths.report(plan, folio),
      state: <ReportedWord t={t} locale={context.locale} zone={plan.timeZone} report={report} />,
      more: t('folio.answers', { count: answers }),
    }
  },
  contestation: async (c, plan, folio) => {
    const contestation = await findContestation(c.var.context.db, plan.id, folio)
    if (!contestation) return null
    return {
      ...{ plan, folio, kind: 'contestation', more: null, href: contestationPaths.one(plan, folio) },
      about: contestation.activity ? `${contestation.code} ${contestation.activity}` : contestation.number,
      state: <StandingWord c={c} plan={plan} contestation={contestation} />,
    }
  },
  extension: async (c, plan, folio) => {
    const extension = await findExtension(c.var.context.db, plan.id, folio)
    if (!extension) return null
    return {
      ...{ plan, folio, kind: 'extension', href: extensionPaths.one(plan, folio) },
      about: `${extension.code} ${extension.activity}`,
      state: <ExtensionWord c={c} extension={extension} />,
      more: extension.decision?.reason ?? null,
    }
  },
}
