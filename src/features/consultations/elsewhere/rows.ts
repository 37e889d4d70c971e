import { createHash, randomUUID } from 'node:crypto'
import { dayIn } from '../../../platform/civil-day.ts'
import { type Rejection, shown } from '../../../platform/csv/faults.ts'
import { isDate } from '../../../platform/http/form.ts'
import type { MessageKey, T } from '../../../platform/i18n.ts'
import { type Arrival, emptyArrival, longestBody, longestImportedBody } from '../contributions/model.ts'
import { plainText } from '../grouping/plain-text.ts'
import { type Channel, type Consultation, saidDays } from '../model.ts'
import { foldedName, type ImportField, type Mapping } from './mapping.ts'
import type { Table } from './reading.ts'

export type Kind = 'paper' | 'elsewhere'
export type ReadRows = { arrivals: Arrival[]; rejections: Rejection[]; rowsRead: number; unknownAxes: string[] }

type Wrong = { field: ImportField; value: string; key: MessageKey; values?: Record<string, string | number> }
type Reading = { consultation: Consultation; mapping: Mapping; kind: Kind; now: Date }

/**
 * Each row as a contribution, or with the cell that is wrong in it. HTML becomes plain text. A row is known again by its id in the
 * file, else by all that it says and how many equal ones stand before it. Pure but for the ids that it draws.
 */
export function rowsAsArrivals(table: Table, reading: Reading, t: T): ReadRows {
  const places = new Map(table.header.map((name, at) => [name, at]))
  const seen = new Map<string, number>()
  const unknown = new Set<string>()
  const read: ReadRows = { arrivals: [], rejections: [], rowsRead: table.rows.length, unknownAxes: [] }
  for (const { row, cells } of table.rows) {
    const cellOf = (field: ImportField) => {
      const name = reading.mapping.columns[field]
      return name === undefined ? '' : (cells[places.get(name) ?? -1] ?? '').trim()
    }
    const result = arrivalOf(cellOf, reading, unknown)
    if ('key' in result) {
      const column = reading.mapping.columns[result.field] ?? result.field
      const expected = t(result.key, result.values)
      read.rejections.push({ row, column, value: shown(result.value), reason: result.key, expected })
      continue
    }
    const own = cellOf('externalId')
    const name = own === '' ? `h:${fingerprint(result)}` : `id:${own.slice(0, 200)}`
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    if (own !== '' && before > 0) {
      const column = reading.mapping.columns.externalId ?? ''
      const expected = t('consultations.import.id-twice')
      read.rejections.push({ row, column, value: shown(own), reason: 'id-twice', expected })
    } else read.arrivals.push({ ...result, externalId: before === 0 ? name : `${name}:${before + 1}` })
  }
  return { ...read, unknownAxes: [...unknown].slice(0, 20) }
}

function fingerprint({ body, title, place, saidOn, sheet, axisId }: Arrival): string {
  return createHash('sha256')
    .update(JSON.stringify([body, title, place, saidOn, sheet, axisId]))
    .digest('hex')
    .slice(0, 32)
}

function arrivalOf(
  cellOf: (field: ImportField) => string,
  { consultation, mapping, kind, now }: Reading,
  unknown: Set<string>,
): Arrival | Wrong {
  const body = bodyOf(cellOf)
  if (body === '') return { field: 'body', value: '', key: 'consultations.import.body-missing' }
  const most = kind === 'paper' ? longestBody : longestImportedBody
  if (body.length > most)
    return { field: 'body', value: body, key: 'consultations.import.too-long', values: { max: most } }
  const day = dayOf(cellOf('saidOn'), mapping, consultation, kind, now)
  if (typeof day !== 'string') return day
  const supports = cellOf('supports')
  if (supports !== '' && !/^\d{1,9}(\.0+)?$/.test(supports))
    return { field: 'supports', value: supports, key: 'consultations.import.supports' }
  const axis = cellOf('axis')
  const known = consultation.axes.find(({ name }) => foldedName(name) === foldedName(axis))
  if (axis !== '' && !known) {
    const choices = consultation.axes.map(({ name }) => name).join(', ')
    if (kind === 'paper') return { field: 'axis', value: axis, key: 'consultations.import.axis', values: { choices } }
    unknown.add(axis.slice(0, 80))
  }
  const place = words(cellOf('place'), 200) ?? mapping.place
  if (kind === 'paper' && place === null) return { field: 'place', value: '', key: 'consultations.import.place' }
  return {
    ...emptyArrival(day),
    ...{ clientId: randomUUID(), channel: mapping.channel as Channel, body, axisId: known?.id ?? null, place },
    ...{ title: words(cellOf('title'), 200), sheet: words(cellOf('sheet'), 40) },
    ...{ signature: words(cellOf('signature'), 120), supportsElsewhere: supports === '' ? null : Number(supports) },
  }
}

/** The text; where it begins with a summary of its own, that first; a title alone is what was said. */
function bodyOf(cellOf: (field: ImportField) => string): string {
  const [text, summary] = [paragraphs(cellOf('body')), paragraphs(cellOf('summary'))]
  const both = summary !== '' && !text.includes(summary) ? [summary, text] : [text]
  return both.filter(Boolean).join('\n\n') || plainText(cellOf('title'))
}

/** Plain text that keeps its paragraphs. */
export function paragraphs(text: string): string {
  return text
    .split(/<\/?(?:p|div|li|ul|ol|h[1-6]|blockquote)\b[^>]*>|<br\s*\/?>|\r?\n/i)
    .map((piece) => plainText(piece))
    .filter(Boolean)
    .join('\n')
}

function words(cell: string, most: number): string | null {
  const text = plainText(cell).slice(0, most).toWellFormed().trim()
  return text === '' ? null : text
}

function dayOf(cell: string, mapping: Mapping, consultation: Consultation, kind: Kind, now: Date): string | Wrong {
  const wrong = (key: MessageKey, values?: Record<string, string | number>): Wrong => {
    return { field: 'saidOn', value: cell, key, ...(values ? { values } : {}) }
  }
  const today = dayIn(consultation.timeZone, now)
  const fallback = kind === 'paper' ? mapping.saidOn : (mapping.saidOn ?? today)
  const day = cell === '' ? fallback : civilDay(cell)
  if (day === null) return wrong(cell === '' ? 'consultations.import.day-missing' : 'consultations.import.day')
  if (day > today) return wrong('consultations.refused.future')
  const { from, to } = saidDays(consultation)
  if (kind === 'paper' && (day < from || day > to)) return wrong('consultations.refused.said-on', { from, to })
  return day
}

/** '2026-05-12…' or '12/05/2026…', the day first; anything else is no day. */
function civilDay(text: string): string | null {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text)?.[1]
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T].*)?$/.exec(text) ?? []
  const told = iso ?? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDate(told) ? told : null
}
