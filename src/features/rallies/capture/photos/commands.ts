import type { Transaction } from 'kysely'
import type { Context } from '../../../../platform/context.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { readPhoto } from '../../../../platform/photos/read-photo.ts'
import { record } from '../../../../platform/record.ts'
import { rememberFile } from '../../../../platform/storage/files.ts'
import type { Storage } from '../../../../platform/storage/storage.ts'
import type { Edition } from '../../editions/model.ts'
import { canModerate } from '../../editions/policy.ts'
import type { PreparedPhoto, Told } from './model.ts'

/**
 * Keeps a photograph's bytes and makes its copies; nothing points at them yet.
 * @throws Unreadable with a sentence when it is none.
 */
export async function preparePhoto(
  storage: Storage,
  bytes: Uint8Array,
  told: Told,
  timeZone: string,
): Promise<PreparedPhoto> {
  const { mediaType, copy, thumbnail, width, height, phash, exif } = await readPhoto(bytes, timeZone)
  const original = { ...(await storage.put(bytes)), mediaType }
  const read = { width, height, phash, exif }
  return { ...told, original, copy: await storage.put(copy), thumbnail: await storage.put(thumbnail), read }
}

const dayMs = 86_400_000

/** What the photographs show: a visit, or a work that the list lacks. */
export type Pictured = { captureId: string } | { missingWorkId: string }

export async function insertPhotos(
  tx: Transaction<DB>,
  { edition, of, photos }: { edition: Edition; of: Pictured; photos: readonly PreparedPhoto[] },
  now: Date,
): Promise<void> {
  const deleteAfter = new Date((edition.closesAt ?? now).getTime() + edition.photoRetentionDays * dayMs)
  for (const [position, { original, copy, thumbnail, read, ...told }] of photos.entries()) {
    await rememberFile(tx, original, now)
    for (const made of [copy, thumbnail]) await rememberFile(tx, { ...made, mediaType: 'image/jpeg' }, now)
    await tx
      .insertInto('rally_photos')
      .values({
        id: newId(),
        edition_id: edition.id,
        capture_id: 'captureId' in of ? of.captureId : null,
        missing_work_id: 'missingWorkId' in of ? of.missingWorkId : null,
        position,
        original_sha256: original.sha256,
        original_delete_after: deleteAfter,
        public_sha256: copy.sha256,
        thumbnail_sha256: thumbnail.sha256,
        width: read.width,
        height: read.height,
        phash: read.phash,
        alt: told.alt,
        was_blurred: told.wasBlurred,
        exif_taken_at: read.exif.takenAt,
        exif_latitude: read.exif.position?.latitude ?? null,
        exif_longitude: read.exif.position?.longitude ?? null,
        device_taken_at: told.takenAt,
        device_latitude: told.position?.latitude ?? null,
        device_longitude: told.position?.longitude ?? null,
        received_at: now,
      })
      .execute()
  }
}

export type PhotoCheck = {
  photoId: string
  decision: 'shown' | 'withheld'
  reason: string | null
  /** A copy that the checker blurred; it takes the place of ours. */
  replacement: Uint8Array | null
}

/** Somebody looked for faces and plates: from now on the photograph is public, or stays withheld. The newest check holds. */
export async function checkPhoto(
  context: Context,
  storage: Storage,
  edition: Edition,
  check: PhotoCheck,
): Promise<void> {
  const { db, actor, now } = context
  allow(canModerate(actor, edition.space.id))
  if (check.decision === 'withheld' && check.reason === null) throw new Refused('capture.check.reason-missing')
  const made = check.replacement && (await readPhoto(check.replacement, edition.timeZone))
  const kept = made && (await storage.put(made.copy))
  await db.transaction().execute(async (tx) => {
    const photo = found(
      await tx
        .selectFrom('rally_photos')
        .select(['id', 'capture_id', 'missing_work_id'])
        .where('id', '=', check.photoId)
        .where('edition_id', '=', edition.id)
        .forUpdate()
        .executeTakeFirst(),
    )
    if (kept) await rememberFile(tx, { ...kept, mediaType: 'image/jpeg' }, now)
    await tx
      .insertInto('rally_photo_checks')
      .values({
        photo_id: photo.id,
        decision: check.decision,
        reason: check.reason,
        replaced_sha256: kept?.sha256 ?? null,
        checked_by: actor?.id ?? null,
        checked_at: now,
      })
      .execute()
    await record(tx, context, {
      type: 'rally-photo.checked',
      spaceId: edition.space.id,
      subject: { type: 'rally-photo', id: photo.id },
      details: {
        edition: edition.slug,
        ...(photo.capture_id ? { capture: photo.capture_id } : { missingWork: photo.missing_work_id }),
        decision: check.decision,
        replaced: kept !== null,
      },
    })
  })
}

/** Originals whose time is over go; their hash and the day stay. Returns how many. */
export async function deleteOldOriginals(
  { db, storage }: { db: Context['db']; storage: Storage },
  now: Date,
): Promise<number> {
  const due = await db
    .selectFrom('rally_photos')
    .select(['id', 'original_sha256'])
    .where('original_delete_after', '<', now)
    .where('original_deleted_at', 'is', null)
    .limit(5000)
    .execute()
  for (const { id, original_sha256 } of due) {
    await db.updateTable('rally_photos').set({ original_deleted_at: now }).where('id', '=', id).execute()
    // The same bytes may stand behind another photograph whose time is not over, or be a public copy.
    const other = await db
      .selectFrom('rally_photos')
      .select('id')
      .where((eb) =>
        eb.or([
          eb.and([eb('original_sha256', '=', original_sha256), eb('original_deleted_at', 'is', null)]),
          eb('public_sha256', '=', original_sha256),
          eb('thumbnail_sha256', '=', original_sha256),
        ]),
      )
      .executeTakeFirst()
    if (!other) await storage.remove(original_sha256)
  }
  return due.length
}
