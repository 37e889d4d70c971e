import { Hono } from 'hono'
import { dayIn } from '../../platform/civil-day.ts'
import { found } from '../../platform/errors.ts'
import { embeddable, isPublic, openToAll } from '../../platform/http/app.ts'
import type { App, C, Env } from '../../platform/http/env.ts'
import type { Plan } from '../commitments/plan/model.ts'
import { loadPlan } from '../commitments/plan/queries.ts'
import type { Space } from '../spaces/model.ts'
import { findOutlineMap } from '../spaces/outlines/queries.ts'
import { findSpace } from '../spaces/queries.ts'
import { type BoardRow, countsByState, ordered, totalsOf } from './board/model.ts'
import { type BoardMap, boardMap, countsByMunicipality, packagedStates, stateAround } from './board/outlines.ts'
import {
  boardRows,
  choicesOf,
  filteredRows,
  findBoardPlan,
  hasLight,
  judgementCounts,
  listStates,
  namesOf,
  type Scope,
} from './board/queries.ts'
import { type Filters, filtersSchema } from './board/schema.ts'
import { mountContestations } from './contestations/routes.tsx'
import { endOfDay } from './cuts/past/model.ts'
import { pastBoard } from './cuts/past/queries.ts'
import { mountCuts } from './cuts/routes.tsx'
import { mountEvidence } from './evidence/routes.tsx'
import { mountExtensions } from './extensions/routes.tsx'
import { BoardPage } from './pages/board-page.tsx'
import type { Board } from './pages/board-view.ts'
import { EmbeddedBoard } from './pages/embedded-board.tsx'
import { boardPaths } from './paths.ts'
import { mountReminders } from './reminders/routes.tsx'
import { mountReports } from './reports/routes.tsx'
import { mountSheets } from './sheets/routes.tsx'
import { type Twin, twins } from './twins/twins.ts'

type Place = { scope: Scope; space: Space | null; plan: Plan | null; address: string; title: string }

/** The public board: of everybody, of a space, of a plan; the same rows as page, data, feed, calendar and map. */
export function trackingRoutes(): App {
  const app: App = new Hono<Env>()
  mountReports(app)
  mountEvidence(app)
  mountContestations(app)
  mountCuts(app)
  mountSheets(app)
  mountExtensions(app)
  mountReminders(app)
  const doors: { path: string; load: (c: C) => Promise<Place> | Place }[] = [
    { path: '/tablero', load: everybody },
    { path: '/:space/tablero', load: ofSpace },
    { path: '/:space/planes/:plan/tablero', load: ofPlan },
  ]
  for (const { path, load } of doors) {
    app.get(path, async (c) => {
      const place = await load(c)
      isPublic(c)
      return c.html(<BoardPage c={c} board={await boardAt(c, place, filtersOf(c))} />)
    })
    for (const [ending, answer] of Object.entries(twins) as [string, Twin][]) {
      app.get(`${path}.${ending}`, async (c) => {
        const place = await load(c)
        const { rows } = await rowsAt(c, place, filtersOf(c))
        isPublic(c)
        openToAll(c)
        return answer(c, { title: place.title, address: place.address, rows })
      })
    }
  }

  app.get('/:space/planes/:plan/tablero/incrustar', async (c) => {
    const place = await ofPlan(c)
    isPublic(c)
    embeddable(c)
    return c.html(<EmbeddedBoard c={c} board={await boardAt(c, place, filtersOf(c))} />)
  })
  return app
}

function everybody(c: C): Place {
  return { scope: 'all', space: null, plan: null, address: boardPaths.all(), title: c.var.t('board.all.title') }
}

async function ofSpace(c: C): Promise<Place> {
  const space = found(await findSpace(c.var.context.db, c.req.param('space') ?? ''))
  return { scope: { spaceId: space.id }, space, plan: null, address: boardPaths.space(space.slug), title: space.name }
}

