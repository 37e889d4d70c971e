import type { Rejection } from '../../../platform/csv/faults.ts'
import type { Coordinates } from '../normalizing/report.ts'

/** What came of a cut's file: rows_read = added + changed + unchanged + rejected, against the cut before it. */
export type CutReport = {
  file: string
  schema: string
  encoding: string | null
  rows_read: number
  added: number
  changed: number
  unchanged: number
  rejected: number
  works: number
  /** Keys that stand on several rows, and how many rows those are. */
  repeated_keys: number
  repeated_rows: number
  coordinates: Coordinates
  /** Statuses that nobody knows: while there is one, nothing is kept until a person looked at it. */
  unknown_statuses: { value: string; rows: number }[]
  /** Against the cut of the same quarter a year before: null where there is none. */
  earlier: { number: number; dated_on: string; rows: number } | null
  row_drop: number | null
  progress_fell: number
  rejections: Rejection[]
  notes_total: number
  notes: Rejection[]
}

/** A drop of more is no seasonal one: between the last quarter and the first 15 to 29 % leave each year. */
export const alarmingDrop = 0.3

/** the share of rows that are gone since the comparable cut, when it is more than thirty per cent. */
export function rowDropOf(rows: number, earlier: number | null): number | null {
  if (earlier === null || earlier === 0) return null
  const drop = 1 - rows / earlier
  return drop > alarmingDrop ? Math.round(drop * 10_000) / 10_000 : null
}

/** A report repeats what a file said, and jsonb holds neither U+0000 nor half a character. */
export function storable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\u0000', '\ufffd').toWellFormed() : value
}
