import type { C } from '../../../platform/http/env.ts'
import { formatDate } from '../../../ui/format.ts'
import type { Told } from '../../commitments/history/model.ts'
import type { CommitmentPanel } from '../../commitments/pages/commitment-view.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { contestationPaths } from '../contestations/paths.ts'
import { cutPaths } from '../cuts/paths.ts'
import { evidencePaths } from '../evidence/paths.ts'
import { extensionPaths } from '../extensions/paths.ts'
import { reportPaths } from '../reports/paths.ts'
import { type Moment, type MomentType, momentsOf } from './queries.ts'

/** What tracking tells to a commitment's history: on its page, in its JSON and in its feed. */
export const timelinePanel: CommitmentPanel = async (c, plan, { id }) => {
  if (plan.publication === null) return {}
  const moments = await momentsOf(c.var.context.db, plan.id, id)
  return { told: moments.map((moment) => toldOf(c, plan, moment)) }
}

function toldOf(c: C, plan: Plan, moment: Moment): Told {
  const { type, at, by, reason } = moment
  return { kind: 'told', type, at, by, reason, title: titleOf(c, moment), href: hrefOf(plan, moment) }
}

function titleOf(c: C, { type, activity, word, ref }: Moment): string {
  const { t, context } = c.var
  const where = { activity, folio: ref ?? '', number: ref ?? '' }
  switch (type) {
    case 'report':
      return t('timeline.report', { ...where, word: t(`tracking.claim.${word as 'complete'}`) })
    case 'answer':
      return t('timeline.answer', { ...where, word: t(`tracking.stance.${word as 'agrees'}`) })
    case 'verification':
      return t('timeline.verification', { ...where, word: t(`tracking.verdict.${word as 'accepted'}`) })
    case 'verification-refused':
      return t('timeline.verification-refused', { ...where, word: t(`timeline.rule.${word as 'reported'}`) })
    case 'contestation-decision':
      return t('timeline.contestation-decision', { ...where, word: t(`tracking.decision.${word as 'shown'}`) })
    case 'contestation-answer':
      return t('timeline.contestation-answer', { ...where, word: t(`tracking.outcome.${word as 'corrected'}`) })
    case 'extension-asked':
      return t('timeline.extension-asked', { ...where, word: formatDate(word, context.locale) })
    case 'extension-decided':
      return t('timeline.extension-decided', { ...where, word: t(`extension.decision.${word as 'granted'}`) })
    default:
      return t(`timeline.${type}`, { ...where, word })
  }
}

const pages: Partial<Record<MomentType, (plan: Plan, ref: string) => string>> = {
  report: reportPaths.report,
  answer: reportPaths.report,
  contestation: contestationPaths.one,
  'contestation-decision': contestationPaths.one,
  'contestation-answer': contestationPaths.one,
  evidence: evidencePaths.one,
  'evidence-version': evidencePaths.one,
  'evidence-withdrawn': evidencePaths.one,
  'extension-asked': extensionPaths.one,
  'extension-decided': extensionPaths.one,
  cut: (plan, number) => cutPaths.cut(plan, Number(number)),
}

function hrefOf(plan: Plan, { type, ref }: Moment): string | null {
  const page = pages[type]
  return page && ref !== null ? page(plan, ref) : null
}
