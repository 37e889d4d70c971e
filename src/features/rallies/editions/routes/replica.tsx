import { bodyLimit } from 'hono/body-limit'
import { allow, Refused, TooLarge } from '../../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import type { Space } from '../../../spaces/model.ts'
import { rallyPaths } from '../../paths.ts'
import { loadEdition, loadSpace } from '../loading/routes.ts'
import { NewEditionPage } from '../pages/new-edition-page.tsx'
import { canOrganise } from '../policy.ts'
import { replicateEdition } from '../replica/commands.ts'
import { replicaFile, replicaOf } from '../replica/model.ts'
import { mostReplicaBytes, readReplica, readReplicaBytes, startForm } from '../replica/schema.ts'

const limit = bodyLimit({
  maxSize: mostReplicaBytes * 3,
  onError: () => {
    throw new TooLarge(1)
  },
})

/** An edition as a file that starts another one, and the form that takes such a file. */
export function mountReplica(app: App): void {
  app.get('/:space/rallies/:edition/replica.json', async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    openToAll(c)
    const { text, sha256 } = replicaFile(replicaOf(edition))
    c.header('ETag', `"${sha256}"`)
    c.header('Content-Disposition', `attachment; filename="${edition.slug}.replica.json"`)
    return c.body(text, 200, { 'Content-Type': 'application/json; charset=utf-8' })
  })

  app.post('/:space/rallies/importaciones', limit, async (c) => {
    const space = await loadSpace(c)
    allow(canOrganise(c.var.context.actor, space.id))
    const form = await receivedForm(c)
    const parsed = parseForm(startForm, form, c.var.t)
    const file = form.get('file')
    const read =
      file instanceof File && file.size > 0
        ? readReplicaBytes(new Uint8Array(await file.arrayBuffer()))
        : readReplica(String(form.get('text') ?? ''))
    const errors: FieldErrors = parsed.ok ? {} : { ...parsed.errors }
    if (!read.ok) {
      const where = file instanceof File && file.size > 0 ? 'file' : 'text'
      errors[where] = c.var.t(read.fault.key, read.fault.values)
    }
    if (!parsed.ok || !read.ok) return c.html(again(c, space, parsed.typed, errors), 422)
    try {
      const { name, timeZone, opens } = parsed.value
      const start = { name, timeZone, opens, slug: '' }
      const slug = await replicateEdition(c.var.context, space, read.replica, start)
      return c.redirect(rallyPaths.desk({ space, slug }), 303)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return c.html(again(c, space, parsed.typed, { name: c.var.t(error.key, error.values) }), 409)
    }
  })
}

function again(c: C, space: Space, typed: Typed, errors: FieldErrors) {
  return <NewEditionPage {...{ c, space, form: 'replica', typed, errors }} />
}
