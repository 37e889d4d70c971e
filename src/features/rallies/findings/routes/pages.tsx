import { allow, found } from '../../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { findOrganization } from '../../../organizations/queries.ts'
import type { OutlineMap } from '../../../spaces/outlines/model.ts'
import { findOutlineMap } from '../../../spaces/outlines/queries.ts'
import { packagedStates } from '../../../tracking/board/outlines.ts'
import { listStates } from '../../../tracking/board/queries.ts'
import { toldCorrections } from '../../../works/corrections/queries.ts'
import { loadEdition } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { canOrganise } from '../../editions/policy.ts'
import { answerFinding } from '../commands.ts'
import { FindingPage } from '../pages/finding-page.tsx'
import { FindingsPage } from '../pages/findings-page.tsx'
import { PublisherPage } from '../pages/publisher-page.tsx'
import { findingPaths } from '../paths.ts'
import { answersFor } from '../policy.ts'
import { tellPublisher } from '../publisher/commands.ts'
import { correctionsFrom } from '../publisher/corrections.ts'
import { csvOf, linesOf } from '../publisher/lines.ts'
import { publisherReport } from '../publisher/queries.ts'
import { type FindingRow, filtered, listFindings, observationOf } from '../queries.ts'
import { answerForm, filtersSchema } from '../schema.ts'
import { findingTwins } from '../twins.ts'

const path = '/:space/rallies/:edition/hallazgos'
const number = ':number{[0-9]{1,9}}'

export function mountFindingPages(app: App): void {
  app.get(path, async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    const all = await listFindings(c.var.context.db, edition.id)
    const filters = filtersSchema.parse(c.req.query())
    const states = await statesFor(c, all)
    return c.html(<FindingsPage {...{ c, edition, all, rows: filtered(all, filters), filters, states }} />)
  })

  for (const [ending, answer] of Object.entries(findingTwins)) {
    app.get(`${path}.${ending}`, async (c) => {
      const edition = await loadEdition(c)
      isPublic(c)
      openToAll(c)
      const rows = await listFindings(c.var.context.db, edition.id)
      return answer(c, edition, filtered(rows, filtersSchema.parse(c.req.query())))
    })
  }

  mountPublisher(app)
  mountFinding(app)
}

/** Mexico's states, as the operator's outlines or the package draw them, once findings lie in more than one. */
async function statesFor(c: C, rows: readonly FindingRow[]): Promise<OutlineMap | null> {
  const { db } = c.var.context
  if (new Set(rows.flatMap(({ work }) => work.stateKey ?? [])).size < 2) return null
  return (await findOutlineMap(db, 'MX')) ?? packagedStates(await listStates(db))
}

function mountFinding(app: App): void {
  app.get(`${path}/${number}`, async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    return c.html(await findingPage(c, edition, await loadFinding(c, edition), {}, {}))
  })

  app.post(`${path}/${number}/respuesta`, async (c) => {
    const edition = await loadEdition(c)
    const row = await loadFinding(c, edition)
    allow(answersFor(c.var.context.actor, edition.space.id, row.institutionId).length > 0)
    const parsed = parseForm(answerForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await findingPage(c, edition, row, parsed.typed, parsed.errors), 422)
    await answerFinding(c.var.context, edition, row.number, parsed.value)
    return c.redirect(findingPaths.finding(edition, row.number), 303)
  })
}

async function loadFinding(c: C, edition: Edition): Promise<FindingRow> {
  const [row] = await listFindings(c.var.context.db, edition.id, Number(c.req.param('number')))
  return found(row)
}

async function findingPage(c: C, edition: Edition, row: FindingRow, typed: Typed, errors: FieldErrors) {
  const { db, actor } = c.var.context
  const seen = await observationOf(db, edition.id, row)
  const own = answersFor(actor, edition.space.id, row.institutionId)
  const organizations = (await Promise.all(own.map((id) => findOrganization(db, edition.space.id, id)))).filter(
    (organization) => organization !== null,
  )
  return <FindingPage {...{ c, edition, row, seen, organizations, typed, errors }} />
}

function mountPublisher(app: App): void {
  const load = async (c: C) => {
    const edition = await loadEdition(c)
    isPublic(c)
    const { db } = c.var.context
    const report = await publisherReport(db, edition, await listFindings(db, edition.id))
    return { edition, report, lines: linesOf(c.var.t, edition, report, c.var.deps.config.baseUrl) }
  }
  app.get(`${path}/para-quien-publica`, async (c) => {
    const { edition, report, lines } = await load(c)
    const { db, actor } = c.var.context
    const ids = correctionsFrom(c.var.t, edition, report, '').map(({ id }) => id)
    const telling = canOrganise(actor, edition.space.id)
      ? { told: (await toldCorrections(db, ids)).size, all: ids.length }
      : null
    return c.html(<PublisherPage {...{ c, edition, lines, telling }} />)
  })
  app.post(`${path}/para-quien-publica/correcciones`, async (c) => {
    const edition = await loadEdition(c)
    await tellPublisher(c.var.context, edition, c.var.deps.config.baseUrl)
    return c.redirect(findingPaths.publisher(edition), 303)
  })
  app.get(`${path}/para-quien-publica.json`, async (c) => {
    const { edition, lines } = await load(c)
    openToAll(c)
    return c.json({ edition: edition.slug, lines })
  })
  app.get(`${path}/para-quien-publica.csv`, async (c) => {
    const { lines } = await load(c)
    openToAll(c)
    return c.body(csvOf(lines), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  })
}
