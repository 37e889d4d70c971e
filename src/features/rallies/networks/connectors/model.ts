import type { NetworkAccess } from '../../../../platform/config.ts'
import type { Outward } from '../../../../platform/outward/outward.ts'
import type { Arrival } from '../keeping/model.ts'

export const connectorNetworks = ['x', 'mastodon', 'bluesky', 'instagram', 'telegram'] as const
export type ConnectorNetwork = (typeof connectorNetworks)[number]

/** What the installation may show at the networks' doors. */
export type Access = NetworkAccess

/** What an organiser says of a source; nothing secret. */
export type SourceSettings = {
  /** Mastodon: the server that is asked, 'https://mastodon.social'. */
  server?: string | undefined
  /** Telegram: groups and channels that count, by name or number; empty: all where the bot is. */
  chats?: readonly string[] | undefined
  /** Mastodon: also listen, which needs a token. */
  streams?: boolean | undefined
}

export type Cursor = Record<string, unknown>

/** Everything a connector may know when it asks for its next page. */
export type Turn = {
  outward: Outward
  access: Access
  settings: SourceSettings
  /** The edition's hashtags, without #. */
  tags: readonly string[]
  /** Handles that teams claimed on this network. */
  handles: readonly string[]
  /** Nothing older is of interest. */
  since: Date
  cursor: Cursor
  now: Date
  signal: AbortSignal
  /** Which of these posts are kept already. */
  knows(ids: readonly string[]): Promise<ReadonlySet<string>>
}

export type Page = {
  arrivals: readonly Arrival[]
  /** Where to go on once these are kept. */
  cursor: Cursor
  isMore: boolean
  /** The network's own limit is used up until then. */
  waitUntil: Date | null
}

export type Connector = {
  /** How long a network is left alone once everything was read. */
  everyMinutes: number
  /** Whether a second reading from the beginning brings the same posts again, with what changed since. */
  rereads: boolean
  /** What is lacking before it can be asked: names of settings of the installation, or of a member of `settings`. */
  lacking(access: Access, settings: SourceSettings): readonly string[]
  /** @throws {NetworkTrouble} */
  page(turn: Turn): Promise<Page>
}

/** Hashtags are compared as the engine does: without case and diacritics. */
export function foldedTag(tag: string): string {
  return tag.replace(/^#/, '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

export function hasTag(text: string, tags: readonly string[]): boolean {
  const wanted = new Set(tags.map(foldedTag))
  return [...text.matchAll(/#([\p{L}\p{N}\p{M}_]+)/gu)].some((match) => wanted.has(foldedTag(match[1] ?? '')))
}

/** The sum of what is there of members that should hold a count. */
export function counted(...values: unknown[]): number {
  return values.reduce<number>(
    (sum, value) => sum + (Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : 0),
    0,
  )
}

/** RFC 3339 in UTC, or the text as it came, so that whoever looks it over can say what is wrong. */
export function instantOf(text: string): string {
  const time = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  return Number.isNaN(time) ? text : new Date(time).toISOString()
}

export function textMember(cursor: Cursor, name: string): string | undefined {
  const value = cursor[name]
  return typeof value === 'string' ? value : undefined
}

export function numberMember(cursor: Cursor, name: string): number | undefined {
  const value = cursor[name]
  return typeof value === 'number' ? value : undefined
}

/** A cursor without the members that say nothing: as it comes back from the database. */
export function defined(cursor: Cursor): Cursor {
  return Object.fromEntries(Object.entries(cursor).filter(([, value]) => value !== undefined))
}

/** What does not have the shape of a post of its network: kept as a reject with the member that is wrong. */
export function shapeless(original: unknown, member: PropertyKey[] | undefined): Arrival {
  const detail = member?.map(String).join('.') || '—'
  return { line: null, record: null, original, url: null, fault: { reason: 'wrong_field', detail } }
}
