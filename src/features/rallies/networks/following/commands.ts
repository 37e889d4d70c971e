import { sql } from 'kysely'
import type { Clock } from '../../../../platform/clock.ts'
import type { Database } from '../../../../platform/context.ts'
import type { Outward } from '../../../../platform/outward/outward.ts'
import type { Edition } from '../../editions/model.ts'
import { editionById } from '../../editions/queries.ts'
import { connectors } from '../connectors/all.ts'
import type { Access, Cursor, Page, Turn } from '../connectors/model.ts'
import { NetworkTrouble, nextAttempt } from '../connectors/trouble.ts'
import { keepPosts } from '../keeping/commands.ts'
import { withPictures } from '../pictures/commands.ts'
import { earliest, isListening, lastReading, type Source } from '../sources/model.ts'
import { claimedHandles, dueSources, findSource, knownIds } from '../sources/queries.ts'

export const followTask = 'follow_source'

export type Following = { db: Database; access: Access; outward: Outward; clock: Clock }

export type Followed = { outcome: 'caught-up' | 'more' | 'waiting' | 'trouble' | 'idle'; kept: number }

/** A worker gives its place to others after this long, however much there still is. */
const longestMs = 45_000

/** Adds one job for each source whose time has come; those that still run or wait are not asked twice. */
export async function followDue(db: Database, now: Date): Promise<number> {
  const due = await dueSources(db, now)
  for (const { id } of due) await addJob(db, id)
  return due.length
}

async function addJob(db: Database, id: string): Promise<void> {
  const key = `source:${id}`
  await sql`select graphile_worker.add_job(${followTask}, json_build_object('id', ${id}::text), queue_name => ${key},
    job_key => ${key}, max_attempts => 1)`.execute(db)
}

/**
 * Asks a network page by page until it has nothing new. Each page is kept in one transaction with the cursor behind it, so a
 * worker that dies leaves the place from which the next goes on; two that ask at once cannot both move it.
 */
export async function followSource(following: Following, id: string, signal: AbortSignal): Promise<Followed> {
  const { db, clock } = following
  const source = await findSource(db, id)
  const edition = source && (await editionById(db, source.editionId))
  if (!source?.isOn || !edition || !isListening(edition, clock())) return { outcome: 'idle', kept: 0 }
  const connector = connectors[source.network]
  const tags = edition.hashtags
  if (tags.length === 0 || connector.lacking(following.access, source.settings).length > 0) {
    await noteTrouble(db, source, new NetworkTrouble('no-access'), clock())
    return { outcome: 'trouble', kept: 0 }
  }
  try {
    return await readPages(following, source, edition, signal)
  } catch (error) {
    if (!(error instanceof NetworkTrouble)) throw error
    const now = await findSource(db, id)
    if (now) await noteTrouble(db, now, error, clock())
    return { outcome: 'trouble', kept: 0 }
  }
}

async function readPages(
  following: Following,
  source: Source,
  edition: Edition,
  signal: AbortSignal,
): Promise<Followed> {
  const { db, clock } = following
  const connector = connectors[source.network]
  const handles = await claimedHandles(db, edition.id, source.network)
  const started = clock().getTime()
  let stored: Cursor = source.cursor
  let kept = 0
  for (;;) {
    signal.throwIfAborted()
    const now = clock()
    const cursor = (connector.rereads ? lastReading(edition, stored, now) : null) ?? stored
    const page = await connector.page(turnOf(following, source, edition, { handles, cursor, now, signal }))
    const next = cursor.isLast === true ? { ...page.cursor, isLast: true } : page.cursor
    const isEnd = !page.isMore || page.waitUntil !== null
    const nextAt = isEnd ? (page.waitUntil ?? new Date(now.getTime() + connector.everyMinutes * 60_000 - 5_000)) : null
    const step = { from: stored, to: next, nextAt, now }
    const count = await keepPage(following, source, edition, page, step, signal)
    if (count === null) return { outcome: 'idle', kept }
    kept += count
    stored = next
    if (isEnd) return { outcome: page.waitUntil ? 'waiting' : 'caught-up', kept }
    if (clock().getTime() - started >= longestMs) {
      await addJob(db, source.id)
      return { outcome: 'more', kept }
    }
  }
}

type Now = Pick<Turn, 'handles' | 'cursor' | 'now' | 'signal'>

function turnOf({ db, access, outward }: Following, source: Source, edition: Edition, now: Now): Turn {
  return {
    ...{ outward, access, settings: source.settings, tags: edition.hashtags, since: earliest(edition, now.now) },
    ...now,
    knows: (ids) => knownIds(db, edition.id, source.network, ids),
  }
}

type Step = { from: Cursor; to: Cursor; nextAt: Date | null; now: Date }

/** Null: somebody else has moved the source on, switched it off or taken it away; then nothing of this page is kept. */
async function keepPage(
  following: Following,
  source: Source,
  edition: Edition,
  page: Page,
  step: Step,
  signal: AbortSignal,
): Promise<number | null> {
  const arrivals = await withPictures(following, edition, source.network, page.arrivals, step.now, signal)
  return following.db.transaction().execute(async (tx) => {
    const moved = await tx
      .updateTable('rally_sources')
      .set({
        cursor: JSON.stringify(step.to),
        next_at: step.nextAt,
        last_at: step.now,
        last_error: null,
        failures: 0,
      })
      .where('id', '=', source.id)
      .where('is_on', '=', true)
      .where(sql<boolean>`cursor = ${JSON.stringify(step.from)}::jsonb`)
      .executeTakeFirst()
    if (moved.numUpdatedRows === 0n) return null
    const way = { sourceId: source.id, batchId: null }
    const { kept } = await keepPosts(tx, edition, way, arrivals, { now: step.now, stamp: true })
    return kept
  })
}

export type Noted = Pick<Source, 'id' | 'failures'>

/** `keepsPace`: what failed stands beside the reading of pages, which goes on at its own time. */
export async function noteTrouble(
  db: Database,
  source: Noted,
  trouble: NetworkTrouble,
  now: Date,
  { keepsPace = false } = {},
): Promise<void> {
  const failures = source.failures + 1
  const change = keepsPace ? {} : { failures, next_at: nextAttempt(trouble, failures, now), last_at: now }
  await db
    .updateTable('rally_sources')
    .set({ ...change, last_error: trouble.code })
    .where('id', '=', source.id)
    .execute()
}
