import { largestAttachmentBytes, readAttachment } from '../../../../platform/attachments/read-attachment.ts'
import { TooManyRequests, Unreadable } from '../../../../platform/errors.ts'
import type { C } from '../../../../platform/http/env.ts'
import { type FieldErrors, type Typed, typedFrom } from '../../../../platform/http/form.ts'
import type { MessageKey } from '../../../../platform/i18n.ts'
import { takeTurn } from '../../../../platform/rate-limit.ts'
import type { Storage } from '../../../../platform/storage/storage.ts'
import { finishUpload, type UploadFault, uploadFolder, uploadOf } from '../../../../platform/uploads/commands.ts'
import { filedForm } from '../../../../platform/uploads/filed-form.ts'
import { evidencePurpose, type KeptFile } from '../model.ts'
import { dateField, dayOf, type KeptField, keptFields, keptLines } from '../schema.ts'

/** A file of a form that was looked into and waits for the command that makes it evidence. */
export type WaitingFile = KeptField & { datedOn: string | null; bytes: number; file: KeptFile }

export type ReceivedFiles = { typed: Typed; files: WaitingFile[]; errors: FieldErrors }

const hourly = { name: 'evidence', max: 120, windowMs: 3_600_000 }
const faultKeys = {
  'too-heavy': 'attachment.too-heavy',
  empty: 'attachment.empty',
  'too-much-waiting': 'evidence.error.waiting',
  'too-many': 'evidence.error.many',
} as const satisfies Record<UploadFault | 'too-many', MessageKey>

/**
 * A multipart form with files: those that came now and those that it already had, each looked into. `typed` names the good ones
 * only; the sentence for each of the others stands under `files`.
 */
export async function receiveForm(c: C, most: number): Promise<ReceivedFiles & { form: FormData }> {
  const { context, deps, t } = c.var
  const owner = context.actor?.id ?? ''
  const turn = await takeTurn(context.db, hourly, owner, deps.config.secret, context.now)
  if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
  const rules = { owner, purpose: evidencePurpose, maxBytes: largestAttachmentBytes, most }
  const { form, stored, refused } = await filedForm(c, rules)
  const typed = typedFrom(form)
  typed.kept = [typed.kept ?? '', keptLines(stored)].filter(Boolean).join('\n')
  const received = await lookInto(c, typed, most)
  const megabytes = largestAttachmentBytes / 1024 / 1024
  const faults = refused.map(({ fileName, fault }) => said(fileName, t(faultKeys[fault], { megabytes, most })))
  const files = [...faults, received.errors.files ?? ''].filter(Boolean).join(' ')
  return { ...received, form, errors: { ...received.errors, ...(files ? { files } : {}) } }
}

/** The files that a form already had, as they lie here: whole, its owner's, and something that we take. */
export async function lookInto(c: C, typed: Typed, most: number): Promise<ReceivedFiles> {
  const { t } = c.var
  const files: WaitingFile[] = []
  const errors: FieldErrors = {}
  const faults: string[] = []
  const fields = keptFields(typed)
  if (fields.length > most) faults.push(t('evidence.error.many', { most }))
  // One after another: files are large, and memory is that of one.
  for (const field of fields.slice(0, most)) {
    const datedOn = dayOf(field)
    if (datedOn === undefined) errors[dateField(field.id)] = t('error.date')
    try {
      const file = await takeUpload(c, field)
      files.push({ ...field, datedOn: datedOn ?? null, bytes: file.bytes, file })
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      faults.push(said(field.fileName, t(error.key, error.values)))
    }
  }
  if (faults.length > 0) errors.files = faults.join(' ')
  return { typed: { ...typed, kept: keptLines(files), drop: '' }, files, errors }
}

function said(fileName: string, sentence: string): string {
  return fileName ? `«${fileName.slice(0, 80)}»: ${sentence}` : sentence
}

async function takeUpload({ var: { deps, context } }: C, { id, fileName }: KeptField): Promise<KeptFile> {
  const { actor, now } = context
  const hall = { db: deps.db, storage: deps.storage, folder: uploadFolder(deps.config.dataDir) }
  const upload = actor && (await uploadOf(deps.db, id, actor.id))
  if (!upload || upload.claimed_at !== null || upload.purpose !== evidencePurpose)
    throw new Unreadable('evidence.error.upload')
  await finishUpload(hall, id, now)
  const finished = await uploadOf(deps.db, id, actor.id)
  if (!finished?.sha256) throw new Unreadable('evidence.error.upload')
  return { ...(await keepFile(deps.storage, await deps.storage.read(finished.sha256), fileName)), uploadId: id }
}

/** Durable when it resolves. @throws Unreadable with the sentence of what is wrong with the file */
export async function keepFile(storage: Storage, bytes: Uint8Array, fileName: string): Promise<KeptFile> {
  const { mediaType, copy, thumbnail } = await readAttachment(bytes, fileName)
  return {
    ...(await storage.put(bytes)),
    ...{ mediaType, fileName: plainName(fileName), uploadId: null },
    copy: copy && (await storage.put(copy)),
    thumbnail: thumbnail && (await storage.put(thumbnail)),
  }
}

const longestName = 120

/** The last part of a path, without what a header or a file system would stumble over. */
function plainName(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  return last.replace(/[^\p{L}\p{N} ._()-]+/gu, '_').slice(-longestName)
}
