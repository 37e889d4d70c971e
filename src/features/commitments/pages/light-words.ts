import type { Locale } from '../../../platform/context.ts'
import type { T } from '../../../platform/i18n.ts'
import { formatDate, formatPercent, formatShortDate } from '../../../ui/format.ts'
import type { BarPart } from '../../../ui/StackedBar.tsx'
import type { StatusProps } from '../../../ui/Status.tsx'
import type { Voice } from '../../../ui/VoicesBars.tsx'
import type { Deadline, Lateness } from '../lateness/model.ts'
import type { Pause } from '../plan/model.ts'
import { type Progress, progressStates, reportedShare, type Validated } from '../progress/model.ts'

export const lightKinds: Record<Lateness, StatusProps['kind']> = {
  late: 'late',
  'due-soon': 'at-risk',
  'on-time': 'on-time',
  done: 'done',
  'no-date': 'no-information',
}

/** The light of a commitment with its reason; a standing pause comes before any deadline. */
export function statusOf(
  t: T,
  locale: Locale,
  row: { deadline: Deadline; pause: Pick<Pause, 'kind' | 'since' | 'party'> | null },
): StatusProps {
  if (row.pause) {
    const why = t('board.why.paused', { date: formatShortDate(row.pause.since, locale), party: row.pause.party })
    return { kind: 'paused', word: t(`board.pause.${row.pause.kind}`), why }
  }
  const { lateness } = row.deadline
  return { kind: lightKinds[lateness], word: t(`board.light.${lateness}`), why: reasonOf(t, locale, row.deadline) }
}

export function reasonOf(t: T, locale: Locale, { lateness, date, days }: Deadline): string {
  if (lateness === 'late') return t('board.why.late', { days: -(days ?? 0) })
  if (lateness === 'due-soon') return t('board.why.due-soon', { days: days ?? 0 })
  if (lateness === 'on-time') {
    return date ? t('board.why.on-time', { date: formatDate(date, locale) }) : t('board.why.waiting')
  }
  return t(`board.why.${lateness}`)
}

const stateKinds = {
  verified: 'done',
  complete: 'on-time',
  'in-progress': 'at-risk',
  'not-started': 'not-started',
} as const

/** The four states as parts of one whole, in words too. */
export function partsOf(t: T, locale: Locale, progress: Progress): BarPart[] {
  return progressStates.map((state) => ({
    label: t(`board.state.${state}`),
    percent: progress[state],
    tone: stateKinds[state],
    text: formatPercent(progress[state], locale),
  }))
}

/** Who says what: never one number (T-20). */
export function voicesOf(
  t: T,
  locale: Locale,
  progress: Progress | null,
  decimals = 2,
  validated: Validated = null,
): Voice[] {
  const confirmed = validated === 'nobody-asked' ? null : validated
  const percents = progress
    ? { reported: reportedShare(progress), validated: confirmed, verified: progress.verified }
    : null
  const textOf = (tone: 'reported' | 'validated' | 'verified') => {
    const percent = percents?.[tone] ?? null
    if (percent !== null) return formatPercent(percent, locale, decimals)
    return t(percents && tone === 'validated' ? 'board.voice.nobody-asked' : 'board.unknown')
  }
  const tones =
    validated === null ? (['reported', 'verified'] as const) : (['reported', 'validated', 'verified'] as const)
  return tones.map((tone) => ({
    label: t(`board.voice.${tone}`),
    by: t(`board.voice.${tone}.by`),
    short: t(`board.voice.${tone}.short`),
    tone,
    percent: percents?.[tone] ?? null,
    text: textOf(tone),
  }))
}
