import type { MessageKey, T } from '../../../../platform/i18n.ts'
import type { StatusKind } from '../../../../ui/Status.tsx'
import type { Reason, Status as VerdictStatus } from '../../scoring/model.ts'

const known = new Set([
  ...(['photo_original', 'text_original', 'work_named', 'comparison', 'other_data', 'interview'] as const),
  ...(['visualization', 'uses_data', 'community'] as const),
])

/** The question in words; a challenge's criterion that has none of ours is named as the organisers named it. */
export function questionWords(t: T, criterion: string): string {
  return known.has(criterion as never)
    ? t(`review.question.${criterion}` as MessageKey)
    : t('review.question.other', { criterion })
}

export function criterionWords(t: T, criterion: string): string {
  return known.has(criterion as never) ? t(`review.criterion.${criterion}` as MessageKey) : criterion
}

export function reasonWords(t: T, reason: Reason | null): string {
  return reason ? t(`review.reason.${reason}`) : ''
}

export const verdictTone: Record<VerdictStatus, StatusKind> = {
  counted: 'done',
  excluded: 'paused',
  review: 'at-risk',
}

export function metersWords(t: T, meters: number): string {
  return meters < 1000
    ? t('review.meters', { meters: Math.round(meters) })
    : t('review.kilometers', { kilometers: Math.round(meters / 100) / 10 })
}

/** Minutes as people say them; the sign says before or after the server's clock. */
export function lagWords(t: T, minutes: number): string {
  const size = Math.abs(minutes)
  const words =
    size < 120 ? t('review.minutes', { count: size }) : t('review.hours', { count: Math.round(size / 6) / 10 })
  if (size < 1) return t('review.lag.same')
  return t(minutes > 0 ? 'review.lag.before' : 'review.lag.after', { words })
}
