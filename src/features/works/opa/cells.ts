/** Without the apostrophe that tells a spreadsheet «this is text», and the spaces around. */
export function plain(cell: string): string {
  return cell.replace(/^[\s\u00a0]*['’‘`´]*[\s\u00a0]*/, '').replace(/[\s\u00a0]*['’`´]?[\s\u00a0]*$/, '')
}

export type KeyFault = 'work-key-missing' | 'work-key-number' | 'work-key-form'

/**
 * R-80: a key is text of 10 or 11 letters and digits. What a spreadsheet turned into a number (8.36E+21) cannot be turned back:
 * many keys would give it (T-37).
 */
export function keyOf(cell: string): { key: string } | { fault: KeyFault } {
  const text = plain(cell).toUpperCase()
  if (/^[0-9A-Z]{10,11}$/.test(text)) return { key: text }
  if (text === '') return { fault: 'work-key-missing' }
  return { fault: /^\d+([.,]\d+)?E[+-]?\d+$/.test(text) ? 'work-key-number' : 'work-key-form' }
}

/** A number as sources write it: '74.71', '1,200,500.00', '19,43', '85 %'. Null when it is none. */
export function numberOf(cell: string): number | null {
  const text = decimalOf(cell)
  return text === null ? null : Number(text)
}

/** The same as plain decimal digits, so that money is never a binary fraction. */
export function decimalOf(cell: string): string | null {
  let text = plain(cell).replaceAll(/[\s\u00a0$%]/g, '')
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) text = text.replaceAll(',', '')
  else if (/^-?\d+,\d+$/.test(text)) text = text.replace(',', '.')
  if (/^-?\d+(\.\d+)?E[+-]?\d{1,2}$/i.test(text)) {
    const value = Number(text)
    return Number.isFinite(value) && Math.abs(value) < 1e18 ? String(BigInt(Math.round(value))) : null
  }
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) && text.length <= 40 ? text.replace(/^\+/, '') : null
}

/** The sum of two plain decimals, exact. */
export function addedDecimals(a: string, b: string): string {
  const digits = Math.max(fraction(a), fraction(b))
  const sum = scaled(a, digits) + scaled(b, digits)
  if (digits === 0) return String(sum)
  const text = String(sum < 0n ? -sum : sum).padStart(digits + 1, '0')
  return `${sum < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

const fraction = (text: string) => text.split('.')[1]?.length ?? 0

function scaled(text: string, digits: number): bigint {
  const [whole = '0', rest = ''] = text.split('.')
  return BigInt(`${whole === '' || whole === '-' ? `${whole}0` : whole}${rest.padEnd(digits, '0')}`)
}

/** Whether spending is more than five per cent above what was modified: then the two do not speak of the same years (R-86, T-44). */
export function isSpendingNotComparable(spent: string | undefined, modified: string | undefined): boolean {
  if (spent === undefined || modified === undefined) return false
  const digits = Math.max(fraction(spent), fraction(modified))
  return scaled(spent, digits) * 100n > scaled(modified, digits) * 105n
}
