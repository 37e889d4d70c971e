import type { MessageKey, T } from '../../../../platform/i18n.ts'
import { formatDate, formatNumber } from '../../../../ui/format.ts'
import type { Change, Shown } from '../../differences/model.ts'
import { directions, missingKinds, ogpValues, origins, type Part } from '../../model.ts'

export type Place = { kind: 'key-action' | 'activity' | 'indicator'; code: string } | null

/** 'keyActions/2/activities/2.1/endsOn' → the part it speaks of and the field; field null when the whole part came or went. */
export function placeOf(path: string): { place: Place; field: string | null } {
  const activity = /^keyActions\/.+?\/activities\/(.+?)(?:\/([A-Za-z]+))?$/.exec(path)
  if (activity) return { place: { kind: 'activity', code: activity[1] ?? '' }, field: activity[2] ?? null }
  const part = /^(keyActions|indicators)\/(.+?)(?:\/([A-Za-z]+))?$/.exec(path)
  if (!part) return { place: null, field: path }
  const kind = part[1] === 'keyActions' ? 'key-action' : 'indicator'
  return { place: { kind, code: part[2] ?? '' }, field: part[3] ?? null }
}

/** The field's name in words: 'Actividad 2.1 · Fecha de conclusión'. */
export function labelOf(t: T, path: string): string {
  const { place, field } = placeOf(path)
  return [
    place ? t(`commitment.part.${place.kind}`, { code: place.code }) : null,
    field ? t(`commitment.field.${field}` as MessageKey) : null,
  ]
    .filter((words) => words !== null)
    .join(' · ')
}

const proseFields = new Set(['title', 'name', 'product'])

/** Whether word-by-word reading helps: prose does, dates and choices are read whole. */
export function isProse({ path, before, after }: Change): boolean {
  if (typeof before !== 'string' || typeof after !== 'string') return false
  const field = placeOf(path).field ?? ''
  return proseFields.has(field) || before.length > 40 || after.length > 40
}

const isOne = <Item extends string>(list: readonly Item[], text: string): text is Item =>
  list.some((item) => item === text)

/** A stored value as a person reads it. */
export function wordsOf(t: T, locale: string, path: string, value: Shown): string | null {
  if (value === null) return null
  const { field } = placeOf(path)
  if (typeof value === 'number')
    return field === 'weight' ? `${formatNumber(value, locale)} %` : formatNumber(value, locale)
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value, locale)
  if (field === 'origin' && isOne(origins, value)) return t(`commitment.origin.${value}`)
  if (field === 'direction' && isOne(directions, value)) return t(`commitment.direction.${value}`)
  const each = (words: (line: string) => string) => value.split('\n').map(words).join('\n')
  if (field === 'values') return each((line) => (isOne(ogpValues, line) ? t(`commitment.value.${line}`) : line))
  if (field === 'organizations') return each((line) => partyLine(t, line))
  if (field === 'missing') return each((line) => missingLine(t, line))
  return value
}

const partFields: Record<Part, MessageKey> = {
  lead: 'commitment.field.lead',
  'co-responsible': 'commitment.field.coResponsible',
  supporting: 'commitment.field.supporting',
}

function partyLine(t: T, line: string): string {
  const cut = line.indexOf(': ')
  const part = line.slice(0, cut)
  return part in partFields ? `${t(partFields[part as Part])}: ${line.slice(cut + 2)}` : line
}

function missingLine(t: T, line: string): string {
  const [name = '', kind = ''] = line.split(': ')
  const label = t(`commitment.field.${name.split('.')[0]}` as MessageKey)
  return isOne(missingKinds, kind) ? `${label}: ${t(`commitment.missing.${kind}`)}` : line
}
