import { type Context, Hono } from 'hono'
import { found } from '../../platform/errors.ts'
import { isPublic, openToAll } from '../../platform/http/app.ts'
import type { App, C, Env } from '../../platform/http/env.ts'
import { streamed } from '../../platform/http/streamed.ts'
import { readHead } from '../record/queries.ts'
import { findSpace, spaceIdsUnder } from '../spaces/queries.ts'
import { downloads, turnstile, workbooks } from './api/turnstile.ts'
import { dataPackage } from './catalog/data-package.ts'
import { catalogOf } from './catalog/dcat.ts'
import { publishedEditions } from './catalog/queries.ts'
import { publisherName } from './discovery/queries.ts'
import { mountDiscovery } from './discovery/routes.ts'
import { license, type PublishedPlan } from './model.ts'
import { OpenDataPage } from './pages/open-data-page.tsx'
import { RecipePage } from './pages/recipe-page.tsx'
import { type Narrowed, openDataPaths } from './paths.ts'
import { publishedPlans } from './queries.ts'
import { narrowing } from './schema.ts'
import type { DataTable } from './tables/fields.ts'
import { csvOf, dictionaryCsv, jsonOf, workbookOf } from './tables/files.ts'
import { tablesJson } from './tables/json.ts'
import { planTables, tableNamed, tables } from './tables/model.ts'
import { trackingTables } from './tables/tracking/model.ts'

/** Open data: everything published, in one place, for people and for harvesters. */
export function openDataRoutes(): App {
  const app: App = new Hono<Env>()
  mountPages(app)
  mountCatalogs(app)
  mountDownloads(app)
  mountDiscovery(app)
  return app
}

function mountPages(app: App): void {
  app.get('/datos', async (c) => {
    isPublic(c)
    const { db } = c.var.context
    return c.html(<OpenDataPage c={c} plans={await publishedPlans(db)} head={await readHead(db)} />)
  })
  app.get('/datos/receta', (c) => {
    isPublic(c)
    return c.html(<RecipePage c={c} />)
  })
  app.get('/datos.json', async (c) => {
    isPublic(c)
    openToAll(c)
    const base = c.var.deps.config.baseUrl
    const plans = await publishedPlans(c.var.context.db)
    return c.json({
      license,
      catalog: base + openDataPaths.catalog(),
      package: base + openDataPaths.package(),
      openapi: base + openDataPaths.openapi(),
      tables: tables.map(({ name, title, about }) => ({ name, title, about, url: base + openDataPaths.table(name) })),
      plans: plans.map(({ space, slug, title, commitments }) => ({
        ...{ space, plan: slug, title, commitments },
        url: base + openDataPaths.commitments('json', { espacio: space, plan: slug }),
      })),
    })
  })
}

function mountCatalogs(app: App): void {
  app.get('/datos/catalogo.jsonld', async (c) => {
    isPublic(c)
    openToAll(c)
    const { db } = c.var.context
    const base = c.var.deps.config.baseUrl
    const publisher = (await publisherName(db)) ?? `Tequio (${new URL(base).host})`
    const [plans, editions] = await Promise.all([publishedPlans(db), publishedEditions(db)])
    const catalog = catalogOf({ base, publisher, plans, editions, updatedAt: (await readHead(db)).at })
    return c.body(JSON.stringify(catalog), 200, { 'Content-Type': 'application/ld+json; charset=utf-8' })
  })
  app.get('/datos/datapackage.json', async (c) => {
    isPublic(c)
    openToAll(c)
    // A space or plan that is not there is not found, as in the files themselves.
    await narrowedPlans(c)
    const { at } = await readHead(c.var.context.db)
    return c.json(dataPackage(c.var.deps.config.baseUrl, at, narrowing.parse(c.req.query()) as Narrowed))
  })
  app.get('/datos/diccionario.csv', (c) => {
    isPublic(c)
    openToAll(c)
    return c.body(dictionaryCsv(), 200, csvHeaders('diccionario'))
  })
}

function mountDownloads(app: App): void {
  app.get('/datos/compromisos.json', turnstile(downloads), (c) =>
    download(c, 'application/json; charset=utf-8', 'compromisos.json', (plans) =>
      streamed(jsonOf(c.var.context.db, plans)),
    ),
  )
  app.get('/datos/compromisos.xlsx', turnstile(workbooks), (c) => workbook(c, 'compromisos.xlsx', planTables))
  app.get('/datos/seguimiento.xlsx', turnstile(workbooks), (c) => workbook(c, 'seguimiento.xlsx', boardTables))
  app.get('/datos/seguimiento.json', turnstile(downloads), (c) =>
    download(c, 'application/json; charset=utf-8', 'seguimiento.json', (plans) =>
      streamed(tablesJson(c.var.context, boardTables, plans)),
    ),
  )
  app.get('/datos/:file{[a-z]+\\.csv}', turnstile(downloads), (c) => {
    const table = found(tableNamed(c.req.param('file').slice(0, -'.csv'.length)))
    const { 'Content-Type': type } = csvHeaders(table.name)
    return download(c, type, `${table.name}.csv`, (plans) => streamed(csvOf(c.var.context, table, plans)))
  })
}

/** What the board is computed from and all it shows: the promise with its weights, the voices and the history. */
const boardTables = [
  ...planTables.filter(({ name }) => ['planes', 'compromisos', 'acciones', 'actividades'].includes(name)),
  ...trackingTables,
]

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function workbook(c: C, name: string, sheets: readonly DataTable[]): Promise<Response> {
  return download(c, workbookType, name, (plans) => streamed(workbookOf(c.var.context, sheets, plans)))
}

const csvHeaders = (name: string) => ({
  'Content-Type': `text/csv; charset=utf-8; header=present`,
  'Content-Disposition': `attachment; filename="${name}.csv"`,
})

type Body = ReadableStream<Uint8Array<ArrayBuffer>>

/** Streamed as it is made; the record's number tells whether a reader already has it. */
async function download(
  c: Context<Env>,
  type: string,
  name: string,
  make: (plans: PublishedPlan[]) => Body,
): Promise<Response> {
  const { seq } = await readHead(c.var.context.db)
  const etag = `W/"${seq}"`
  openToAll(c)
  c.header('ETag', etag)
  // Not 'no-cache' alone: the page cache would hold the whole file in memory.
  c.header('Cache-Control', 'public, max-age=0, must-revalidate')
  const plans = await narrowedPlans(c)
  if (
    c.req
      .header('if-none-match')
      ?.split(/\s*,\s*/)
      .includes(etag)
  )
    return c.body(null, 304)
  c.header('Content-Type', type)
  c.header('Content-Disposition', `attachment; filename="${name}"`)
  return c.body(make(plans))
}

/** Published plans, of a space and all below it or of one plan where the address says so. */
async function narrowedPlans(c: C): Promise<PublishedPlan[]> {
  const { db } = c.var.context
  const query = narrowing.safeParse(c.req.query())
  const { espacio, plan } = found(query.success ? query.data : null)
  if (espacio === undefined) return found(plan === undefined ? await publishedPlans(db) : null)
  const space = found(await findSpace(db, espacio))
  if (plan === undefined) return publishedPlans(db, { spaceIds: await spaceIdsUnder(db, space.id) })
  const one = (await publishedPlans(db, { spaceIds: [space.id] })).filter((candidate) => candidate.slug === plan)
  return found(one.length === 1 ? one : null)
}
