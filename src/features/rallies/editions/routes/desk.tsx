import { Refused } from '../../../../platform/errors.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { rallyPaths } from '../../paths.ts'
import { cancelEdition, publishEdition } from '../acts/commands.ts'
import { lacksOf } from '../checklist/model.ts'
import { surroundingsOf } from '../checklist/queries.ts'
import { loadOrganised } from '../loading/routes.ts'
import type { Edition } from '../model.ts'
import { DeskPage } from '../pages/desk-page.tsx'
import { cancellationForm } from '../schema.ts'

const path = '/:space/rallies/:edition/organizar'

export function mountDesk(app: App): void {
  app.get(path, async (c) => c.html(await deskPage(c, await loadOrganised(c), {})))

  app.post(`${path}/publicacion`, async (c) => {
    const edition = await loadOrganised(c)
    try {
      await publishEdition(c.var.context, edition)
      return c.redirect(rallyPaths.edition(edition), 303)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return c.html(await deskPage(c, edition, { refused: c.var.t(error.key, error.values) }), 409)
    }
  })

  app.post(`${path}/cancelacion`, async (c) => {
    const edition = await loadOrganised(c)
    const parsed = parseForm(cancellationForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await deskPage(c, edition, parsed), 422)
    await cancelEdition(c.var.context, edition, parsed.value.reason)
    return c.redirect(rallyPaths.desk(edition), 303)
  })
}

type Back = { typed?: Typed; errors?: FieldErrors; refused?: string }

async function deskPage(c: C, edition: Edition, { typed, errors, refused }: Back) {
  const lacks = lacksOf(edition, await surroundingsOf(c.var.context.db, edition.id))
  const back = { ...(typed ? { typed } : {}), ...(errors ? { errors } : {}), ...(refused ? { refused } : {}) }
  return <DeskPage c={c} edition={edition} lacks={lacks} {...back} />
}
