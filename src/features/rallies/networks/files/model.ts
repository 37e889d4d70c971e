import { type DayMonthOrder, orderShownBy } from '../../../commitments/imports/dates.ts'
import { networks } from '../../scoring/model.ts'
import type { Arrival } from '../keeping/model.ts'
import { recognised } from '../pasted/model.ts'
import { type DateReading, instantFrom } from './instants.ts'

/** A file as rows under a header, whatever its kind; a JSONL file's header are the names of its members. */
export type PostTable = {
  kind: 'csv' | 'xlsx' | 'jsonl'
  encoding: string | null
  delimiter: string | null
  header: readonly string[]
  rows: readonly TableRow[]
}

/** `line` as a person sees it in a spreadsheet or editor; `fault`: it could not be read as a row. `record`: a whole post of the contract. */
export type TableRow = { line: number; cells: readonly string[]; fault: string | null; record?: unknown }

export const postFields = [
  ...(['url', 'network', 'id', 'author', 'published_at', 'text', 'likes', 'comments', 'shares'] as const),
  ...(['photo', 'latitude', 'longitude'] as const),
] as const
export type PostField = (typeof postFields)[number]

/** Which column is which, as a person confirmed it; kept with the batch. `network`: of every row, where no column says. */
export type Mapping = {
  columns: Partial<Record<PostField, string>>
  network: string | null
  zone: string
  order: DayMonthOrder
}

const names: Record<PostField, readonly string[]> = {
  url: ['url', 'link', 'enlace', 'permalink', 'liga', 'direccion', 'post_url', 'tweet_url', 'mention_url', 'vinculo'],
  network: [
    'network',
    'red',
    'red_social',
    'plataforma',
    'platform',
    'source',
    'fuente',
    'canal',
    'social_network',
    'page_type',
    'site',
  ],
  id: ['id', 'post_id', 'tweet_id', 'status_id', 'message_id', 'id_publicacion', 'guid', 'mention_id', 'external_id'],
  author: [
    'author',
    'autor',
    'autora',
    'username',
    'user',
    'usuario',
    'cuenta',
    'handle',
    'screen_name',
    'author_username',
    'from',
    'perfil',
    'user_screen_name',
  ],
  published_at: [
    'published_at',
    'date',
    'fecha',
    'created_at',
    'timestamp',
    'fecha_publicacion',
    'fecha_de_publicacion',
    'published',
    'datetime',
    'created',
    'fecha_hora',
    'time',
    'post_date',
  ],
  text: [
    'text',
    'texto',
    'content',
    'contenido',
    'message',
    'mensaje',
    'caption',
    'full_text',
    'snippet',
    'descripcion',
    'body',
    'publicacion',
    'post',
  ],
  likes: [
    'likes',
    'me_gusta',
    'like_count',
    'favourites',
    'favorites',
    'reacciones',
    'reactions',
    'favorite_count',
    'interactions',
    'interacciones',
    'engagement',
  ],
  comments: ['comments', 'comentarios', 'comment_count', 'comments_count', 'replies', 'respuestas', 'reply_count'],
  shares: ['shares', 'compartidos', 'share_count', 'retweets', 'retweet_count', 'reposts', 'reblogs', 'compartidas'],
  photo: ['photo', 'foto', 'imagen', 'image', 'media', 'media_url', 'image_url', 'picture', 'medios', 'foto_url'],
  latitude: ['latitude', 'latitud', 'lat'],
  longitude: ['longitude', 'longitud', 'lon', 'lng', 'long'],
}

const folded = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')

/** What names and contents of the columns suggest; each column once. A person confirms it. */
export function guessedMapping(table: PostTable, zone: string): Mapping {
  const free = new Map(table.header.map((name) => [folded(name), name]))
  const columns: Mapping['columns'] = {}
  for (const field of postFields) {
    const found =
      names[field].find((name) => free.has(name)) ??
      [...free.keys()].find((name) => looksLike(field, table, free.get(name)))
    if (found === undefined) continue
    columns[field] = free.get(found) ?? ''
    free.delete(found)
  }
  const network = columns.network === undefined ? (networkOfRows(table, columns) ?? null) : null
  return { columns, network, zone, order: orderOf(table, columns.published_at) }
}

const sampleRows = 50

function cellsOf(table: PostTable, column: string | undefined): string[] {
  const at = column === undefined ? -1 : table.header.indexOf(column)
  return at < 0 ? [] : table.rows.slice(0, sampleRows).flatMap(({ cells }) => (cells[at] ? [cells[at].trim()] : []))
}

