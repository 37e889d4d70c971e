import { Hono } from 'hono'
import { allow, found, Refused } from '../../platform/errors.ts'
import { isPublic, openToAll } from '../../platform/http/app.ts'
import type { App, C, Env } from '../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../platform/http/form.ts'
import { receivedForm } from '../../platform/http/received-form.ts'
import { changeSettings, createSpace } from './commands.ts'
import type { Space } from './model.ts'
import { NewSpacePage, SettingsPage } from './pages/space-forms.tsx'
import { SpacesPage } from './pages/spaces-page.tsx'
import { spacePaths } from './paths.ts'
import { canAdministerSpace } from './policy.ts'
import { findSpace, listSpaces } from './queries.ts'
import { newSpaceForm, settingsForm } from './schema.ts'

export function spaceRoutes(): App {
  const app: App = new Hono<Env>()
  mountList(app)
  mountCreation(app)
  mountSettings(app)
  return app
}

/** Those that this person may make spaces below. */
async function administered(c: C) {
  const { db, actor } = c.var.context
  return (await listSpaces(db)).filter((space) => canAdministerSpace(actor, space.id))
}

function mountList(app: App): void {
  app.get('/espacios.json', async (c) => {
    isPublic(c)
    openToAll(c)
    const spaces = await listSpaces(c.var.context.db)
    return c.json({ spaces: spaces.map(({ id: _, ...space }) => space) })
  })

  app.get('/espacios', async (c) => {
    isPublic(c)
    const spaces = await listSpaces(c.var.context.db)
    const { actor } = c.var.context
    const canCreate = spaces.some((space) => canAdministerSpace(actor, space.id))
    return c.html(<SpacesPage c={c} spaces={spaces} canCreate={canCreate} />)
  })
}

function mountCreation(app: App): void {
  app.get('/espacios/nuevo', async (c) => {
    const parents = await administered(c)
    allow(parents.length > 0)
    return c.html(<NewSpacePage c={c} parents={parents} typed={{}} errors={{}} />)
  })

  app.post('/espacios/nuevo', async (c) => {
    const parents = await administered(c)
    allow(parents.length > 0)
    const parsed = parseForm(newSpaceForm, await receivedForm(c), c.var.t)
    const again = (errors: FieldErrors, status: 409 | 422) =>
      c.html(<NewSpacePage c={c} parents={parents} typed={parsed.typed} errors={errors} />, status)
    const parent = parents.find((space) => space.slug === parsed.typed.parent)
    if (!parsed.ok) return again(parsed.errors, 422)
    if (!parent) return again({ parent: c.var.t('error.choice') }, 422)
    try {
      await createSpace(c.var.context, parent.id, parsed.value)
      return c.redirect(spacePaths.settings(parsed.value.slug), 303)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const field = error.key === 'space.slug.taken' ? 'slug' : 'territoryKey'
      return again({ [field]: c.var.t(error.key, error.values) }, 409)
    }
  })
}

function mountSettings(app: App): void {
  const load = async (c: C): Promise<Space> => {
    const space = found(await findSpace(c.var.context.db, found(c.req.param('space'))))
    allow(canAdministerSpace(c.var.context.actor, space.id))
    return space
  }

  app.get('/:space/ajustes', async (c) => {
    const space = await load(c)
    const sent = c.req.query('guardado') !== undefined
    return c.html(<SettingsPage c={c} space={space} typed={typedSettings(space)} errors={{}} sent={sent} />)
  })

  app.post('/:space/ajustes', async (c) => {
    const space = await load(c)
    const parsed = parseForm(settingsForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) {
      return c.html(<SettingsPage c={c} space={space} typed={parsed.typed} errors={parsed.errors} sent={false} />, 422)
    }
    await changeSettings(c.var.context, space, parsed.value)
    return c.redirect(`${spacePaths.settings(space.slug)}?guardado`, 303)
  })
}

function typedSettings(space: Space): Typed {
  const { name, language, colorPrimary, colorAccent, greca, contactOffice, contactUrl, about } = space
  const plain = { name, language, greca }
  const optional = { colorPrimary, colorAccent, contactOffice, contactUrl, about }
  return { ...plain, ...Object.fromEntries(Object.entries(optional).map(([field, value]) => [field, value ?? ''])) }
}
