import { rejection, UnreadableFile } from '../../../platform/csv/faults.ts'
import { type Row, readCsv } from '../../../platform/csv/table.ts'
import type { MessageKey, T } from '../../../platform/i18n.ts'

/** The first thing wrong with a file, where it stands (`row` as a spreadsheet counts, the header is 1) and what was expected. */
export class FileRefused extends Error {
  override name = 'FileRefused'
  readonly row: number
  readonly column: string
  readonly expected: string
  constructor(row: number, column: string, expected: string) {
    super(expected)
    this.row = row
    this.column = column
    this.expected = expected
  }
}

export type DataTable = { header: readonly string[]; rows: readonly Row[] }

/**
 * All rows of a CSV file in any of the house's encodings and delimiters; half a file is none. Columns without a name, which
 * exports of other programs begin with, are left unread. Throws FileRefused.
 */
export function tableOf(bytes: Uint8Array, t: T): DataTable {
  try {
    const { header, rows, faults } = readCsv(bytes)
    const fault = faults.find(({ reason }) => reason !== 'column-without-name')
    if (fault) throw new UnreadableFile(fault)
    const nameless = faults.map(({ row, cells }) => ({ row, cells }))
    return { header, rows: nameless.length === 0 ? rows : [...rows, ...nameless].sort((a, b) => a.row - b.row) }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const { row, column, expected } = rejection(t, error.fault)
    throw new FileRefused(row, column, expected)
  }
}

/** Where a column stands: by its name, else by its name whatever the capitals. Throws FileRefused. */
export function placeOf({ header }: DataTable, column: string, t: T): number {
  const asked = column.trim()
  const exact = header.indexOf(asked)
  const place =
    exact >= 0 ? exact : header.findIndex((name) => name !== '' && name.toLowerCase() === asked.toLowerCase())
  if (place >= 0) return place
  const columns = header.filter((name) => name !== '').join(', ')
  throw refused(t, 1, asked, 'consultations.file.column-missing', { columns })
}

export function refused(
  t: T,
  row: number,
  column: string,
  key: MessageKey,
  values?: Record<string, string | number>,
): FileRefused {
  return new FileRefused(row, column, t(key, values))
}
