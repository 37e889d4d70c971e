import type { T } from '../../../platform/i18n.ts'
import { placeOf, refused, tableOf } from '../files/table.ts'
import type { Contribution } from './units.ts'

export type Columns = { id: string; texts: readonly string[] }

/**
 * The contributions of a CSV file. Throws FileRefused: a column that is not there, a row that does not fit the header, an id that
 * is empty or stands twice, a file without rows. A text may be empty.
 */
export function readContributions(bytes: Uint8Array, columns: Columns, t: T): Contribution[] {
  const table = tableOf(bytes, t)
  const id = placeOf(table, columns.id, t)
  const texts = columns.texts.map((column) => placeOf(table, column, t))
  if (table.rows.length === 0) throw refused(t, 1, '', 'consultations.file.no-rows')
  const first = new Map<string, number>()
  return table.rows.map(({ row, cells }) => {
    const value = (cells[id] ?? '').trim()
    const column = table.header[id] ?? ''
    if (value === '') throw refused(t, row, column, 'consultations.file.id-missing')
    const before = first.get(value)
    if (before !== undefined) throw refused(t, row, column, 'consultations.file.id-twice', { id: value, row: before })
    first.set(value, row)
    return { id: value, text: texts.map((place) => cells[place] ?? '').join('\n') }
  })
}