async function ofPlan(c: C): Promise<Place> {
  const { db, actor } = c.var.context
  const plan = await loadPlan(db, actor, c.req.param('space') ?? '', c.req.param('plan') ?? '')
  const address = boardPaths.plan(plan.space.slug, plan.slug)
  return { scope: { planId: plan.id }, space: plan.space, plan, address, title: plan.title }
}

function filtersOf(c: C): Filters {
  return filtersSchema.parse(c.req.query())
}

async function rowsAt(c: C, place: Place, filters: Filters) {
  const { db, now } = c.var.context
  const asOf = asOfDay(c, place, filters)
  const all = asOf ? await pastRows(c, place, asOf) : await boardRows(db, place.scope, now)
  const matching = await filteredRows(db, all, { ...filters, plazo: null })
  const rows = ordered(
    matching.filter((row) => hasLight(row, filters.plazo)),
    filters.orden,
  )
  return { all, matching, rows, asOf }
}

/** The end of the past day that the address asks for; null: the board of now. Only a plan's board has a past. */
function asOfDay(c: C, { plan }: Place, { al }: Filters): Date | null {
  return plan && al !== '' && al < dayIn(plan.timeZone, c.var.context.now) ? endOfDay(plan.timeZone, al) : null
}

async function pastRows(c: C, { plan }: Place, asOf: Date): Promise<BoardRow[]> {
  const { db } = c.var.context
  const board = plan && (await findBoardPlan(db, plan.id))
  return board ? (await pastBoard(db, board, asOf)).map(({ row }) => row) : []
}

const pageSize = 50

/**
 * A state's municipalities, once the operator loaded their outlines and some commitment here names one; else Mexico's states,
 * by the operator's outlines or the package's.
 */
async function mapAt(
  c: C,
  { space }: Place,
  all: readonly BoardRow[],
  rows: readonly BoardRow[],
  states: Board['states'],
): Promise<BoardMap> {
  const { db } = c.var.context
  const state = stateAround(space?.territoryKey ?? null)
  const municipal = state && countsByMunicipality(all, state).size > 0 ? await findOutlineMap(db, state) : null
  if (state && municipal) return boardMap('municipalities', municipal, countsByMunicipality(rows, state))
  const national = (await findOutlineMap(db, 'MX')) ?? packagedStates(states)
  return boardMap('states', national, countsByState(rows))
}

async function boardAt(c: C, place: Place, filters: Filters): Promise<Board> {
  const { db } = c.var.context
  // Asked at the same time: what may be chosen does not wait for the rows.
  const [{ all, matching, rows, asOf }, choices, states] = await Promise.all([
    rowsAt(c, place, filters),
    choicesOf(db, place.scope),
    listStates(db),
  ])
  const pages = Math.max(1, Math.ceil(rows.length / pageSize))
  const page = Math.min(filters.pagina, pages)
  const shown = rows.slice((page - 1) * pageSize, page * pageSize)
  const ids = shown.map((row) => row.id)
  const [names, map] = await Promise.all([namesOf(db, ids), mapAt(c, place, all, rows, states)])
  const totals = totalsOf(all)
  const lights: Record<string, number> = { all: matching.length }
  for (const light of ['late', 'due-soon', 'on-time', 'done', 'no-date', 'paused', 'silent', 'disputed'] as const) {
    lights[light] = matching.filter((row) => hasLight(row, light)).length
  }
  const times = all.map((row) => Math.max(row.updatedAt.getTime(), row.lastStatedAt?.getTime() ?? 0))
  return {
    judgements: totals.progress
      ? []
      : await judgementCounts(
          db,
          all.map((row) => row.id),
        ),
    ...{ space: place.space, plan: place.plan, address: place.address, names, choices, states, lights, shown, pages },
    filters: { ...filters, pagina: page },
    totals,
    plans: new Set(all.map((row) => row.plan.id)).size,
    matching: rows.length,
    asOf,
    map,
    changedAt: times.length > 0 ? new Date(times.reduce((a, b) => Math.max(a, b))) : undefined,
  }
}
