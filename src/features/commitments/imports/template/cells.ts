import type { ReasonCode } from '../../../../platform/csv/faults.ts'
import type { Values } from '../../../../platform/errors.ts'
import {
  type ActivityState,
  type Assessment,
  type Direction,
  type Missing,
  missingKinds,
  type OgpValue,
  type Origin,
  type Part,
  type Party,
  type PolicyArea,
  type Sdg,
  type Source,
} from '../../model.ts'
import { orderShownBy, readDate } from '../dates.ts'
import { joinItems, joinRecords, splitItems, splitRecords } from './lists.ts'

export type CellFault = { reason: ReasonCode; values?: Values }
type Read = { value: unknown } | CellFault
/** `read` gets a text that is not empty; `write` gets a value that is not null. */
type Codec = { read: (cell: string) => Read; write: (value: never) => string; isList?: true }

/** Code of the document → word of the template; the reader takes both. */
export const vocabularies = {
  origin: { 'co-created': 'cocreado', proactive: 'proactivo', 'carried-forward': 'continuado' } satisfies Record<
    Origin,
    string
  >,
  state: {
    'not-started': 'sin-iniciar',
    'in-progress': 'en-proceso',
    complete: 'completa',
    verified: 'verificada',
    cancelled: 'cancelada',
  } satisfies Record<ActivityState, string>,
  direction: { ascending: 'ascendente', descending: 'descendente', range: 'rango' } satisfies Record<Direction, string>,
  value: {
    transparency: 'transparencia',
    participation: 'participacion',
    accountability: 'rendicion-de-cuentas',
    technology: 'tecnologia',
  } satisfies Record<OgpValue, string>,
}

function choiceOf<Code extends string>(vocabulary: Record<Code, string>, cell: string): Code | null {
  const word = cell
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
  for (const code of Object.keys(vocabulary) as Code[]) if (code === word || vocabulary[code] === word) return code
  return null
}

function choice<Code extends string>(vocabulary: Record<Code, string>): Codec {
  return {
    read: (cell) => {
      const value = choiceOf(vocabulary, cell)
      return value ? { value } : { reason: 'choice', values: { choices: Object.values(vocabulary).join(', ') } }
    },
    write: (value: Code) => vocabulary[value],
  }
}

function parties(part: Part, defaultKind: string): Codec {
  return {
    read: (cell) => ({
      value: splitRecords(cell).map(
        ([name = '', acronym = '', kind = '']): Party => ({
          part,
          name,
          kind: kind || defaultKind,
          acronym: acronym || null,
        }),
      ),
    }),
    write: (list: Party[]) =>
      joinRecords(list.map((party) => [party.name, party.acronym, party.kind === defaultKind ? null : party.kind])),
    isList: true,
  }
}

function records<Item>(
  read: (parts: string[]) => Item | null,
  write: (item: Item) => (string | null)[],
  reason: ReasonCode,
): Codec {
  return {
    read: (cell) => {
      const items = splitRecords(cell).map(read)
      return items.some((item) => item === null) ? { reason } : { value: items }
    },
    write: (items: Item[]) => joinRecords(items.map(write)),
    isList: true,
  }
}

const dateShape = /^(?:\d{4}-\d{1,2}-\d{1,2}(?:[T ]00:00.*)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})$/

/** The template's dates are day first, always: 12/31/2026 means that the sheet writes them otherwise, and is refused. */
const date: Codec = {
  read: (cell) => {
    const isOurs = dateShape.test(cell) && orderShownBy(cell) !== 'month-first'
    const reading = isOurs ? readDate(cell, { order: 'day-first', edge: 'start' }) : null
    return reading?.date && !reading.asWritten ? { value: reading.date } : { reason: 'date' }
  },
  write: (value: string) => value,
}

const number: Codec = {
  read: (cell) => {
    const plain = cell.replace(/\s*%$/, '')
    const value = Number(plain)
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) && Number.isFinite(value)
      ? { value }
      : { reason: 'number' }
  },
  write: (value: number) => String(value),
}

