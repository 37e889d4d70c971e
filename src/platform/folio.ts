import { createHash } from 'node:crypto'

/** Without I, L, O, U: a folio is read aloud on the telephone (Crockford). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What a folio is of: report, contestation, extension, contribution, agreement, registration at a table. */
export type FolioPrefix = 'REP' | 'IMP' | 'PRO' | 'APO' | 'ACU' | 'REG'

/** 'REP-7K3Q-9WZD', made from the thing's id: eight letters, forty bits. */
export function folioOf(prefix: FolioPrefix, id: string): string {
  const bytes = createHash('sha256').update(id).digest()
  const letters = Array.from({ length: 8 }, (_, index) => alphabet[(bytes[index] ?? 0) % 32]).join('')
  return `${prefix}-${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** Every prefix that a folio here begins with; with the people's ARCO and BAJA, and the rallies' APE and OBRA. */
const prefixes = ['REP', 'IMP', 'PRO', 'APO', 'ACU', 'REG', 'APE', 'OBRA', 'ARCO', 'BAJA']

/** A folio as people write it down (lower case, without its lines, O for 0, I or L for 1); null where it is none of ours. */
export function folioAsTyped(typed: string): string | null {
  const bare = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  const prefix = prefixes.find((one) => bare.startsWith(one) && bare.length === one.length + 8)
  if (!prefix) return null
  const letters = bare.slice(prefix.length).replace(/O/g, '0').replace(/[IL]/g, '1')
  return `${prefix}-${letters.slice(0, 4)}-${letters.slice(4)}`
}
