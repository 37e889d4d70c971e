import { Readable } from 'node:stream'
import { bodyLimit } from 'hono/body-limit'
import * as z from 'zod'
import { allow, found, TooLarge } from '../../../../platform/errors.ts'
import { permit } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { parseForm } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { largestPhotoBytes } from '../../../../platform/photos/read-photo.ts'
import { loadEdition } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { canModerate } from '../../editions/policy.ts'
import { capturePaths } from '../paths.ts'
import { canSeeOriginals } from '../policy.ts'
import { isJudge, membershipOf } from '../queries.ts'
import { checkPhoto } from './commands.ts'
import type { PhotoState } from './model.ts'
import { PhotosPage } from './pages/photos-page.tsx'
import { countByState, deskPhotos, findPhoto, isShown } from './queries.ts'
import { checkForm } from './schema.ts'

const photos = '/:space/rallies/:edition/fotos'
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const aroundBytes = 64 * 1024

export function mountPhotos(app: App): void {
  app.get(photos, async (c) => {
    const edition = await loadDesk(c)
    return c.html(await deskPage(c, edition, {}))
  })

  const limit = bodyLimit({
    maxSize: largestPhotoBytes + aroundBytes,
    onError: () => {
      throw new TooLarge(largestPhotoBytes / 1024 / 1024)
    },
  })
  app.post(photos, limit, async (c) => {
    const edition = await loadDesk(c)
    const form = await receivedForm(c)
    const parsed = parseForm(checkForm, form, c.var.t)
    if (!parsed.ok) return c.html(await deskPage(c, edition, parsed.errors), 422)
    const { photo, decision, reason } = parsed.value
    if (decision === 'withheld' && reason === null) {
      return c.html(await deskPage(c, edition, { [photo]: c.var.t('capture.check.reason-missing') }), 422)
    }
    const file = form.get('replacement')
    const replacement = file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null
    await checkPhoto(c.var.context, c.var.deps.storage, edition, { photoId: photo, decision, reason, replacement })
    return c.redirect(`${capturePaths.photos(edition)}?estado=${stateFrom(c)}#siguiente`, 303)
  })

  app.get(`${photos}/:file{[0-9a-f]{64}\\.jpg}`, async (c) => {
    const edition = await loadEdition(c)
    const sha256 = (c.req.param('file') ?? '').slice(0, 64)
    found((await isShown(c.var.context.db, edition.id, sha256)) || null)
    // Under this address stands always the same; a day, because what was shown may be withheld after all.
    c.header('Cache-Control', 'public, max-age=86400, immutable')
    return picture(c, sha256, 'image/jpeg')
  })

  app.get(`${photos}/:id{${uuid}}/vista`, async (c) => {
    const edition = await loadEdition(c)
    const { db, actor } = c.var.context
    allow(actor !== null)
    const photo = found(await findPhoto(db, edition.id, c.req.param('id') ?? ''))
    const membership = await membershipOf(db, edition.id, actor.id)
    const may =
      (membership !== null && membership.teamId === photo.teamId) ||
      canModerate(actor, edition.space.id) ||
      (await isJudge(db, edition.id, actor.id))
    found(may || null)
    return picture(c, photo.publicSha256, 'image/jpeg')
  })

  app.get(`${photos}/:id{${uuid}}/original`, async (c) => {
    const edition = await loadEdition(c)
    const { db, actor } = c.var.context
    allow(actor !== null)
    const sees = { spaceId: edition.space.id, isJudge: await isJudge(db, edition.id, actor.id) }
    found(canSeeOriginals(actor, sees) || null)
    const photo = found(await findPhoto(db, edition.id, c.req.param('id') ?? ''))
    found(photo.originalDeletedAt === null || null)
    const ending = photo.mediaType.split('/')[1] === 'jpeg' ? 'jpg' : photo.mediaType.split('/')[1]
    c.header('Content-Disposition', `attachment; filename="${photo.id}.${ending}"`)
    return picture(c, photo.originalSha256, photo.mediaType)
  })
}

async function loadDesk(c: C): Promise<Edition> {
  const edition = await loadEdition(c)
  allow(canModerate(c.var.context.actor, edition.space.id))
  permit(c, { images: 'blob:' })
  return edition
}

const shownAtOnce = 12

async function deskPage(c: C, edition: Edition, errors: Record<string, string>) {
  const { db, actor } = c.var.context
  const state = stateFrom(c)
  const counts = await countByState(db, edition.id)
  const list = await deskPhotos(db, edition.id, state, shownAtOnce)
  const sees = { spaceId: edition.space.id, isJudge: await isJudge(db, edition.id, actor?.id ?? null) }
  return (
    <PhotosPage {...{ c, edition, state, counts, photos: list, errors }} withOriginals={canSeeOriginals(actor, sees)} />
  )
}

const states = z.enum(['waiting', 'shown', 'withheld']).catch('waiting')

function stateFrom(c: C): PhotoState {
  return states.parse(c.req.query('estado'))
}

async function picture(c: C, sha256: string, type: string): Promise<Response> {
  const file = found(await c.var.deps.storage.open(sha256))
  c.header('Content-Type', type)
  c.header('Content-Length', String(file.bytes))
  return c.body(Readable.toWeb(file.stream) as ReadableStream)
}
