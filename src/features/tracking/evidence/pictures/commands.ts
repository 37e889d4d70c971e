import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import type { Database } from '../../../../platform/context.ts'
import { rememberFile } from '../../../../platform/storage/files.ts'
import type { Storage } from '../../../../platform/storage/storage.ts'

const patienceMs = 20_000

/** The first page of a PDF as a picture and a small one; once for the same bytes. What cannot be drawn is noted, not tried again. */
export async function drawDocument(
  { db, storage }: { db: Database; storage: Storage },
  sha256: string,
  now: Date,
): Promise<void> {
  const done = await db.selectFrom('document_pictures').select('sha256').where('sha256', '=', sha256).executeTakeFirst()
  if (done) return
  const drawn = await drawnIn(new Uint8Array(await storage.read(sha256))).catch(() => null)
  if (drawn === null) {
    const row = { sha256, fault: 'undrawable', made_at: now }
    await db
      .insertInto('document_pictures')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return
  }
  const picture = await storage.put(await sharp(drawn.png).jpeg({ quality: 82 }).toBuffer())
  const thumbnail = await storage.put(
    await sharp(drawn.png).resize(400, 400, { fit: 'inside' }).jpeg({ quality: 76 }).toBuffer(),
  )
  await db.transaction().execute(async (tx) => {
    for (const made of [picture, thumbnail]) await rememberFile(tx, { ...made, mediaType: 'image/jpeg' }, now)
    const made = { picture_sha256: picture.sha256, thumbnail_sha256: thumbnail.sha256, pages: drawn.pages }
    await tx
      .insertInto('document_pictures')
      .values({ sha256, ...made, made_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
}

type Drawn = { png: Uint8Array; pages: number }

/** In a thread with bounded memory that is ended after its time: a PDF is a program of sorts. */
function drawnIn(bytes: Uint8Array): Promise<Drawn> {
  const worker = new Worker(new URL('./draw.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  return new Promise<Drawn>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('took too long')), patienceMs)
    worker.once('message', (drawn: Drawn) => resolve(drawn))
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('ended without a picture')))
    worker.once('exit', () => clearTimeout(timer))
  }).finally(() => void worker.terminate())
}
