import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../../../../platform/context.ts'
import { Unreadable } from '../../../../platform/errors.ts'
import { type Outward, OutwardError } from '../../../../platform/outward/outward.ts'
import { readPhoto } from '../../../../platform/photos/read-photo.ts'
import { foldedHandle } from '../../teams/model.ts'
import { askJson } from '../connectors/asking.ts'
import type { Access } from '../connectors/model.ts'
import { NetworkTrouble } from '../connectors/trouble.ts'
import type { Arrival, Picture } from '../keeping/model.ts'
import { claimedHandles } from '../sources/queries.ts'

type Looking = { db: Database; outward: Outward; access: Access }
type Hashes = { sha256: string; phash: string | null }

const atOnce = 4
const largestPicture = 12 * 1024 * 1024

/**
 * Posts with the hashes of their photographs, as far as these can be had: fetched once, only for accounts that a team claimed.
 * A picture that cannot be fetched now is tried when its post is read again; the post does not wait for it.
 */
export async function withPictures(
  looking: Looking,
  edition: { id: string },
  network: string,
  arrivals: readonly Arrival[],
  now: Date,
  signal: AbortSignal,
): Promise<Arrival[]> {
  const wanted = arrivals.filter(({ pictures }) => pictures !== undefined && pictures.length > 0)
  if (wanted.length === 0) return [...arrivals]
  const claimed = new Set(await claimedHandles(looking.db, edition.id, network))
  const pictures = wanted.filter((one) => claimed.has(authorOf(one))).flatMap((one) => one.pictures ?? [])
  const seen = await seenPictures(looking.db, edition.id, pictures)
  const missing = pictures.filter(({ key }) => !seen.has(hashOf(key)))
  for (let start = 0; start < missing.length; start += atOnce) {
    await Promise.all(
      missing.slice(start, start + atOnce).map(async (picture) => {
        const hashes = await lookAt(looking, picture, now, signal)
        if (hashes === null) return
        seen.set(hashOf(picture.key), hashes)
        await rememberPicture(looking.db, edition.id, picture, hashes, now)
      }),
    )
  }
  return arrivals.map((arrival) => hashed(arrival, seen))
}

function authorOf(arrival: Arrival): string {
  const author = (arrival.record as { author?: unknown } | null)?.author
  return typeof author === 'string' ? foldedHandle(author) : ''
}

function hashed(arrival: Arrival, seen: ReadonlyMap<string, Hashes>): Arrival {
  const record = arrival.record as { media?: object[] } | null
  if (!arrival.pictures || !record?.media) return arrival
  const media = record.media.map((one, at) => {
    const picture = arrival.pictures?.find((other) => other.at === at)
    const hashes = picture && seen.get(hashOf(picture.key))
    return hashes ? { ...one, sha256: hashes.sha256, ...(hashes.phash ? { phash: hashes.phash } : {}) } : one
  })
  return { ...arrival, record: { ...record, media } }
}

async function lookAt(looking: Looking, picture: Picture, now: Date, signal: AbortSignal): Promise<Hashes | null> {
  try {
    const url = await addressOf(looking, picture, now, signal)
    const answer = await looking.outward.ask(url, { maxBytes: largestPicture, timeoutMs: 10_000, signal })
    if (answer.status !== 200) return null
    return { sha256: createHash('sha256').update(answer.bytes).digest('hex'), phash: await phashOf(answer.bytes) }
  } catch (error) {
    if (error instanceof NetworkTrouble || (error instanceof OutwardError && error.fault !== 'stopped')) return null
    throw error
  }
}

/** Null: no picture that can be compared; its bytes still can. */
async function phashOf(bytes: Buffer): Promise<string | null> {
  try {
    return (await readPhoto(bytes, 'UTC')).phash
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}

/** Telegram gives an address for an hour, to whoever has the file's name. */
async function addressOf(
  { outward, access }: Looking,
  { url }: Picture,
  now: Date,
  signal: AbortSignal,
): Promise<string> {
  if (!url.startsWith('telegram:')) return url
  const { base, token } = access.telegram
  const asked = new URL(`/bot${token}/getFile`, base)
  asked.searchParams.set('file_id', url.slice('telegram:'.length))
  const { body } = await askJson({ outward, now, signal }, asked)
  const path = (body as { result?: { file_path?: unknown } } | null)?.result?.file_path
  if (typeof path !== 'string') throw new NetworkTrouble('unexpected')
  return new URL(`/file/bot${token}/${path}`, base).href
}

/** Addresses may carry keys of their own: of them only a hash is kept. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

async function seenPictures(
  db: Database,
  editionId: string,
  pictures: readonly Picture[],
): Promise<Map<string, Hashes>> {
  if (pictures.length === 0) return new Map()
  const keys = pictures.map(({ key }) => hashOf(key))
  const { rows } = await sql<Hashes & { key: string }>`select encode(key_sha256, 'hex') as key, sha256, phash
    from rally_seen_pictures where edition_id = ${editionId}
    and key_sha256 in (select decode(k, 'hex') from unnest(${keys}::text[]) k)`.execute(db)
  return new Map(rows.map(({ key, ...hashes }) => [key, hashes]))
}

async function rememberPicture(
  db: Database,
  editionId: string,
  { key }: Picture,
  { sha256, phash }: Hashes,
  now: Date,
): Promise<void> {
  await db
    .insertInto('rally_seen_pictures')
    .values({ edition_id: editionId, key_sha256: Buffer.from(hashOf(key), 'hex'), sha256, phash, seen_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
