import { dayIn } from '../../../../platform/civil-day.ts'
import type { Locale } from '../../../../platform/context.ts'
import type { T } from '../../../../platform/i18n.ts'
import { formatDate } from '../../../../ui/format.ts'
import { Status, type StatusKind } from '../../../../ui/Status.tsx'
import type { ActivityState } from '../../../commitments/model.ts'
import type { Report, Stance, Verdict, Verification, Word } from '../model.ts'

export const stateKinds: Record<ActivityState, StatusKind> = {
  verified: 'done',
  complete: 'on-time',
  'in-progress': 'at-risk',
  'not-started': 'not-started',
  cancelled: 'paused',
}

const stanceKinds: Record<Stance, StatusKind> = { agrees: 'on-time', 'in-part': 'at-risk', disagrees: 'dispute' }
const verdictKinds: Record<Verdict, StatusKind> = { accepted: 'done', observed: 'at-risk', rejected: 'late' }

type Said = { t: T; locale: Locale; zone: string }

/** What the institution says, or that it says nothing. */
export function ReportedWord({ t, locale, zone, report }: Said & { report: Report | null }) {
  if (!report) return <Status kind="no-information" word={t('tracking.voice.silent')} />
  const when = formatDate(dayIn(zone, report.at), locale)
  return (
    <Status
      kind={stateKinds[report.state]}
      word={t(`tracking.claim.${report.state}`)}
      why={t('tracking.voice.by', { who: report.organization, when })}
    />
  )
}

/** What one organisation of civil society says. */
export function ValidatedWord({ t, locale, zone, word }: Said & { word: Word }) {
  const when = formatDate(dayIn(zone, word.at), locale)
  const why = t(word.isCurrent ? 'tracking.voice.by' : 'tracking.voice.by-before', { who: word.organization, when })
  return word.kind === 'answer' ? (
    <Status kind={stanceKinds[word.stance]} word={t(`tracking.stance.${word.stance}`)} why={why} />
  ) : (
    <Status
      kind={stateKinds[word.state]}
      word={t('tracking.voice.says', { state: t(`tracking.claim.${word.state}`) })}
      why={why}
    />
  )
}

/** What somebody outside found. */
export function VerifiedWord({ t, locale, zone, verification }: Said & { verification: Verification | null }) {
  if (!verification) return <Status kind="no-information" word={t('tracking.voice.unverified')} />
  const when = formatDate(dayIn(zone, verification.at), locale)
  const who = verification.organization ?? t('tracking.voice.evaluator')
  return (
    <Status
      kind={verdictKinds[verification.verdict]}
      word={t(`tracking.verdict.${verification.verdict}`)}
      why={t('tracking.voice.by', { who, when })}
    />
  )
}

export function StanceWord({ t, stance }: { t: T; stance: Stance }) {
  return <Status kind={stanceKinds[stance]} word={t(`tracking.stance.${stance}`)} />
}
