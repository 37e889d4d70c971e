import type { Rejection } from '../../../platform/csv/faults.ts'
import type { ImportFormat, Note } from '../../commitments/imports/report.ts'

/** What the page tells of an import's report; the whole of it can be downloaded. */
export type Report = {
  dry_run: boolean
  rows_read: number
  added: number
  changed: number
  unchanged: number
  rejected: number
  rejections: readonly Rejection[]
  notes: readonly Note[]
  unreadable: boolean
}

/** How an import ended: with its report, refused by a rule, or by an error of ours. */
export type Outcome = { kind: 'report'; report: Report } | { kind: 'refused'; reason: string } | { kind: 'failed' }

/** A file sent to a plan; `outcome` null: it waits or is being read. */
export type Sent = {
  id: string
  fileName: string
  format: ImportFormat | 'auto'
  isDryRun: boolean
  requestedAt: Date
  rowsDone: number
  rowsTotal: number | null
  finishedAt: Date | null
  outcome: Outcome | null
}

/** What the report asks of a reader first: more rejections than these are only in the file that can be downloaded. */
export const shownRejections = 200

/** Files this small are read while the person waits; larger ones by the worker. */
const smallText = 150_000
const smallWorkbook = 30_000

export function isSmall(fileName: string, bytes: number): boolean {
  return bytes <= (/\.xlsx$/i.test(fileName) ? smallWorkbook : smallText)
}

export const largestFileBytes = 20 * 1024 * 1024