/** Addresses and dates are known by their shape, whatever the column is called. */
function looksLike(field: PostField, table: PostTable, column: string | undefined): boolean {
  const cells = cellsOf(table, column)
  if (cells.length === 0) return false
  if (field === 'url') return cells.every((cell) => recognised(cell) !== null)
  if (field !== 'published_at') return false
  return cells.every((cell) => /[-/:]/.test(cell) && instantFrom(cell, { order: 'day-first', zone: 'UTC' }) !== null)
}

function networkOfRows(table: PostTable, columns: Mapping['columns']): string | undefined {
  const found = new Set(cellsOf(table, columns.url).flatMap((cell) => recognised(cell)?.network ?? []))
  return found.size === 1 ? [...found][0] : undefined
}

function orderOf(table: PostTable, column: string | undefined): DayMonthOrder {
  return cellsOf(table, column).flatMap((cell) => orderShownBy(cell.split(/[ ,T]/)[0] ?? '') ?? [])[0] ?? 'day-first'
}

const networkNames: Record<string, string> = {
  ...{
    twitter: 'x',
    'x (twitter)': 'x',
    'twitter/x': 'x',
    ig: 'instagram',
    fb: 'facebook',
    bsky: 'bluesky',
    tg: 'telegram',
  },
  ...Object.fromEntries(networks.map((name) => [name, name])),
}

/** A row as it would be kept: a post, or what is wrong with it and in which column. */
export function arrivalOf(row: TableRow, table: Pick<PostTable, 'header'>, mapping: Mapping): Arrival {
  const original = row.record ?? Object.fromEntries(table.header.map((name, at) => [name, row.cells[at] ?? '']))
  const base = { line: row.line, original, url: null }
  if (row.fault !== null) return { ...base, record: null, fault: { reason: 'row_broken', detail: row.fault } }
  if (row.record !== undefined) return { ...base, record: row.record, original: null }
  const cell = (field: PostField) => {
    const at = mapping.columns[field] === undefined ? -1 : table.header.indexOf(mapping.columns[field] ?? '')
    return at < 0 ? '' : (row.cells[at] ?? '').trim()
  }
  const address = recognised(cell('url'))
  const wrong = (field: PostField, expected: string): Arrival => {
    const detail = `«${mapping.columns[field] ?? field}»: se esperaba ${expected}; dice «${cell(field).slice(0, 60).toWellFormed()}»`
    return { ...base, record: null, fault: { reason: 'wrong_field', detail } }
  }
  const said = cell('network').toLowerCase()
  const network = said === '' ? (mapping.network ?? address?.network) : networkNames[said]
  if (said !== '' && network === undefined) return wrong('network', networks.join(', '))
  const published = cell('published_at') === '' ? undefined : instantFrom(cell('published_at'), mapping as DateReading)
  if (published === null) return wrong('published_at', 'una fecha con hora')
  const counts = (['likes', 'comments', 'shares'] as const).map((field) => [field, countOf(cell(field))] as const)
  const unread = counts.find(([, count]) => count === null)
  if (unread) return wrong(unread[0], 'un número')
  const [lat, lon] = [cell('latitude'), cell('longitude')]
  return {
    ...base,
    url: address?.url ?? null,
    record: {
      network,
      id: address !== null && address.network === network ? address.id : cell('id') || undefined,
      author: cell('author') || address?.author || undefined,
      published_at: published,
      text: cell('text'),
      ...(lat === '' || lon === '' ? {} : { geo: { lat: numberOf(lat), lon: numberOf(lon) } }),
      ...(cell('photo') === '' ? {} : { media: [{ type: 'photo' }] }),
      interactions: counts.reduce((sum, [, count]) => sum + (count ?? 0), 0),
    },
  }
}

/** '1,234', '1.234' and '1 234' are the same count; '1.2K' is not one that can be added up. */
function countOf(text: string): number | null {
  if (text === '' || text === '-') return 0
  const plain = text.replace(/(?<=\d)[.,\s\u00a0\u202f](?=\d{3}(\D|$))/g, '').replace(/\.0+$/, '')
  return /^\d{1,12}$/.test(plain) ? Number(plain) : null
}

/** A number, or the text: the reader then says what it is. */
function numberOf(text: string): number | string {
  const value = Number(text.replace(',', '.'))
  return Number.isFinite(value) ? value : text
}
