import { allow } from '../../../../platform/errors.ts'
import { answerSubmission } from '../../../../platform/http/answer-submission.ts'
import { isPublic, openToAll } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { spaceIdsUnder } from '../../../spaces/queries.ts'
import { rallyPaths } from '../../paths.ts'
import { createEdition } from '../commands.ts'
import { editionsUnder } from '../list/queries.ts'
import { loadSpace } from '../loading/routes.ts'
import { ListPage } from '../pages/list-page.tsx'
import { NewEditionPage } from '../pages/new-edition-page.tsx'
import { canOrganise } from '../policy.ts'
import { findEdition } from '../queries.ts'
import { registerOf } from '../register/queries.ts'
import { newEditionForm } from '../schema.ts'
import { atomOf } from '../twins/atom.ts'
import { icsOf } from '../twins/calendars.ts'
import { calendarChanges } from '../twins/queries.ts'
import { csvAnswer } from '../twins/tables.ts'
import { absolute } from './public.tsx'

export function mountList(app: App): void {
  app.get('/:space/rallies', async (c) => {
    const space = await loadSpace(c)
    isPublic(c)
    const register = await registerOf(c.var.context.db, space.id)
    const organises = canOrganise(c.var.context.actor, space.id)
    return c.html(<ListPage {...{ c, space, register, organises }} editions={await editionsOf(c, space.id, true)} />)
  })

  app.get('/:space/rallies.json', async (c) => {
    const space = await loadSpace(c)
    isPublic(c)
    openToAll(c)
    const [editions, register] = await Promise.all([editionsOf(c, space.id), registerOf(c.var.context.db, space.id)])
    const told = editions.map((row) => ({ ...row, url: absolute(c, rallyPaths.edition(row)) }))
    return c.json({ space: space.slug, editions: told, register })
  })

  app.get('/:space/rallies.csv', async (c) => {
    const space = await loadSpace(c)
    isPublic(c)
    openToAll(c)
    const rows = (await editionsOf(c, space.id)).map((row) => [
      ...[row.space.slug, row.slug, row.name, row.kind, row.state, row.timeZone],
      ...[row.opensAt?.toISOString() ?? null, row.closesAt?.toISOString() ?? null, row.works, row.teams],
      row.space.isFictional,
    ])
    const header = ['space', 'slug', 'name', 'kind', 'state', 'time_zone', 'opens_at', 'closes_at', 'works', 'teams']
    return csvAnswer(c, 'rallies.csv', [...header, 'is_fictional'], rows)
  })

  app.get('/:space/rallies.ics', async (c) => {
    const space = await loadSpace(c)
    isPublic(c)
    openToAll(c)
    const { db, now } = c.var.context
    const editions = []
    for (const row of await editionsOf(c, space.id)) {
      const edition = await findEdition(db, row.space.slug, row.slug)
      if (edition) editions.push({ edition, sequence: await calendarChanges(db, edition.id) })
    }
    const { baseUrl } = c.var.deps.config
    const text = icsOf(c.var.t, c.var.t('rally.list.title'), editions, { now, baseUrl, pathOf: rallyPaths.edition })
    return c.body(text, 200, { 'Content-Type': 'text/calendar; charset=utf-8' })
  })

  app.get('/:space/rallies.atom', async (c) => {
    const space = await loadSpace(c)
    isPublic(c)
    openToAll(c)
    const { now } = c.var.context
    const href = absolute(c, rallyPaths.all(space.slug))
    const entries = (await editionsOf(c, space.id)).map((row) => ({
      id: absolute(c, rallyPaths.edition(row)),
      title: row.space.isFictional ? `${row.name} (${c.var.t('board.fictional')})` : row.name,
      href: absolute(c, rallyPaths.edition(row)),
      updated: row.opensAt && row.opensAt < now ? row.opensAt : now,
      summary: c.var.t(`rally.state.${row.state}`),
    }))
    const feed = { title: `${c.var.t('rally.list.title')}: ${space.name}`, href, self: `${href}.atom`, updated: now }
    return c.body(atomOf(feed, entries), 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
  })
}

/** With drafts for who organises them, where it is a page and not a twin. */
async function editionsOf(c: C, spaceId: string, withDrafts = false) {
  const { db, actor, now } = c.var.context
  return editionsUnder(db, await spaceIdsUnder(db, spaceId), now, (id) => withDrafts && canOrganise(actor, id))
}

export function mountCreation(app: App): void {
  app.get('/:space/rallies/nueva', async (c) => {
    const space = await loadSpace(c)
    allow(canOrganise(c.var.context.actor, space.id))
    const typed = { language: space.language }
    return c.html(<NewEditionPage {...{ c, space, form: 'new', typed, errors: {} }} />)
  })

  app.post('/:space/rallies/nueva', async (c) => {
    const space = await loadSpace(c)
    allow(canOrganise(c.var.context.actor, space.id))
    return answerSubmission(c, {
      schema: newEditionForm,
      act: async (value) => rallyPaths.desk({ space, slug: await createEdition(c.var.context, space, value) }),
      again: ({ typed, errors }) => <NewEditionPage {...{ c, space, form: 'new', typed, errors }} />,
      refusedAt: 'slug',
    })
  })
}
