import type { FaultCode, MatrixFault } from './faults.ts'
import { checks, colours, type Indicator, monthsOf, type Range, type Row } from './model.ts'
import { namesDirection } from './neutral-name.ts'

/** What is wrong with one indicator and with the means of verifying it. */
export function indicatorFaults(row: Row, indicator: Indicator): MatrixFault[] {
  const fault = (rule: string | null, code: FaultCode, field: string, severity: MatrixFault['severity'] = 'error') => ({
    ...{ rule, code, severity, row: row.id, indicator: indicator.id, field },
  })
  const isStrategic = row.level === 'goal' || row.level === 'purpose'
  const { ranges, target, means } = indicator
  const isOutside = target !== null && !(ranges.green && target >= ranges.green.from && target <= ranges.green.to)
  return [
    ...(namesDirection(indicator.name) ? [fault('R-35', 'names-direction', 'name', 'warning')] : []),
    ...(isStrategic && means.isExternal !== true ? [fault('R-126', 'internal-means', 'isExternal')] : []),
    ...(isSlow(indicator) ? [fault('R-127', 'slow-means', 'meansFrequency')] : []),
    ...(target === null ? [fault(null, 'no-target', 'target')] : []),
    ...(isOutside ? [fault('R-128', 'target-outside', 'target')] : []),
    ...(doOverlap(indicator) ? [fault('R-128', 'ranges-overlap', 'green.from')] : []),
    ...(checks.some((check) => indicator.checks[check] === null) ? [fault('R-129', 'checks', 'clear', 'warning')] : []),
  ]
}

/** what comes out once a year measures nothing each quarter. Unsaid on either side, it is not known to be in time. */
function isSlow({ frequency, means }: Indicator): boolean {
  if (!frequency || !means.frequency) return true
  return monthsOf[means.frequency] > monthsOf[frequency]
}

/** a value has one colour. Where one range ends and the next begins they may share the limit. */
function doOverlap({ ranges }: Indicator): boolean {
  const given = colours.map((colour) => ranges[colour]).filter((range) => range !== null)
  return given.some((one, index) => given.slice(index + 1).some((other) => overlap(one, other)))
}

function overlap(a: Range, b: Range): boolean {
  const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)]
  return from < to || (from === to && (a.from === a.to || b.from === b.to))
}
