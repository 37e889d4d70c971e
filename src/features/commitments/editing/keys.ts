import { slugOf } from '../../../platform/identity.ts'
import type { CommitmentDocument, KeyAction } from '../model.ts'

/** Words of addresses that stand where a key would. */
const taken = new Set(['nuevo'])

/** '3.1' → '3.1', 'JAL0008' → 'jal0008': a commitment's part of the address, from its number (T-15); '' when none can be made. */
export function keyOfNumber(number: string): string {
  const key = number
    .split('.')
    .map((part) => slugOf(part))
    .filter((part) => part !== '')
    .join('.')
    .slice(0, 80)
    .replace(/[.-]+$/, '')
  return taken.has(key) ? `${key}-1` : key
}

/** The next free code of a list: one more than the largest whole number in it. */
export function nextCode(codes: readonly string[], prefix = ''): string {
  const numbers = codes.flatMap((code) => {
    const tail = code.startsWith(prefix) ? code.slice(prefix.length) : ''
    return /^\d{1,9}$/.test(tail) ? [Number(tail)] : []
  })
  const next = Math.max(0, ...numbers) + 1
  return codes.includes(`${prefix}${next}`) ? nextCode([...codes, `${prefix}${next}`], prefix) : `${prefix}${next}`
}

/** '2.3' for the third activity of action '2'; unique in the whole commitment. */
export function nextActivityCode(document: Pick<CommitmentDocument, 'keyActions'>, action: KeyAction): string {
  const all = document.keyActions.flatMap(({ activities }) => activities.map(({ code }) => code))
  return nextCode(all, `${action.code}.`)
}
