import { spanish } from '../../../../platform/i18n/messages.ts'
import type { MessageKey, T } from '../../../../platform/i18n.ts'
import { formatDateTime, formatNumber } from '../../../../ui/format.ts'
import type { StatusKind } from '../../../../ui/Status.tsx'
import type { Edition, EditionState } from '../model.ts'

/** An instant on the clock of the edition's own zone, which is always said (T-63). */
export function at(instant: Date, locale: string, edition: Pick<Edition, 'timeZone'>): string {
  return formatDateTime(instant, locale, edition.timeZone)
}

export const stateTones: Record<EditionState, StatusKind> = {
  draft: 'not-started',
  called: 'on-time',
  registration: 'on-time',
  running: 'on-time',
  consolidating: 'at-risk',
  preliminary: 'at-risk',
  closed: 'done',
  cancelled: 'paused',
}

/** 2.5 → '2.5 puntos'. */
export function pointsWords(t: T, points: number, locale: string): string {
  return t('rally.points.count', { count: points, figure: formatNumber(points, locale) })
}

/** A challenge of the presets in words; one that the organisers made is called as they called it. */
export function challengeName(t: T, id: string): string {
  return wordsOr(t, `rally.challenge.name.${id}`, id)
}

/** What judges grant, in words; what the organisers ask for is called as they called it. */
export function criterionName(t: T, criterion: string): string {
  return wordsOr(t, `review.criterion.${criterion}`, criterion)
}

function wordsOr(t: T, key: string, other: string): string {
  return key in spanish ? t(key as MessageKey) : other
}
