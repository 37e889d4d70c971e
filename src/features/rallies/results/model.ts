import type { MessageKey } from '../../../platform/i18n.ts'
import { minutesFromClose } from '../consolidation/board/model.ts'
import type { Edition } from '../editions/model.ts'

export type Step = 'full' | 'frozen' | 'final'

/** Why the edition may not take this step now; null when it may. */
export function refusalOf(step: Step, edition: Edition, now: Date, openAppeals: number): MessageKey | null {
  const { acts, opensAt, closesAt, appealsCloseAt } = edition
  if (!acts.published || acts.cancelled) return 'rally.close.not-running'
  if (!opensAt || !closesAt || now < opensAt) return 'rally.close.not-open'
  if (step === 'full') return null
  if (now < closesAt) return 'rally.close.early'
  if (acts.finalised) return 'rally.close.done'
  if (step === 'frozen') return acts.frozen ? 'rally.close.frozen-already' : null
  if (!acts.frozen) return 'rally.close.freeze-first'
  if (appealsCloseAt && now < appealsCloseAt) return 'rally.close.appeals-time'
  return openAppeals > 0 ? 'rally.close.appeals-open' : null
}

/** Minutes from the close to every team's points: until the freeze, or null while it has not come. */
export function consolidationMinutes(edition: Edition): number | null {
  return minutesFromClose(edition, edition.acts.frozen)
}

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Twelve letters and digits that nobody mistakes for others, from random bytes. */
export function certificateCode(random: Uint8Array): string {
  return Array.from(random.subarray(0, 12), (byte) => letters[byte % letters.length]).join('')
}
