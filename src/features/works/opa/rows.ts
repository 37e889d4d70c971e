import type { Fault } from '../../../platform/csv/faults.ts'
import type { WorkFlag } from '../model.ts'
import type { FileRow } from '../reading/records.ts'
import type { ReadRow, WorkRow } from '../reading/work-row.ts'
import { decimalOf, isSpendingNotComparable, numberOf, plain } from './cells.ts'
import type { OpaField, OpaHeader } from './columns.ts'
import { type Box, type Place, placeOf } from './coordinates.ts'
import { dateOf } from './dates.ts'
import { type Territory, territoryOf } from './territory.ts'
import { isLinear, isVisitable, kindOf, statusOf } from './vocabulary.ts'

/** Characters of a work's name. */
export const longestName = 2_000

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g

/** A text as it is kept: whole characters, no control characters, null when nothing is left. */
export function textOf(cell: string | undefined): string | null {
  const text = (cell ?? '').replaceAll(controls, '').toWellFormed().trim()
  return text === '' ? null : text
}

/** One row of an OPA file. Its faults name the column as the file does. */
export function opaRow(header: OpaHeader, names: readonly string[], read: FileRow): ReadRow {
  const cell = (field: OpaField) => read.cells[header.at[field] ?? -1] ?? ''
  const columnOf = (field: OpaField) => names[header.at[field] ?? -1] ?? field
  const fault = (field: OpaField, reason: Fault['reason'], values: Fault['values'] = {}): Fault => ({
    row: read.row,
    column: columnOf(field),
    value: cell(field),
    reason,
    values,
  })
  if (read.fault) {
    const { cell: at, value, reason, values = {} } = read.fault
    return { fault: { row: read.row, column: names[at] ?? String(at + 1), value, reason, values } }
  }
  const key = header.readKey(cell('key'))
  if ('fault' in key) return { fault: fault('key', key.fault) }
  const name = textOf(cell('name'))
  if (name === null) return { fault: fault('name', 'required') }
  if (name.length > longestName) return { fault: fault('name', 'too-long', { max: longestName }) }
  const work = workOf({ row: read.row, key: key.key, name }, cell, picked(read.cells, header), header.box)
  return { work, notes: notesOf(work, cell, fault) }
}

type Cells = (field: OpaField) => string

function picked(cells: readonly string[], { money, other }: OpaHeader): Pick<WorkRow, 'amounts' | 'other'> {
  const amounts: Record<string, string> = {}
  for (const [name, at] of money) {
    const amount = decimalOf(cells[at] ?? '')
    if (amount !== null) amounts[name] = amount
  }
  const kept: Record<string, string> = {}
  for (const [name, at] of other) {
    const text = textOf(cells[at])
    if (text !== null) kept[name] = text
  }
  return { amounts, other: kept }
}

function workOf(
  head: Pick<WorkRow, 'row' | 'key' | 'name'>,
  cell: Cells,
  { amounts, other }: Pick<WorkRow, 'amounts' | 'other'>,
  box: Box,
): WorkRow {
  const place = placeOf(cell('latitude'), cell('longitude'), box)
  const territory = territoryOf(cell('stateKey'), cell('stateName'))
  const kindSource = textOf(cell('kind'))
  const kind = kindOf(kindSource ?? '')
  const statusSource = textOf(cell('status'))
  const status = statusSource === null ? null : statusOf(statusSource)
  const municipality = textOf(cell('municipality'))
  return {
    ...head,
    description: textOf(cell('description')),
    kindSource,
    kind,
    branchKey: textOf(cell('branchKey')),
    branch: textOf(cell('branch')),
    unitKey: textOf(cell('unitKey')),
    unit: textOf(cell('unit')),
    locationText: textOf(cell('location')),
    coverage: territory.coverage,
    stateKey: territory.stateKey,
    municipalityKey: municipalityKeyOf(cell('municipalityKey'), territory.stateKey),
    municipality,
    latitude: place.latitude,
    longitude: place.longitude,
    coordinateFault: place.fault,
    precision: precisionOf(place, head.name, territory, municipality),
    amounts,
    totalAmount: totalOf(amounts),
    progress: progressOf(cell('progress')),
    startsOn: dateOf(cell('startsOn'), 'start'),
    endsOn: dateOf(cell('endsOn'), 'end'),
    statusSource,
    status,
    isVisitable: isVisitable(kind),
    flags: flagsOf({ place, territory, amounts, status, name: head.name }),
    other,
  }
}

export function precisionOf(
  place: Pick<Place, 'latitude'>,
  name: string,
  territory: Pick<Territory, 'stateKey'>,
  municipality: string | null,
): WorkRow['precision'] {
  if (place.latitude !== null) return isLinear(name) ? 'line' : 'point'
  if (municipality !== null) return 'municipality'
  return territory.stateKey === null ? 'none' : 'state'
}

/** INEGI's five digits as text, zeros kept (R-91, T-57): '067' within Oaxaca, '20067' and the locality '200670001' alike. */
export function municipalityKeyOf(cell: string, stateKey: string | null): string | null {
  const digits = plain(cell)
  if (/^\d{4,5}$/.test(digits)) return digits.padStart(5, '0')
  if (/^\d{8,9}$/.test(digits)) return digits.padStart(9, '0').slice(0, 5)
  return /^\d{1,3}$/.test(digits) && stateKey !== null ? stateKey + digits.padStart(3, '0') : null
}

/** What it is to cost in all, where the source says it and a database can hold it. */
export function totalOf(amounts: WorkRow['amounts']): string | null {
  const total = amounts.COSTO_TOTAL_INVERSION ?? amounts.COSTO_TOTAL_PPI ?? amounts.MONTO_TOTAL_INVERSION ?? null
  return total !== null && Math.abs(Number(total)) < 1e17 ? total : null
}

/** from 0 to 100, else nothing is known. */
export function progressOf(cell: string): number | null {
  const value = numberOf(cell)
  return value !== null && value >= 0 && value <= 100 ? value : null
}

type Told = Pick<WorkRow, 'amounts' | 'status' | 'name'> & { place: Place; territory: Territory }

export function flagsOf({ place, territory, amounts, status, name }: Told): WorkFlag[] {
  const flags: [WorkFlag, boolean][] = [
    ['spending-not-comparable', isSpendingNotComparable(amounts.EJERCIDO, amounts.MODIFICADO)],
    ['coordinates-swapped', place.fault === 'swapped'],
    ['several-states', territory.isSeveral],
    ['point-of-a-line', place.latitude !== null && isLinear(name)],
    ['status-suspended', status === 'suspended'],
    ['status-being-cancelled', status === 'being-cancelled'],
  ]
  return flags.flatMap(([flag, isSet]) => (isSet ? [flag] : []))
}

function notesOf(work: WorkRow, cell: Cells, note: (field: OpaField, reason: Fault['reason']) => Fault): Fault[] {
  const isProgressLost = work.progress === null && plain(cell('progress')) !== ''
  return [
    ...(work.coordinateFault === 'out-of-range' ? [note('latitude', 'work-coordinates')] : []),
    ...(work.coordinateFault === 'swapped' ? [note('latitude', 'work-coordinates-swapped')] : []),
    ...(isProgressLost ? [note('progress', 'work-progress')] : []),
    ...(work.coverage === 'unknown' && plain(cell('stateKey')) !== '' ? [note('stateKey', 'work-state')] : []),
  ]
}
