import { allow, found } from '../../../../platform/errors.ts'
import { isPublic, permit } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { loadEdition } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { capturePaths } from '../paths.ts'
import { canAnswerMissing } from '../policy.ts'
import { answerMissingWork, reportMissingWork } from './commands.ts'
import { MissingPage } from './pages/missing-page.tsx'
import { missingWorks } from './queries.ts'
import { answerForm, missingForm } from './schema.ts'

const missing = '/:space/rallies/:edition/fuera-del-padron'

/** A work missing from the official list: its own path, open to whoever signs in; list and answers are public (T-42). */
export function mountMissing(app: App): void {
  app.get(missing, async (c) => {
    const edition = await loadEdition(c)
    // A draft is seen by its organisers only.
    if (edition.acts.published) isPublic(c)
    return c.html(await page(c, edition, {}, {}))
  })

  app.post(missing, async (c) => {
    const edition = await loadEdition(c)
    allow(c.var.context.actor !== null)
    const parsed = parseForm(missingForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await page(c, edition, parsed.typed, parsed.errors), 422)
    const { client_id: clientId, point: position, ...told } = parsed.value
    const folio = await reportMissingWork(c.var.context, edition, { clientId, position, ...told })
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