const pairs = (cell: string): [string, string][] | null => {
  const entries = splitRecords(cell).map(([name = '', value = '']): [string, string] => [name, value])
  return entries.every(([name, value]) => name && value) ? entries : null
}

const missing: Codec = {
  read: (cell) => {
    const entries = pairs(cell)
    const isKnown = entries?.every(([, kind]) => (missingKinds as readonly string[]).includes(kind.toLowerCase()))
    return entries && isKnown
      ? { value: fromEntries(entries.map(([name, kind]) => [name, kind.toLowerCase() as Missing])) }
      : { reason: 'missing-pairs' }
  },
  write: (record: Record<string, string>) => joinRecords(Object.entries(record)),
}

const asWritten: Codec = {
  read: (cell) => {
    const entries = pairs(cell)
    return entries ? { value: fromEntries(entries) } : { reason: 'pairs' }
  },
  write: missing.write,
}

/** `__proto__` is a name like any other. */
function fromEntries<Value>(entries: [string, Value][]): Record<string, Value> {
  return Object.fromEntries(entries)
}

const assessments = records<Assessment>(
  ([assessor = '', variable = '', label = '', kind = '', product = '', year = '', sourceUrl = '']) => {
    const isKnown = kind === '' || kind === 'nd' || kind === 'nr' || kind === 'na' || kind === 'empty'
    if (!isKnown || !/^(-?\d{1,4})?$/.test(year)) return null
    return {
      assessor,
      variable,
      label: label || null,
      missing: kind || null,
      product: product || null,
      year: year === '' ? null : Number(year),
      sourceUrl: sourceUrl || null,
    }
  },
  (one) => [
    one.assessor,
    one.variable,
    one.label,
    one.missing,
    one.product,
    one.year === null ? null : String(one.year),
    one.sourceUrl,
  ],
  'assessments',
)

export const codecs = {
  text: { read: (cell) => ({ value: cell }), write: (value: string) => value },
  date,
  number,
  list: { read: (cell) => ({ value: splitItems(cell) }), write: (items: string[]) => joinItems(items), isList: true },
  origin: choice(vocabularies.origin),
  state: choice(vocabularies.state),
  direction: choice(vocabularies.direction),
  lead: parties('lead', 'public-institution'),
  'co-responsible': parties('co-responsible', 'civil-society'),
  supporting: parties('supporting', 'public-institution'),
  sdgs: records<Sdg>(
    ([text = '']) => {
      const match = /^(\d{1,2})(\.[0-9a-z]{1,2})?$/.exec(text)
      return match ? { goal: Number(match[1]), target: match[2] ? text : null } : null
    },
    (sdg) => [sdg.target ?? String(sdg.goal)],
    'sdg',
  ),
  areas: records<PolicyArea>(
    (parts) => {
      const [scheme = '', version = '', code = ''] = parts.length === 1 ? ['ogp', '2024-07', parts[0]] : parts
      return scheme && version && code ? { scheme, version, code } : null
    },
    (area) => [area.scheme, area.version, area.code],
    'policy-area',
  ),
  values: {
    read: (cell) => {
      const values = splitItems(cell).map((item) => choiceOf(vocabularies.value, item))
      return values.includes(null)
        ? { reason: 'choice', values: { choices: Object.values(vocabularies.value).join(', ') } }
        : { value: values }
    },
    write: (values: OgpValue[]) => joinItems(values.map((value) => vocabularies.value[value])),
    isList: true,
  },
  assessments,
  sources: records<Source>(
    ([title = '', url = '', note = '']) => ({ title, url: url || null, note: note || null }),
    (source) => [source.title, source.url, source.note],
    'required',
  ),
  missing,
  'as-written': asWritten,
} satisfies Record<string, Codec>

export type CellKind = keyof typeof codecs

export function codecOf(cell: CellKind): Codec {
  return codecs[cell]
}
