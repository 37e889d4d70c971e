import type { Fault as Refusal } from '../../../platform/errors.ts'
import type { Fault, Place } from '../completeness/model.ts'
import { commitmentPaths } from '../paths.ts'

type In = Parameters<typeof commitmentPaths.list>[0]

/** Fields that several controls answer together, and the control that a link leads to. */
const controls: Record<string, string> = { dates: 'startsOn', values: 'transparency' }

/** The address of the exact field where a fault is mended. */
export function hrefOf(plan: In, key: string, place: Place): string {
  return `${pageOf(plan, key, place)}#${controls[place.field] ?? place.field}`
}

function pageOf(plan: In, key: string, place: Place): string {
  switch (place.page) {
    case 'text':
      return commitmentPaths.edit(plan, key)
    case 'roadmap':
      return commitmentPaths.roadmap(plan, key)
    case 'key-action':
      return commitmentPaths.keyAction(plan, key, place.code)
    case 'activity':
      return commitmentPaths.activity(plan, key, place.code)
    case 'indicator':
      return commitmentPaths.indicator(plan, key, place.code)
  }
}

/** A fault of a commitment as a refusal lists it: a sentence and where to go. */
export function refusalOf(plan: In, key: string, fault: Fault): Refusal {
  return {
    key: `commitment.fault.${fault.code}`,
    values: fault.values,
    href: hrefOf(plan, key, fault.at),
    severity: fault.severity,
  }
}
