import type { z } from 'zod'
import { Unreadable } from '../../../../platform/errors.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { finishUpload, uploadFolder, uploadOf } from '../../../../platform/uploads/commands.ts'
import type { Edition } from '../../editions/model.ts'
import type { Photos } from '../commands.ts'
import type { Membership, Receipt } from '../model.ts'
import { capturePaths } from '../paths.ts'
import { preparePhoto } from '../photos/commands.ts'
import { receiptOfClient } from '../queries.ts'
import { queued } from '../schema.ts'
import { type Read, readAnnouncement, readVisit } from './reading.ts'

const street = '/:space/rallies/:edition/calle'

type Doors = {
  loadMember(c: C): Promise<{ edition: Edition; membership: Membership }>
  keep(
    c: C,
    edition: Edition,
    membership: Membership,
    read: Extract<Read, { ok: true }>,
    photos: Photos,
  ): Promise<Receipt>
}

/** Where a phone's queue sends what waited: the fields of the forms as JSON, photographs by the uploads they came in. */
export function mountQueue(app: App, { loadMember, keep }: Doors): void {
  const take = async (c: C, kind: 'announcement' | 'visit') => {
    const { edition, membership } = await loadMember(c)
    const sent = await queuedFrom(c)
    const form = formOf(sent.fields)
    const read = kind === 'visit' ? await readVisit(c, edition, form) : await readAnnouncement(c, edition, form)
    if (!read.ok) return problem(c, Object.values(read.errors))
    // What arrived before has its answer, though its uploads are spent by now.
    const earlier = await receiptOfClient(c.var.context.db, edition, read.value.clientId)
    const photos = earlier || kind !== 'visit' ? { prepared: [], uploads: [] } : await photosOf(c, edition, sent.photos)
    const receipt = await keep(c, edition, membership, read, photos)
    return c.json(answerOf(c, edition, receipt))
  }
  app.post(`${street}/anuncios.json`, (c) => take(c, 'announcement'))
  app.post(`${street}/visitas.json`, (c) => take(c, 'visit'))
}

async function queuedFrom(c: C): Promise<z.output<typeof queued>> {
  const body: unknown = await c.req.json().catch(() => null)
  const parsed = queued.safeParse(body)
  if (!parsed.success) throw new Unreadable('capture.error.json')
  return parsed.data
}

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

function problem(c: C, sentences: readonly string[]): Response {
  const { t } = c.var
  const said = { type: 'about:blank', title: t('error.refused.title'), status: 422, detail: sentences.join(' ') }
  return c.body(JSON.stringify(said), 422, { 'Content-Type': 'application/problem+json' })
}

function answerOf(c: C, edition: Edition, receipt: Receipt) {
  return {
    id: receipt.id,
    folio: receipt.folio,
    receipt: capturePaths.receipt(edition, receipt.id),
    warnings: receipt.warnings.map((warning) => c.var.t(`capture.warning.${warning}`)),
  }
}

/** One after another: each is decoded in its turn anyway, and only one lies in memory. */
async function photosOf(c: C, edition: Edition, sent: z.output<typeof queued>['photos']): Promise<Photos> {
  const { context, deps, t } = c.var
  const hall = { db: deps.db, storage: deps.storage, folder: uploadFolder(deps.config.dataDir) }
  const prepared: Photos['prepared'][number][] = []
  for (const [index, photo] of sent.entries()) {
    await finishUpload(hall, photo.upload, context.now)
    const upload = await uploadOf(deps.db, photo.upload, context.actor?.id ?? '')
    if (!upload?.sha256 || upload.claimed_at !== null) throw new Unreadable('capture.error.upload')
    const { latitude, longitude } = photo
    const position = latitude === null || longitude === null ? null : { latitude, longitude, accuracyMeters: null }
    const told = { alt: photo.alt || null, wasBlurred: photo.was_blurred, takenAt: photo.taken_at, position }
    try {
      prepared.push(await preparePhoto(deps.storage, await deps.storage.read(upload.sha256), told, edition.timeZone))
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      throw new Unreadable('capture.error.photo', { number: index + 1, sentence: t(error.key, error.values) })
    }
  }
  return { prepared, uploads: sent.map(({ upload }) => upload) }
}
