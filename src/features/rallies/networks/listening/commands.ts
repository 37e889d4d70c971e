import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { Edition } from '../../editions/model.ts'
import { editionById } from '../../editions/queries.ts'
import { NetworkTrouble } from '../connectors/trouble.ts'
import { type Following, type Noted, noteTrouble } from '../following/commands.ts'
import { keepPosts } from '../keeping/commands.ts'
import type { Arrival } from '../keeping/model.ts'
import { withPictures } from '../pictures/commands.ts'
import { isListening, type Source } from '../sources/model.ts'
import { findSource, streamedSources } from '../sources/queries.ts'
import { heard } from './mastodon-stream.ts'

export type Pace = { lookMs: number; flushMs: number; againMs: number }

const usual: Pace = { lookMs: 5_000, flushMs: 500, againMs: 30_000 }

/**
 * Listens to every source that wants it until it is told to stop, beside the queue and not in it: a connection that stays open for
 * a week would hold one of its places. One process listens; where it dies another takes over, and the timeline's reading
 * brings what was said in between.
 */
export async function listenToStreams(following: Following, signal: AbortSignal, pace: Pace = usual): Promise<void> {
  while (!signal.aborted) {
    // Without anything to listen to no connection is held.
    const wanted = await streamedSources(following.db, following.clock()).catch(() => [])
    if (wanted.length > 0)
      await following.db
        .connection()
        .execute((held) => listenIfChosen(held, following, signal, pace))
        .catch(() => {})
    await pause(pace.lookMs, signal)
  }
}

/** A lock of the connection: it ends with it, however the process ends. */
async function listenIfChosen(held: Db, following: Following, signal: AbortSignal, pace: Pace): Promise<void> {
  const lock = sql`hashtextextended('rally_streams', 0)`
  const { rows } = await sql<{ chosen: boolean }>`select pg_try_advisory_lock(${lock}) as chosen`.execute(held)
  if (rows[0]?.chosen !== true) return
  try {
    await listenWhileChosen(following, signal, pace)
  } finally {
    await sql`select pg_advisory_unlock(${lock})`.execute(held)
  }
}

async function listenWhileChosen(following: Following, signal: AbortSignal, pace: Pace): Promise<void> {
  const open = new Map<string, { stop: AbortController; done: Promise<void> }>()
  while (!signal.aborted) {
    const wanted = await streamedSources(following.db, following.clock()).catch(() => [])
    for (const [key, { stop }] of open) if (!wanted.some((one) => keyOf(one) === key)) stop.abort()
    for (const source of wanted) {
      const key = keyOf(source)
      if (open.has(key)) continue
      const stop = new AbortController()
      const both = AbortSignal.any([signal, stop.signal])
      const done = listen(following, source.id, source.tag, both, pace).finally(() => open.delete(key))
      open.set(key, { stop, done })
    }
    await pause(pace.lookMs, signal)
    if (wanted.length === 0 && open.size === 0) return
  }
  await Promise.all([...open.values()].map(({ done }) => done))
}

const keyOf = ({ id, tag }: { id: string; tag: string }) => `${id} ${tag}`

async function listen(following: Following, id: string, tag: string, signal: AbortSignal, pace: Pace): Promise<void> {
  const source = await findSource(following.db, id)
  const edition = source && (await editionById(following.db, source.editionId))
  if (!source || !edition || !isListening(edition, following.clock())) return
  const waiting: Arrival[] = []
  const ended = new AbortController()
  const flushing = flushEvery(following, source, edition, waiting, AbortSignal.any([signal, ended.signal]), pace)
  try {
    for await (const arrival of heard({ ...following, settings: source.settings, signal, tag })) waiting.push(arrival)
  } catch (error) {
    if (error instanceof NetworkTrouble) await note(following, source, error)
    else if (!signal.aborted) await note(following, source, new NetworkTrouble('cut'))
  }
  ended.abort()
  await flushing
  await pause(pace.againMs, signal)
}

/** Troubles of listening are told, but never keep the timeline from being read. */
async function note({ db, clock }: Following, source: Noted, trouble: NetworkTrouble): Promise<void> {
  await noteTrouble(db, source, trouble, clock(), { keepsPace: true }).catch(() => {})
}

async function flushEvery(
  following: Following,
  source: Source,
  edition: Edition,
  waiting: Arrival[],
  signal: AbortSignal,
  pace: Pace,
): Promise<void> {
  do {
    await pause(pace.flushMs, signal)
    const batch = waiting.splice(0)
    // A database that is away for a moment loses nothing: the timeline is read every minute.
    if (batch.length > 0) await keep(following, source, edition, batch).catch(() => {})
  } while (!signal.aborted)
}

async function keep(following: Following, source: Source, edition: Edition, batch: readonly Arrival[]): Promise<void> {
  const now = following.clock()
  const patience = AbortSignal.timeout(20_000)
  const arrivals = await withPictures(following, edition, source.network, batch, now, patience)
  await following.db.transaction().execute(async (tx) => {
    const way = { sourceId: source.id, batchId: null }
    await keepPosts(tx, edition, way, arrivals, { now, stamp: true })
  })
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal }).catch(() => {})
}
