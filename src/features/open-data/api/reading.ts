import { found } from '../../../platform/errors.ts'
import { type ApiApp, newApi } from '../../../platform/http/api.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { C } from '../../../platform/http/env.ts'
import { differencesBetween } from '../../commitments/differences/model.ts'
import { readDocument } from '../../commitments/document/queries.ts'
import { loadPlan } from '../../commitments/plan/queries.ts'
import { findSpace, listSpaces } from '../../spaces/queries.ts'
import { type BoardRow, ordered } from '../../tracking/board/model.ts'
import { boardRows, filteredRows, namesOf } from '../../tracking/board/queries.ts'
import { filtersSchema } from '../../tracking/board/schema.ts'
import { publishedPlans } from '../queries.ts'
import {
  commitmentUrl,
  derivedAnswer,
  planAnswer,
  spaceAnswer,
  spaceDetailAnswer,
  summaryAnswer,
  versionAnswer,
} from './answers.ts'
import { operations } from './operations.ts'
import { findVersion, listVersions } from './queries.ts'

const pageSize = 50

/** The reading side: what the public pages know, as data. */
export function readingApi(): ApiApp {
  const api = newApi()
  mountPlaces(api)
  mountCommitments(api)
  return api
}

function mountPlaces(api: ApiApp): void {
  api.openapi(operations.listSpaces, async (c) => {
    const rows = await listSpaces(openAnswer(c).db)
    return c.json({ spaces: rows.map((row) => spaceAnswer(baseOf(c), row)) }, 200)
  })
  api.openapi(operations.getSpace, async (c) => {
    const space = found(await findSpace(openAnswer(c).db, c.req.valid('param').space))
    return c.json(spaceDetailAnswer(baseOf(c), space), 200)
  })
  api.openapi(operations.listPlans, async (c) => {
    const { db } = openAnswer(c)
    const space = found(await findSpace(db, c.req.valid('param').space))
    const plans = await publishedPlans(db, { spaceIds: [space.id] })
    return c.json({ plans: plans.map((plan) => planAnswer(baseOf(c), plan)) }, 200)
  })
  api.openapi(operations.getPlan, async (c) => {
    const { db } = openAnswer(c)
    const { id } = await publicPlan(c, c.req.valid('param'))
    const [plan] = await publishedPlans(db, { planId: id })
    return c.json(planAnswer(baseOf(c), found(plan)), 200)
  })
}

function mountCommitments(api: ApiApp): void {
  api.openapi(operations.listCommitments, async (c) => {
    const { db, now } = openAnswer(c)
    const plan = await publicPlan(c, c.req.valid('param'))
    const filters = filtersSchema.parse(c.req.valid('query'))
    const all = await boardRows(db, { planId: plan.id }, now)
    const rows = ordered(await filteredRows(db, all, filters), filters.orden)
    const pages = Math.max(1, Math.ceil(rows.length / pageSize))
    const shown = rows.slice((filters.pagina - 1) * pageSize, filters.pagina * pageSize)
    const names = await namesOf(db, shown.map(idOf))
    const commitments = shown.map((row) => summaryAnswer(baseOf(c), row, names.get(row.id)))
    return c.json({ total: rows.length, page: filters.pagina, pages, commitments }, 200)
  })
  api.openapi(operations.getCommitment, async (c) => {
    const { db } = openAnswer(c)
    const { space, plan, key } = c.req.valid('param')
    const row = await publicCommitment(c, { space, plan, key })
    const { document, version, updatedAt } = found(await readDocument(db, row.id))
    const url = commitmentUrl(baseOf(c), space, plan, document.key)
    return c.json(
      { space, plan, version, updatedAt: updatedAt.toISOString(), ...derivedAnswer(row), document, url },
      200,
    )
  })
  api.openapi(operations.listVersions, async (c) => {
    const { db } = openAnswer(c)
    const { id } = await publicCommitment(c, c.req.valid('param'))
    return c.json({ versions: (await listVersions(db, id)).map(versionAnswer) }, 200)
  })
  api.openapi(operations.getVersion, async (c) => {
    const { db } = openAnswer(c)
    const { number, ...place } = c.req.valid('param')
    const { id } = await publicCommitment(c, place)
    const { version, document, before } = found(await findVersion(db, id, number))
    const changes = before ? differencesBetween(before, document) : []
    return c.json({ ...versionAnswer(version), changes, document }, 200)
  })
}

const idOf = (row: BoardRow) => row.id
const baseOf = (c: C) => c.var.deps.config.baseUrl

function openAnswer(c: C) {
  isPublic(c)
  openToAll(c)
  return c.var.context
}

async function publicPlan(c: C, place: { space: string; plan: string }) {
  const plan = await loadPlan(c.var.context.db, null, place.space, place.plan)
  return found(plan.publication ? plan : null)
}

/** The row of the public board; drafts have none, whoever asks. */
async function publicCommitment(c: C, place: { space: string; plan: string; key: string }): Promise<BoardRow> {
  const { db, now } = c.var.context
  const plan = await publicPlan(c, place)
  const rows = await boardRows(db, { planId: plan.id }, now)
  return found(rows.find((row) => row.key === place.key.toLowerCase()))
}
