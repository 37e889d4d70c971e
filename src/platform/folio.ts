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
