import type { Fault } from '../../../platform/csv/faults.ts'
import type { CoordinateFault, Coverage, Precision, WorkFlag, WorkKind, WorkStatus } from '../model.ts'

/** What one row of a file says of a work, whatever the file was. */
export type WorkRow = {
  row: number
  key: string
  name: string
  description: string | null
  kindSource: string | null
  kind: WorkKind | null
  branchKey: string | null
  branch: string | null
  unitKey: string | null
  unit: string | null
  locationText: string | null
  coverage: Coverage
  stateKey: string | null
  municipalityKey: string | null
  municipality: string | null
  latitude: number | null
  longitude: number | null
  coordinateFault: CoordinateFault | null
  precision: Precision
  /** Plain decimals by the source's names: {"APROBADO": "1200.50"}. */
  amounts: Readonly<Record<string, string>>
  totalAmount: string | null
  progress: number | null
  startsOn: string | null
  endsOn: string | null
  statusSource: string | null
  status: WorkStatus | null
  isVisitable: boolean
  flags: readonly WorkFlag[]
  other: Readonly<Record<string, string>>
}

/** A row as read: the work, or why not; and what a person should know of it though it was taken. */
export type ReadRow = { work: WorkRow; notes: readonly Fault[] } | { fault: Fault }

/** A file of works as rows, whatever it was. */
export type WorksFile = {
  schema: string
  encoding: string | null
  /** By the names of its columns; a package of projects names organisations and may name persons. */
  hasPersonalData: boolean
  rows: AsyncIterable<ReadRow[]>
}
