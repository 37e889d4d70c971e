import { isPublic, openToAll } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type MessageKey, spanish } from '../../../../platform/i18n/messages.ts'
import { permitMap } from '../../../works/routes/loading.ts'
import { rallyPaths } from '../../paths.ts'
import { surroundingsOf } from '../checklist/queries.ts'
import { loadEdition } from '../loading/routes.ts'
import { type Edition, stateOf } from '../model.ts'
import { EditionPage } from '../pages/edition-page.tsx'
import { RulesPage } from '../pages/rules-page.tsx'
import { type WorksAsked, WorksPage, worksPerPage } from '../pages/works-page.tsx'
import { canOrganise } from '../policy.ts'
import { rulesVersions } from '../rules/queries.ts'
import { originOf, replicasOf, standingsOf, turnoutOf } from '../summary/queries.ts'
import { atomOf } from '../twins/atom.ts'
import { icsOf } from '../twins/calendars.ts'
import { editionData } from '../twins/model.ts'
import { calendarChanges, eventsOf } from '../twins/queries.ts'
import { csvAnswer } from '../twins/tables.ts'
import { pointsOf, statesOfWorks, worksOf } from '../works/queries.ts'

const path = '/:space/rallies/:edition'

/** The pages of an edition that anybody reads, and the same as data. */
export function mountEdition(app: App): void {
  app.get(`${path}/reglas`, async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    const versions = await rulesVersions(c.var.context.db, edition.id)
    return c.html(<RulesPage c={c} edition={edition} versions={versions} />)
  })

  app.get(`${path}/reglas.json`, async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    openToAll(c)
    return c.json({ edition: edition.slug, versions: await rulesVersions(c.var.context.db, edition.id) })
  })

  app.get(`${path}/obras`, async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    const base = permitMap(c)
    const asked = worksAsked(c)
    const { page } = asked
    const { db } = c.var.context
    const [works, states] = await Promise.all([
      worksOf(db, edition.id, {
        search: asked.q,
        ...{ state: asked.state, unscored: asked.unscored },
        limit: worksPerPage,
        offset: (page - 1) * worksPerPage,
      }),
      statesOfWorks(db, edition.id),
    ])
    return c.html(<WorksPage {...{ c, edition, works, states, asked, base }} />)
  })

  app.get(`${path}/obras/puntos.json`, async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    openToAll(c)
    const { q, state, unscored } = worksAsked(c)
    const points = await pointsOf(c.var.context.db, edition.id, { search: q, state, unscored })
    return c.json({
      keys: points.map(({ key }) => key),
      at: points.flatMap(({ latitude, longitude }) => [Math.round(longitude * 1e5), Math.round(latitude * 1e5)]),
      visitable: points.map(() => 1),
    })
  })

  app.get(`${path}/obras.csv`, async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    openToAll(c)
    const { rows } = await worksOf(c.var.context.db, edition.id, { limit: 1_000_000 })
    return csvAnswer(
      c,
      'obras.csv',
      ['key', 'name', 'state_key', 'state', 'municipality', 'progress'],
      rows.map((row) => [row.key, row.name, row.stateKey, row.stateName, row.municipality, row.progress]),
    )
  })

  for (const ending of ['json', 'ics', 'atom'] as const) {
    app.get(`${path}{[^/]+\\.${ending}}`, async (c) => twins[ending](c, await loadEdition(c)))
  }

  app.get(path, async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    const { db, actor } = c.var.context
    const [{ partners, works }, turnout, standings, replicas, origin] = await Promise.all([
      surroundingsOf(db, edition.id),
      turnoutOf(db, edition.id),
      standingsOf(db, edition.id),
      replicasOf(db, edition),
      originOf(db, edition),
    ])
    const organises = canOrganise(actor, edition.space.id)
    return c.html(<EditionPage {...{ c, edition, partners, works, turnout, standings, origin, replicas, organises }} />)
  })
}

function worksAsked(c: C): WorksAsked & { unscored: boolean } {
  const page = Math.max(1, Math.min(10_000, Number(c.req.query('pagina')) || 1))
  return {
    q: (c.req.query('q') ?? '').slice(0, 100),
    state: (c.req.query('estado') ?? '').slice(0, 10),
    unscored: c.req.query('sin-puntos') === '1',
    page,
  }
}

const twins = {
  json: async (c: C, edition: Edition) => {
    const { db, now } = c.var.context
    const [{ partners, works }, turnout] = await Promise.all([
      surroundingsOf(db, edition.id),
      turnoutOf(db, edition.id),
    ])
    isPublic(c)
    openToAll(c)
    const url = absolute(c, rallyPaths.edition(edition))
    return c.json(editionData(edition, { state: stateOf(edition, now), partners, works, turnout, url }))
  },
  ics: async (c: C, edition: Edition) => {
    const { db, now } = c.var.context
    const sequence = await calendarChanges(db, edition.id)
    isPublic(c)
    openToAll(c)
    const { baseUrl } = c.var.deps.config
    const text = icsOf(c.var.t, edition.name, [{ edition, sequence }], { now, baseUrl, pathOf: rallyPaths.edition })
    return c.body(text, 200, { 'Content-Type': 'text/calendar; charset=utf-8' })
  },
  atom: async (c: C, edition: Edition) => {
    const events = await eventsOf(c.var.context.db, edition.id)
    isPublic(c)
    openToAll(c)
    const href = absolute(c, rallyPaths.edition(edition))
    const entries = events.map((event) => ({
      id: `${href}#${event.seq}`,
      title: `${edition.name}: ${eventWords(c, event.type)}`,
      href: event.type === 'rally.rules-changed' ? absolute(c, rallyPaths.rules(edition)) : href,
      updated: event.at,
      summary: eventWords(c, event.type),
    }))
    const updated = events[0]?.at ?? c.var.context.now
    const feed = { title: edition.name, href, self: `${href}.atom`, updated }
    return c.body(atomOf(feed, entries), 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
  },
}

function eventWords(c: C, type: string): string {
  const key = `record.type.${type}`
  return key in spanish ? c.var.t(key as MessageKey) : type
}

export function absolute(c: C, path: string): string {
  return `${c.var.deps.config.baseUrl}${path}`
}
