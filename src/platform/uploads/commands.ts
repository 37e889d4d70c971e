import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '../context.ts'
import type { DB } from '../db/types.ts'
import { newId } from '../identity.ts'
import { rememberFile } from '../storage/files.ts'
import type { Storage } from '../storage/storage.ts'

/** Where pieces lie until the last has come; shared by all web processes, served by none. */
export type UploadHall = { db: Database; storage: Storage; folder: string }

export const uploadFolder = (dataDir: string) => join(dataDir, 'uploads')

const dayMs = 86_400_000
/** An upload that nobody claims is forgotten after a week: as long as a phone may wait for a signal between two pieces. */
export const uploadLifeMs = 7 * dayMs
/** What one sender may have waiting. */
const waitingBytes = 400 * 1024 * 1024
const waitingMost = 120

export type NewUpload = { id: string; purpose: string; owner: string; bytes: number }

/** False where the sender has too much waiting that nobody claimed. */
export async function beginUpload(db: Database, upload: NewUpload, now: Date): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into uploads (id, purpose, owner, bytes, created_at, expires_at)
    select ${upload.id}, ${upload.purpose}, ${upload.owner}, ${upload.bytes}, ${now}, ${new Date(now.getTime() + uploadLifeMs)}
    from (select count(*) as many, coalesce(sum(bytes), 0) as bytes from uploads
      where owner = ${upload.owner} and claimed_at is null) waiting
    where waiting.many < ${waitingMost} and waiting.bytes + ${upload.bytes} <= ${waitingBytes}
    returning id`.execute(db)
  return rows.length === 1
}

/** Null for one who did not begin it, or once it is over. */
export async function uploadOf(db: Database, id: string, owner: string) {
  const row = await db
    .selectFrom('uploads')
    .select(['id', 'purpose', 'bytes', 'sha256', 'finished_at', 'claimed_at', 'expires_at'])
    .where('id', '=', id)
    .where('owner', '=', owner)
    .executeTakeFirst()
  return row ?? null
}

/** Sizes of those of these uploads that still wait for their sender to make use of them. */
export async function waitingUploads(
  db: Database,
  ids: readonly string[],
  owner: string,
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('uploads')
    .select(['id', 'bytes'])
    .where('id', 'in', [...ids])
    .where('owner', '=', owner)
    .where('claimed_at', 'is', null)
    .execute()
  return new Map(rows.map(({ id, bytes }) => [id, Number(bytes)]))
}

/**
 * Moves a whole upload into the storage and names it there; done before the last piece is acknowledged, and again where a process
 * ended in between. True when it is (or was) finished.
 */
export async function finishUpload({ db, storage, folder }: UploadHall, id: string, now: Date): Promise<boolean> {
  const row = await db.selectFrom('uploads').select(['bytes', 'finished_at']).where('id', '=', id).executeTakeFirst()
  if (!row) return false
  if (row.finished_at !== null) return true
  const path = join(folder, id)
  const size = await stat(path).then(
    (found) => found.size,
    () => -1,
  )
  if (size !== row.bytes) return false
  const kept = await storage.putStream(createReadStream(path) as AsyncIterable<Uint8Array>)
  // The type is sniffed by whoever claims it: only the feature knows what it takes.
  await rememberFile(db, { ...kept, mediaType: 'application/octet-stream' }, now)
  await db
    .updateTable('uploads')
    .set({ sha256: kept.sha256, received: kept.bytes, finished_at: now })
    .where('id', '=', id)
    .execute()
  return true
}

export type UploadFault = 'too-heavy' | 'empty' | 'too-much-waiting'

class TooHeavy extends Error {}

/**
 * Keeps a file that came in one piece as an upload that waits to be claimed. `isCut` is asked after the last byte: true where the
 * stream ended before the file did; then nothing is kept.
 */
export async function storeUpload(
  { db, storage }: UploadHall,
  { owner, purpose }: { owner: string; purpose: string },
  pieces: AsyncIterable<Uint8Array>,
  isCut: () => boolean,
  now: Date,
): Promise<{ id: string } | { fault: UploadFault }> {
  if (!(await hasRoom(db, owner))) return { fault: 'too-much-waiting' }
  const whole = async function* () {
    yield* pieces
    if (isCut()) throw new TooHeavy()
  }
  const kept = await storage.putStream(whole()).catch((error: unknown) => {
    if (error instanceof TooHeavy) return null
    throw error
  })
  if (kept === null) return { fault: 'too-heavy' }
  if (kept.bytes === 0) return { fault: 'empty' }
  await rememberFile(db, { ...kept, mediaType: 'application/octet-stream' }, now)
  const id = newId(now.getTime())
  const times = { created_at: now, finished_at: now, expires_at: new Date(now.getTime() + uploadLifeMs) }
  await db
    .insertInto('uploads')
    .values({ id, purpose, owner, bytes: kept.bytes, received: kept.bytes, sha256: kept.sha256, ...times })
    .execute()
  return { id }
}

async function hasRoom(db: Database, owner: string): Promise<boolean> {
  const row = await db
    .selectFrom('uploads')
    .select((eb) => [eb.fn.countAll<number>().as('many'), eb.fn.sum<number>('bytes').as('bytes')])
    .where('owner', '=', owner)
    .where('claimed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.many) < waitingMost && Number(row.bytes ?? 0) < waitingBytes
}

/** What a saved draft names waits longer than what nobody names. */
export async function holdUploads(
  tx: Transaction<DB>,
  { ids, owner }: { ids: readonly string[]; owner: string },
  until: Date,
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('uploads')
    .set((eb) => ({ expires_at: eb.fn<Date>('greatest', ['expires_at', eb.val(until)]) }))
    .where('id', 'in', [...ids])
    .where('owner', '=', owner)
    .where('claimed_at', 'is', null)
    .execute()
}

export type Claimed = { id: string; sha256: string; bytes: number }

/**
 * Takes finished uploads for good, inside the transaction that makes use of them: all of them or null. Another's, unfinished and
 * already claimed ones are alike not there.
 */
export async function claimUploads(
  tx: Transaction<DB>,
  { ids, owner, purpose }: { ids: readonly string[]; owner: string; purpose: string },
  now: Date,
): Promise<Claimed[] | null> {
  if (ids.length === 0) return []
  const rows = await tx
    .updateTable('uploads')
    .set({ claimed_at: now })
    .where('id', 'in', [...ids])
    .where('owner', '=', owner)
    .where('purpose', '=', purpose)
    .where('sha256', 'is not', null)
    .where('claimed_at', 'is', null)
    .returning(['id', 'sha256', 'bytes'])
    .execute()
  const found = ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
  if (found.length !== ids.length) return null
  return found.map(({ id, sha256, bytes }) => ({ id, sha256: sha256 ?? '', bytes }))
}

/** Pieces of what was claimed, ended or expired go; so do bytes that nothing else may point at. Returns how many rows went. */
export async function purgeUploads({ db, storage, folder }: UploadHall, now: Date): Promise<number> {
  const old = await db
    .deleteFrom('uploads')
    .where((eb) => eb.or([eb('expires_at', '<', now), eb('claimed_at', '<', new Date(now.getTime() - dayMs))]))
    .returning(['id', 'sha256', 'claimed_at'])
    .execute()
  for (const { id, sha256, claimed_at } of old) {
    await forgetPieces(folder, id)
    if (sha256 === null || claimed_at !== null) continue
    // Refused by a foreign key where a row of some feature holds the same bytes: then they stay.
    const isFree = await db
      .deleteFrom('files')
      .where('sha256', '=', sha256)
      .execute()
      .then(
        () => true,
        () => false,
      )
    if (isFree) await storage.remove(sha256)
  }
  return old.length
}

export async function forgetPieces(folder: string, id: string): Promise<void> {
  await Promise.all([rm(join(folder, id), { force: true }), rm(join(folder, `${id}.json`), { force: true })])
}
