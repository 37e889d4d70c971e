import type { MessageKey, T } from '../../../../platform/i18n.ts'
import type { StatusKind } from '../../../../ui/Status.tsx'
import type { FindingState } from '../model.ts'

export const stateTone: Record<FindingState, StatusKind> = {
  unanswered: 'no-information',
  acknowledged: 'at-risk',
  explained: 'on-time',
  corrected: 'done',
  disputed: 'dispute',
  withdrawn: 'paused',
}

/** '26_50' → '26 a 50 %'. */
export function rangeWords(t: T, range: string | null): string {
  if (range === null || range === 'unknown') return t('finding.range.unknown')
  const [low = '0', high = low] = range.split('_')
  return low === high ? `${low} %` : t('finding.range', { low, high })
}

const comparisonWords = new Set(['matches', 'partly', 'differs', 'unknown', 'yes', 'no'])

export function comparisonValue(t: T, value: string): string {
  return comparisonWords.has(value) ? t(`finding.comparison.${value}` as MessageKey) : value
}
