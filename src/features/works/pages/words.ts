import type { MessageKey, T } from '../../../platform/i18n.ts'
import { formatPercent } from '../../../ui/format.ts'
import type { StatusKind } from '../../../ui/Status.tsx'
import type { WorkState } from '../listing/queries.ts'
import type { WorkStatus } from '../model.ts'

export const kindWord = (t: T, kind: string | null) => t(`works.kind.${kind ?? 'none'}` as MessageKey)
export const statusWord = (t: T, status: string | null) => t(`works.status.${status ?? 'none'}` as MessageKey)

const looks: Record<WorkStatus, StatusKind> = {
  current: 'on-time',
  'being-modified': 'on-time',
  registered: 'not-started',
  'ppp-registration': 'not-started',
  suspended: 'paused',
  'being-cancelled': 'at-risk',
  cancelled: 'paused',
  // Never «done»: the end of a budget's calendar is no proof of a work (T-39).
  'fiscal-calendar-ended': 'no-information',
  'ex-post': 'no-information',
}

export const statusLook = (status: WorkStatus | null): StatusKind => (status ? looks[status] : 'no-information')

/** Where a work is, in words, as exactly as its source says. */
export function placeWords(t: T, work: WorkState): string {
  const names = [work.municipality, work.stateName].filter((name) => name !== null)
  return names.length > 0 ? names.join(', ') : t(`works.coverage.${work.coverage}`)
}

export function progressWords(t: T, work: Pick<WorkState, 'progress'>, locale: string): string {
  return work.progress === null ? t('works.progress.unknown') : formatPercent(work.progress, locale)
}

/** 850 m, 3.2 km. */
export function distanceWords(t: T, metres: number): string {
  if (metres < 1000) return t('works.distance.metres', { metres: Math.round(metres / 10) * 10 })
  return t('works.distance.kilometres', { kilometres: Math.round(metres / 100) / 10 })
}
