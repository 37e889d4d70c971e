import { bodyLimit } from 'hono/body-limit'
import { allow, found, TooLarge, TooManyRequests, Unreadable } from '../../../../platform/errors.ts'
import { isPublic, permit } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { largestPhotoBytes } from '../../../../platform/photos/read-photo.ts'
import { takeTurn } from '../../../../platform/rate-limit.ts'
import { loadEdition } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { capturePaths } from '../paths.ts'
import { preparePhoto } from '../photos/commands.ts'
import type { PreparedPhoto } from '../photos/model.ts'
import { canAnswerMissing } from '../policy.ts'
import { answerMissingWork, reportMissingWork } from './commands.ts'
import { MissingPage } from './pages/missing-page.tsx'
import { missingWorks } from './queries.ts'
import { answerForm, missingForm } from './schema.ts'

const missing = '/:space/rallies/:edition/fuera-del-padron'
const aroundBytes = 64 * 1024
const hourly = { name: 'missing-works', max: 30, windowMs: 3_600_000 }

/** A work missing from the official list: its own path, open to whoever signs in; list and answers are public (T-42). */
export function mountMissing(app: App): void {
  app.get(missing, async (c) => {
    const edition = await loadEdition(c)
    // A draft is seen by its organisers only.
    if (edition.acts.published) isPublic(c)
    return c.html(await page(c, edition, {}, {}))
  })

  const limit = bodyLimit({
    maxSize: largestPhotoBytes + aroundBytes,
    onError: () => {
      throw new TooLarge(largestPhotoBytes / 1024 / 1024)
    },
  })
  app.post(missing, limit, async (c) => {
    const edition = await loadEdition(c)
    const { context, deps } = c.var
    allow(context.actor !== null)
    const form = await receivedForm(c)
    const parsed = parseForm(missingForm, form, c.var.t)
    const photo = await photoOf(c, edition, form)
    const errors = { ...(parsed.ok ? {} : parsed.errors), ...photo.errors }
    if (!parsed.ok || Object.keys(errors).length > 0) return c.html(await page(c, edition, parsed.typed, errors), 422)
    const turn = await takeTurn(context.db, hourly, context.actor.id, deps.config.secret, context.now)
    if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
    const { client_id: clientId, point: position, name, description, municipality } = parsed.value
    const report = { clientId, position, name, description, municipality, photo: photo.value }
    const folio = await reportMissingWork(context, edition, report)
    return c.redirect(`${capturePaths.missing(edition)}?folio=${folio}`, 303)
  })

  app.post(`${missing}/:folio{OBRA-[0-9A-F]{4}-[0-9A-F]{4}}/respuesta`, async (c) => {
    const edition = await loadEdition(c)
    allow(canAnswerMissing(c.var.context.actor, edition.space.id))
    const folio = found(c.req.param('folio'))
    const parsed = parseForm(answerForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await page(c, edition, { ...parsed.typed, answering: folio }, parsed.errors), 422)
    const { outcome, reason, work_key: workKey } = parsed.value
    await answerMissingWork(c.var.context, edition, { folio, outcome, reason, workKey })
    return c.redirect(`${capturePaths.missing(edition)}#${folio}`, 303)
  })
}

/** The photograph, if one came. */
async function photoOf(
  c: C,
  edition: Edition,
  form: FormData,
): Promise<{ value: PreparedPhoto | null; errors: FieldErrors }> {
  const { t, deps } = c.var
  const [file, alt] = [form.get('photo'), form.get('photo_alt')]
  if (!(file instanceof File) || file.size === 0) return { value: null, errors: {} }
  const words = typeof alt === 'string' && alt.trim() !== '' ? alt.trim().slice(0, 300) : null
  const told = { alt: words, wasBlurred: false, takenAt: null, position: null }
  try {
    const value = await preparePhoto(deps.storage, new Uint8Array(await file.arrayBuffer()), told, edition.timeZone)
    return { value, errors: {} }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { value: null, errors: { photo: t(error.key, error.values) } }
  }
}

async function page(c: C, edition: Edition, typed: Typed, errors: FieldErrors) {
  const { db, actor } = c.var.context
  permit(c, { geolocation: true })
  const works = await missingWorks(db, edition.id)
  const folio = c.req.query('folio') ?? null
  // A folio that nobody was given says nothing.
  const sent = works.find((work) => work.folio === folio)?.folio ?? null
  return (
    <MissingPage
      {...{ c, edition, works, typed, errors, sent }}
      mayReport={actor !== null}
      mayAnswer={canAnswerMissing(actor, edition.space.id)}
    />
  )
}
