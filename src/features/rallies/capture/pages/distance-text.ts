import type { C } from '../../../../platform/http/env.ts'
import { formatNumber } from '../../../../ui/format.ts'

/** '40 m', '3.2 km': no more than a phone knows. */
export function distanceText(c: C, meters: number): string {
  const { t, context } = c.var
  if (meters < 1000)
    return t('capture.works.meters', { meters: formatNumber(Math.round(meters / 10) * 10, context.locale) })
  return t('capture.works.kilometers', { kilometers: formatNumber(meters / 1000, context.locale, 1) })
}
