import { readAttachment } from '../../../../platform/attachments/read-attachment.ts'
import type { Context } from '../../../../platform/context.ts'
import { Refused, TooManyRequests, Unreadable } from '../../../../platform/errors.ts'
import type { C } from '../../../../platform/http/env.ts'
import { type FieldErrors, type Typed, typedFrom } from '../../../../platform/http/form.ts'
import type { MessageKey } from '../../../../platform/i18n.ts'
import { takeTurn } from '../../../../platform/rate-limit.ts'
import { rememberFile } from '../../../../platform/storage/files.ts'
import { claimUploads, type UploadFault, uploadOf } from '../../../../platform/uploads/commands.ts'
import { filedForm } from '../../../../platform/uploads/filed-form.ts'
import type { Tx } from '../commands/within.ts'
import { dropField, fileField, keptField } from './fields.ts'

/** A paper that was looked into and waits for the command that makes it somebody's. */
export type KeptPaper = { uploadId: string; sha256: string; bytes: number; mediaType: string; fileName: string }

export type ReceivedPapers = { form: FormData; typed: Typed; papers: Map<string, KeptPaper>; errors: FieldErrors }

const purpose = 'election-paper'
export const papersMegabytes = 10
const maxBytes = papersMegabytes * 1024 * 1024
const hourly = { name: 'election-papers', max: 60, windowMs: 3_600_000 }
const faultKeys = {
  'too-heavy': 'attachment.too-heavy',
  empty: 'attachment.empty',
  'too-much-waiting': 'elections.error.waiting',
  'too-many': 'elections.error.waiting',
} as const satisfies Record<UploadFault | 'too-many', MessageKey>

const keptLine = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/(.{0,200})$/

/**
 * A multipart form with one file at most under each of these names. A file that came stays with the form when something else in it
 * is wrong: `typed` names it, so that nobody chooses it twice.
 */
export async function receivePapers(c: C, names: readonly string[]): Promise<ReceivedPapers> {
  const { context, deps, t } = c.var
  const owner = context.actor?.id ?? ''
  const turn = await takeTurn(context.db, hourly, owner, deps.config.secret, context.now)
  if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
  const { form, stored, refused } = await filedForm(c, { owner, purpose, maxBytes, most: names.length })
  const typed = typedFrom(form)
  const papers = new Map<string, KeptPaper>()
  const errors: FieldErrors = {}
  for (const { field, fault } of refused) errors[field] = t(faultKeys[fault], { megabytes: papersMegabytes })
  for (const name of names) {
    const come = stored.find(({ field }) => field === fileField(name))
    if (come) typed[keptField(name)] = `${come.id}/${come.fileName}`
    else if (typed[dropField(name)] === 'on') delete typed[keptField(name)]
    try {
      const paper = await lookInto(c, typed[keptField(name)] ?? '')
      if (paper) papers.set(name, paper)
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      delete typed[keptField(name)]
      errors[fileField(name)] = t(error.key, error.values)
    }
  }
  return { form, typed, papers, errors }
}

async function lookInto({ var: { deps, context } }: C, line: string): Promise<KeptPaper | null> {
  const [, uploadId = '', given = ''] = keptLine.exec(line) ?? []
  if (uploadId === '') return null
  const upload = await uploadOf(deps.db, uploadId, context.actor?.id ?? '')
  if (!upload?.sha256 || upload.purpose !== purpose || upload.claimed_at !== null)
    throw new Unreadable('elections.error.upload')
  const bytes = await deps.storage.read(upload.sha256)
  const { mediaType, copy } = await readAttachment(bytes, given)
  // Of a photograph only its pixels: where and with what it was taken is nobody's matter.
  const kept = copy ? await deps.storage.put(copy) : { sha256: upload.sha256, bytes: bytes.length }
  return { ...kept, uploadId, mediaType: copy ? 'image/jpeg' : mediaType, fileName: plainName(given) }
}

/** The last part of a path, without what a header or a file system would stumble over. */
function plainName(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  return last.replace(/[^\p{L}\p{N} ._()-]+/gu, '_').slice(-120)
}

/** Takes papers for good, inside the transaction that makes use of them. */
export async function claimPapers(tx: Tx, { actor, now }: Context, papers: readonly KeptPaper[]): Promise<void> {
  const ids = papers.map(({ uploadId }) => uploadId)
  if ((await claimUploads(tx, { ids, owner: actor?.id ?? '', purpose }, now)) === null)
    throw new Refused('elections.error.upload')
  for (const { sha256, bytes, mediaType } of papers) {
    await rememberFile(tx, { sha256, bytes, mediaType }, now)
    // An upload is remembered before anybody looked into it.
    await tx
      .updateTable('files')
      .set({ media_type: mediaType })
      .where('sha256', '=', sha256)
      .where('media_type', '=', 'application/octet-stream')
      .execute()
  }
}
