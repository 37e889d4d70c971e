import { NotFound } from '../../../platform/errors.ts'
import { isPublic } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { loadPlan } from '../../commitments/plan/queries.ts'
import { StandingWord } from '../contestations/pages/contestation-pages.tsx'
import { contestationPaths } from '../contestations/paths.ts'
import { findContestation } from '../contestations/queries.ts'
import { ExtensionWord } from '../extensions/pages/extension-pages.tsx'
import { extensionPaths } from '../extensions/paths.ts'
import { findExtension } from '../extensions/queries.ts'
import { ReportedWord } from '../reports/pages/words.tsx'
import { reportPaths } from '../reports/paths.ts'
import { findActivity, placeOfReport } from '../reports/queries.ts'
import { FolioPage, type FoundFolio } from './pages/folio-page.tsx'
import { type FolioKind, placeOfFolio } from './queries.ts'

/** What became of a folio, for whoever has it: no account, and nothing that its own page does not say. */
export function mountFolios(app: App): void {
  app.get('/folios', async (c) => {
    const asked = (c.req.query('folio') ?? '').trim().slice(0, 40)
    isPublic(c)
    const found = asked === '' ? null : await look(c, folioFrom(asked))
    return c.html(<FolioPage c={c} asked={asked} found={found} />, asked !== '' && found === null ? 404 : 200)
  })
}

/** As people write it down: lower case, without its lines, with the letters that are taken for digits. */
function folioFrom(asked: string): string {
  const bare = asked.toUpperCase().replace(/[^0-9A-Z]/g, '')
  const letters = bare.slice(3).replace(/O/g, '0').replace(/[IL]/g, '1')
  return `${bare.slice(0, 3)}-${letters.slice(0, 4)}-${letters.slice(4, 8)}`
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
