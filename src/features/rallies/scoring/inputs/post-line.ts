import type { Medium, PostRecord } from '../model.ts'
import { readInstant } from '../text/instants.ts'
import { composed } from '../text/unicode.ts'

/** Why a line of posts.jsonl is no post. */
export type RejectReason = 'not_utf8' | 'too_long' | 'not_json' | 'not_an_object' | 'missing_field' | 'wrong_field'
export type Reject = { reason: RejectReason; detail: string }

export type PostReading = { record: PostRecord; reject: null } | { record: null; reject: Reject }

class Wrong extends Error {
  readonly reason: RejectReason

  constructor(reason: RejectReason, detail: string) {
    super(detail)
    this.reason = reason
  }
}

/** One line of posts.jsonl, without its line break, as a record or the reason why it is none. */
export function readPostLine(line: string): PostReading {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    const detail = line.trim() === '' ? 'la línea está vacía' : 'la línea no es JSON válido'
    return { record: null, reject: { reason: 'not_json', detail } }
  }
  return readPost(value)
}

/** A post that has been parsed already. Fields that the contract does not name are left out; null counts as absent. */
export function readPost(value: unknown): PostReading {
  try {
    return { record: recordOf(value), reject: null }
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    return { record: null, reject: { reason: error.reason, detail: error.message } }
  }
}

/** A record as its line of posts.jsonl: fields in the contract's order, no spaces, absent ones left out. */
export function postLine(record: PostRecord): string {
  const { network, id, author, published_at, retrieved_at, text, hashtags, repost_of } = record
  const { geo, media, interactions, work, kind, finding } = record
  return JSON.stringify({
    ...{ network, id, author, published_at, retrieved_at, text, hashtags, repost_of },
    geo: geo && { lat: geo.lat, lon: geo.lon },
    media: media?.map(({ type, sha256, phash }) => ({ type, sha256, phash })),
    ...{ interactions, work, kind, finding },
  })
}

type Fields = Readonly<Record<string, unknown>>

function recordOf(value: unknown): PostRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Wrong('not_an_object', 'se esperaba un objeto JSON con los campos de una publicación')
  const fields = value as Fields
  const record: PostRecord = {
    network: nameIn(fields, 'network'),
    id: nameIn(fields, 'id'),
    author: textIn(fields, 'author'),
    published_at: instantIn(fields, 'published_at') ?? missing('published_at'),
    text: textIn(fields, 'text'),
  }
  const retrieved = instantIn(fields, 'retrieved_at')
  if (retrieved !== undefined) record.retrieved_at = retrieved
  if (isGiven(fields.hashtags)) record.hashtags = hashtagsIn(fields.hashtags)
  if (isGiven(fields.repost_of)) record.repost_of = textIn(fields, 'repost_of')
  if (isGiven(fields.geo)) record.geo = geoIn(fields.geo)
  if (isGiven(fields.media)) record.media = mediaIn(fields.media)
  if (isGiven(fields.interactions)) record.interactions = countIn(fields.interactions)
  if (isGiven(fields.work)) record.work = textIn(fields, 'work')
  if (isGiven(fields.kind)) record.kind = choiceIn('kind', fields.kind, kinds)
  if (isGiven(fields.finding)) record.finding = choiceIn('finding', fields.finding, findings)
  return record
}

const kinds = ['announcement', 'visit'] as const
const findings = ['matches', 'partly', 'differs', 'not_found', 'no_access'] as const
const mediaTypes = ['photo', 'video'] as const

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

function missing(field: string): never {
  throw new Wrong('missing_field', `falta «${field}»`)
}

function wrong(field: string, expected: string, value: unknown): never {
  throw new Wrong('wrong_field', `«${field}»: se esperaba ${expected}; dice ${shown(value)}`)
}

/** The beginning of a value; never half a character. */
function shown(value: unknown): string {
  const text =
    typeof value === 'object' && value !== null ? (Array.isArray(value) ? '[…]' : '{…}') : JSON.stringify(value)
  const start = text.slice(0, 82)
  return text.length > 82 ? `${Array.from(start).slice(0, 60).join('')}…` : text
}

function textIn(fields: Fields, field: string): string {
  const value = fields[field]
  if (!isGiven(value)) return missing(field)
  return typeof value === 'string' ? composed(value) : wrong(field, 'un texto', value)
}

function nameIn(fields: Fields, field: string): string {
  return textIn(fields, field) || wrong(field, 'un texto que no esté vacío', '')
}

function instantIn(fields: Fields, field: string): string | undefined {
  const value = fields[field]
  if (!isGiven(value)) return undefined
  if (typeof value === 'string' && readInstant(value) !== null) return value
  return wrong(field, 'un instante RFC 3339 (como 2026-03-05T10:14:03-06:00)', value)
}

function hashtagsIn(value: unknown): string[] {
  const isList = Array.isArray(value) && value.every((tag): tag is string => typeof tag === 'string')
  return isList ? value.map(composed) : wrong('hashtags', 'una lista de textos', value)
}

function geoIn(value: unknown): { lat: number; lon: number } {
  if (typeof value !== 'object' || value === null) return wrong('geo', '{ "lat": número, "lon": número }', value)
  const { lat, lon } = value as Fields
  if (typeof lat !== 'number' || !(Math.abs(lat) <= 90)) return wrong('geo.lat', 'un número de -90 a 90', lat ?? null)
  if (typeof lon !== 'number' || !(Math.abs(lon) <= 180))
    return wrong('geo.lon', 'un número de -180 a 180', lon ?? null)
  return { lat, lon }
}

function mediaIn(value: unknown): Medium[] {
  return Array.isArray(value) ? value.map(mediumIn) : wrong('media', 'una lista', value)
}

function mediumIn(value: unknown): Medium {
  if (typeof value !== 'object' || value === null) return wrong('media', 'una lista de objetos', value)
  const { type, sha256, phash } = value as Fields
  const medium: Medium = { type: choiceIn('media.type', type, mediaTypes) }
  if (isGiven(sha256)) medium.sha256 = hexIn('media.sha256', sha256, /^[0-9a-f]+$/, 'dígitos hexadecimales')
  if (isGiven(phash)) medium.phash = hexIn('media.phash', phash, /^[0-9a-f]{16}$/, '16 dígitos hexadecimales')
  return medium
}

function hexIn(field: string, value: unknown, pattern: RegExp, expected: string): string {
  const hex = typeof value === 'string' ? value.toLowerCase() : ''
  return pattern.test(hex) ? hex : wrong(field, expected, value)
}

function countIn(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  return wrong('interactions', 'un entero desde 0', value)
}

function choiceIn<Choice extends string>(field: string, value: unknown, choices: readonly Choice[]): Choice {
  return choices.find((choice) => choice === value) ?? wrong(field, choices.join(', '), value ?? null)
}
