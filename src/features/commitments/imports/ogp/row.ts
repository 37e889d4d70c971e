import type { Fault } from '../../../../platform/csv/faults.ts'
import type { Missing } from '../../model.ts'
import type { NoteCode } from '../report.ts'

/** Cells of one record by the dataset's column names. */
export type OgpRow = { row: number; cell: (column: string) => string; has: (column: string) => boolean }
export type Remarks = {
  faults: Fault[]
  note: (column: string, value: string, code: NoteCode, values?: Fault['values']) => void
}

export function missingCode(cell: string): Missing | null {
  return cell === 'ND' ? 'nd' : cell === 'NR' ? 'nr' : cell === 'NA' ? 'na' : null
}
