import { type Fault, type Rejection, rejection } from '../../../platform/csv/faults.ts'
import type { T } from '../../../platform/i18n.ts'
import type { CoordinateFault } from '../model.ts'
import type { ReadRow } from '../reading/work-row.ts'

export type Coordinates = { valid: number; zero: number; empty: number; out_of_range: number; swapped: number }

/** What a file held: rows_read = accepted + rejected, and coordinates count the accepted rows once each. */
export type NormalizeReport = {
  file: string
  schema: string
  encoding: string | null
  rows_read: number
  accepted: number
  rejected: number
  works: number
  coordinates: Coordinates
  rejections: Rejection[]
  /** Rows that were taken although something in them was not; the first thousand, all counted. */
  notes_total: number
  notes: Rejection[]
}

const keptNotes = 1_000

const places: Record<CoordinateFault, keyof Coordinates> = {
  zero: 'zero',
  empty: 'empty',
  'out-of-range': 'out_of_range',
  swapped: 'swapped',
}

/** Counts rows as they come; holds no more of them than their keys and what was wrong. */
export function tally(t: T, of: Pick<NormalizeReport, 'file' | 'schema' | 'encoding'>) {
  const keys = new Set<string>()
  const report: NormalizeReport = {
    ...of,
    rows_read: 0,
    accepted: 0,
    rejected: 0,
    works: 0,
    coordinates: { valid: 0, zero: 0, empty: 0, out_of_range: 0, swapped: 0 },
    rejections: [],
    notes_total: 0,
    notes: [],
  }
  const note = (fault: Fault) => {
    report.notes_total += 1
    if (report.notes.length < keptNotes) report.notes.push(rejection(t, fault))
  }
  return {
    note,
    add: (read: ReadRow) => {
      report.rows_read += 1
      if ('fault' in read) {
        report.rejected += 1
        report.rejections.push(rejection(t, read.fault))
        return
      }
      report.accepted += 1
      keys.add(read.work.key)
      const { coordinateFault: fault } = read.work
      report.coordinates[fault === null ? 'valid' : places[fault]] += 1
      for (const one of read.notes) note(one)
    },
    done: (): NormalizeReport => ({ ...report, works: keys.size }),
  }
}
