import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { allow, found } from '../../platform/errors.ts'
import { isPublic, languageCookie } from '../../platform/http/app.ts'
import type { App, Env } from '../../platform/http/env.ts'
import { receivedForm } from '../../platform/http/received-form.ts'
import { exercisesOf } from '../exercises/queries.ts'
import { safeReturnTo } from '../people/model.ts'
import { editionsUnder } from '../rallies/editions/list/queries.ts'
import { findSpace, listSpaces } from '../spaces/queries.ts'
import { mountFolios } from './folios/routes.tsx'
import { AccessibilityPage } from './pages/accessibility-page.tsx'
import { HomePage } from './pages/home-page.tsx'
import { SpacePage } from './pages/space-page.tsx'
import { WorkPage } from './pages/work-page.tsx'
import { homeFigures, plansOfSpace, spacesBelow, workOf } from './queries.ts'

/** The front door, the door of each space, and what concerns the whole house. */
export function siteRoutes(): App {
  const app: App = new Hono<Env>()
  mountFolios(app)

  app.get('/', async (c) => {
    const { db, now } = c.var.context
    isPublic(c)
    const spaces = await listSpaces(db)
    const editions = await editionsUnder(
      db,
      spaces.map(({ id }) => id),
      now,
      () => false,
    )
    const rallies = editions.filter(({ state }) => state === 'registration' || state === 'running')
    return c.html(<HomePage {...{ c, spaces, rallies }} figures={await homeFigures(db, now)} />)
  })

  app.get('/trabajo', async (c) => {
    const { db, actor } = c.var.context
    allow(actor !== null)
    return c.html(<WorkPage c={c} work={await workOf(db, actor)} />)
  })

  app.post('/idioma', async (c) => {
    const form = await receivedForm(c)
    const locale = form.get('locale') === 'en' ? 'en' : 'es'
    setCookie(c, languageCookie, locale, { path: '/', maxAge: 31_536_000, sameSite: 'Lax', httpOnly: true })
    return c.redirect(safeReturnTo(String(form.get('returnTo') ?? '')), 303)
  })

  app.get('/accesibilidad', (c) => {
    isPublic(c)
    return c.html(<AccessibilityPage c={c} />)
  })

  app.get('/:space', async (c) => {
    const { db, actor } = c.var.context
    const space = found(await findSpace(db, c.req.param('space')))
    isPublic(c)
    const plans = await plansOfSpace(db, actor, space.id)
    const [below, exercises] = [await spacesBelow(db, space.id), await exercisesOf(db, actor, space.id)]
    return c.html(<SpacePage {...{ c, space, plans, below, exercises }} />)
  })

  return app
}
