import { readAttachment } from '../../../../platform/attachments/read-attachment.ts'
import type { Context } from '../../../../platform/context.ts'
import { Unreadable } from '../../../../platform/errors.ts'
import type { Deps } from '../../../../platform/http/env.ts'
import type { FieldErrors } from '../../../../platform/http/form.ts'
import type { T } from '../../../../platform/i18n.ts'
import type { Storage } from '../../../../platform/storage/storage.ts'
import { finishUpload, uploadFolder, uploadOf } from '../../../../platform/uploads/commands.ts'
import type { NewEvidence } from '../commands.ts'
import { evidencePurpose, type KeptFile, type Source } from '../model.ts'
import { type IncomingEvidence, slotField } from '../schema.ts'

type Receiving = { context: Context; deps: Deps; t: T }

/** What `addEvidence` takes, but for where it belongs. */
export type ReceivedEvidence = Pick<NewEvidence, 'kind' | 'title' | 'source' | 'datedOn'>

/**
 * Looks into every file and keeps its bytes, before any row points at them: call it outside the transaction, then `addEvidence`
 * inside. One sentence for each piece that is refused, under the name of its field.
 */
export async function receiveEvidence(
  receiving: Receiving,
  entries: readonly IncomingEvidence[],
): Promise<{ received: ReceivedEvidence[]; errors: FieldErrors }> {
  const received: ReceivedEvidence[] = []
  const errors: FieldErrors = {}
  // One after another: files are large, and memory is that of one.
  for (const { slot, ...entry } of entries) {
    try {
      const { kind, title, datedOn } = entry
      received.push({ kind, title, datedOn, source: await receiveSource(receiving, entry) })
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      errors[slotField(slot, 'file')] = receiving.t(error.key, error.values)
    }
  }
  return { received, errors }
}

/** @throws Unreadable with the sentence of what is wrong with the file */
export async function receiveSource(
  { context, deps }: Receiving,
  entry: Pick<IncomingEvidence, 'file' | 'upload' | 'url'>,
): Promise<Source> {
  if (entry.file) {
    const bytes = new Uint8Array(await entry.file.arrayBuffer())
    return { file: await keepFile(deps.storage, bytes, entry.file.name) }
  }
  if (entry.upload) return { file: await keepUpload(deps, context, entry.upload) }
  if (entry.url) return { url: entry.url }
  throw new Unreadable('evidence.error.source')
}

/** Durable when it resolves. @throws Unreadable */
export async function keepFile(storage: Storage, bytes: Uint8Array, fileName: string): Promise<KeptFile> {
  const { mediaType, copy, thumbnail } = await readAttachment(bytes, fileName)
  return {
    ...(await storage.put(bytes)),
    ...{ mediaType, fileName: plainName(fileName), uploadId: null },
    copy: copy && (await storage.put(copy)),
    thumbnail: thumbnail && (await storage.put(thumbnail)),
  }
}

async function keepUpload(
  deps: Deps,
  { actor, now }: Context,
  { id, fileName }: { id: string; fileName: string },
): Promise<KeptFile> {
  const hall = { db: deps.db, storage: deps.storage, folder: uploadFolder(deps.config.dataDir) }
  const upload = actor && (await uploadOf(deps.db, id, actor.id))
  if (!upload || upload.claimed_at !== null || upload.purpose !== evidencePurpose)
    throw new Unreadable('evidence.error.upload')
  await finishUpload(hall, id, now)
  const finished = await uploadOf(deps.db, id, actor.id)
  if (!finished?.sha256) throw new Unreadable('evidence.error.upload')
  return { ...(await keepFile(deps.storage, await deps.storage.read(finished.sha256), fileName)), uploadId: id }
}

const longestName = 120

/** The last part of a path, without what a header or a file system would stumble over. */
function plainName(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  return last.replace(/[^\p{L}\p{N} ._()-]+/gu, '_').slice(-longestName)
}
