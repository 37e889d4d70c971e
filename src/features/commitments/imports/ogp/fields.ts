import countries from 'i18n-iso-countries'
import type { CommitmentDocument, Missing, Party } from '../../model.ts'
import { readDate } from '../dates.ts'
import { ogpAreas, ogpScheme, ogpVersion } from './areas.ts'
import { datedRow, type Orders } from './order.ts'
import { missingCode, type OgpRow, type Remarks } from './row.ts'
import { valueColumns } from './variables.ts'

/** 'NA' and an empty cell both say nothing, but for different reasons (T-18); '0' is a text. */
export function textOrMissing(cell: string, field: string, missing: Record<string, Missing>): string | null {
  const kind = missingCode(cell)
  if (kind) missing[field] = kind
  return kind || cell === '' ? null : cell
}

/** '2.2999999999999998' is a spreadsheet's 2.3 (T-15). */
export function numberOf(row: OgpRow, remarks: Remarks): string {
  const written = row.cell('Commitment Number')
  if (!/^\d+\.\d{12,}$/.test(written)) return written
  const number = String(Number(Number(written).toPrecision(12)))
  remarks.note('Commitment Number', written, 'number-repaired', { number })
  return number
}

/** Localities are coded as country and two letters of their own: MXJL is Jalisco, in MX. */
export function countryOf(row: OgpRow, remarks: Remarks): string | null {
  const code = row.cell('Code').toUpperCase()
  const national = code === 'XKX' ? 'XK' : countries.alpha3ToAlpha2(code)
  if (national) return national
  const country = code.slice(0, 2)
  if (code.length >= 4 && countries.isValid(country)) {
    remarks.note('Code', code, 'code-country', { code, country })
    return country
  }
  remarks.faults.push({ row: row.row, column: 'Code', value: code, reason: 'country' })
  return null
}

type Dates = Pick<CommitmentDocument, 'startsOn' | 'endsOn' | 'asWritten'>

export function datesOf(row: OgpRow, orders: Orders, missing: Record<string, Missing>, remarks: Remarks): Dates {
  const { order, isAssumed } = orders.orderOf(datedRow(row))
  const dates: Dates = { startsOn: null, endsOn: null, asWritten: {} }
  for (const [column, field, edge] of [
    ['Start Date', 'startsOn', 'start'],
    ['End Date', 'endsOn', 'end'],
  ] as const) {
    const written = textOrMissing(row.cell(column), field, missing)
    if (written === null) continue
    const reading = readDate(written, { order, edge })
    dates[field] = reading.date
    if (reading.asWritten || (reading.ambiguous && isAssumed)) dates.asWritten[field] = written
    if (reading.ambiguous && isAssumed)
      remarks.note(column, written, reading.date ? 'date-order-assumed' : 'date-order-unknown')
    else if (reading.asWritten) remarks.note(column, written, 'date-as-written')
  }
  if (dates.startsOn && dates.endsOn && dates.startsOn > dates.endsOn) {
    remarks.note('End Date', row.cell('End Date'), 'dates-crossed')
    dates.asWritten.endsOn = row.cell('End Date')
    dates.endsOn = null
  }
  return dates
}

const longestPartyName = 200

/** Split only at semicolons and line breaks: a comma also stands inside names of ministries. */
export function leadOf(written: string | null, remarks: Remarks): { parties: Party[]; asText: string | null } {
  const names = [
    ...new Set(
      (written ?? '')
        .split(/[;\n]/)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ]
  if (names.some((name) => name.length > longestPartyName || /^\(?[a-z0-9]{1,2}\)\s/.test(name))) {
    remarks.note('Lead Institution', written ?? '', 'lead-as-text')
    return { parties: [], asText: written }
  }
  return {
    parties: names.map((name) => ({ part: 'lead', name, kind: 'public-institution', acronym: null })),
    asText: null,
  }
}

/** 1 is the tag, 0 its absence; the other four ways of saying nothing stay apart (T-18). A blank cell becomes 'np'. */
function tag(row: OgpRow, column: string, field: string, missing: Record<string, Missing>, remarks: Remarks): boolean {
  const cell = row.cell(column)
  const kind = missingCode(cell)
  if (kind) missing[field] = kind
  else if (cell === '' && row.has(column)) missing[field] = 'np'
  else if (cell !== '' && cell !== '0' && cell !== '1')
    remarks.faults.push({ row: row.row, column, value: cell, reason: 'tag' })
  return cell === '1'
}

export function areasOf(
  row: OgpRow,
  missing: Record<string, Missing>,
  remarks: Remarks,
): CommitmentDocument['policyAreas'] {
  return ogpAreas
    .filter((area) => tag(row, area.column, `policyAreas.${area.code}`, missing, remarks))
    .map((area) => ({ scheme: ogpScheme, version: ogpVersion, code: area.code }))
}

export function valuesOf(
  row: OgpRow,
  missing: Record<string, Missing>,
  remarks: Remarks,
): CommitmentDocument['values'] {
  return Object.entries(valueColumns).flatMap(([column, value]) =>
    tag(row, column, `values.${value}`, missing, remarks) ? [value] : [],
  )
}

/** The dataset does not say in which language a plan wrote; Spanish ones are told by their commonest words. */
export function languageOf(text: string): string {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const share = (list: readonly string[]) => words.filter((word) => list.includes(word)).length
  return share(['de', 'la', 'los', 'las', 'del', 'para', 'que', 'el']) >
    share(['the', 'of', 'and', 'to', 'in', 'for', 'is'])
    ? 'es'
    : 'en'
}
