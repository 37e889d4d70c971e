import type { T } from '../../../platform/i18n.ts'
import { formatDate, formatDateRange } from '../../../ui/format.ts'
import { Status } from '../../../ui/Status.tsx'
import { daysBetween } from '../clocks/model.ts'
import { type Stage, stateOf } from '../model.ts'

/** When a stage was planned, in words. */
export function plannedWords(
  t: T,
  { plannedFrom, plannedTo }: Pick<Stage, 'plannedFrom' | 'plannedTo'>,
  locale: string,
): string {
  if (plannedFrom && plannedTo && plannedFrom !== plannedTo) return formatDateRange(plannedFrom, plannedTo, locale)
  if (plannedFrom && plannedTo) return formatDate(plannedFrom, locale)
  if (plannedFrom) return t('exercise.planned.from', { date: formatDate(plannedFrom, locale) })
  return plannedTo ? t('exercise.planned.to', { date: formatDate(plannedTo, locale) }) : t('exercise.planned.none')
}

const kinds = { 'not-open': 'not-started', open: 'on-time', closed: 'done' } as const

/** Not open, open or closed, and since when; a plan that went by is said, never a reproach in colour alone. */
export function StageStatus({ t, stage, today, locale }: { t: T; stage: Stage; today: string; locale: string }) {
  const state = stateOf(stage)
  const last = stage.moves.at(-1)
  const kind = stage.moves.some(({ unmet }) => unmet.length > 0) && state === 'open' ? 'at-risk' : kinds[state]
  return <Status kind={kind} word={t(`exercise.state.${state}`)} why={last ? sinceWords() : lateWords()} />

  function sinceWords() {
    return last ? t(`exercise.since.${last.move}`, { date: formatDate(last.onDay, locale) }) : undefined
  }
  function lateWords() {
    if (!stage.plannedFrom) return undefined
    const days = daysBetween(today, stage.plannedFrom)
    return days >= 0 ? t('exercise.begins-in', { days }) : t('exercise.should-have-begun', { days: -days })
  }
}
