import { stringify } from 'csv-stringify/sync'
import { Hono } from 'hono'
import { found } from '../../platform/errors.ts'
import { isPublic, openToAll } from '../../platform/http/app.ts'
import type { App, C, Env } from '../../platform/http/env.ts'
import { streamed } from '../../platform/http/streamed.ts'
import { genesis } from '../../platform/record.ts'
import { findSpace } from '../spaces/queries.ts'
import { csvCells, csvHeader, eventJson, lineOf, type PublicEvent } from './model.ts'
import { EventPage } from './pages/event-page.tsx'
import { RecordPage } from './pages/record-page.tsx'
import {
  countEvents,
  type EventFilter,
  filterChoices,
  findEvent,
  listEvents,
  publicBatches,
  readHead,
  type Withheld,
} from './queries.ts'
import { readNumber, recordQuery } from './schema.ts'

const pageSize = 50
const nothing: Withheld = async () => []

/** The public record. What is not public yet is named from above (`withheld`): it shows by its hash alone. */
export function recordRoutes(withheld: Withheld = nothing): App {
  const app: App = new Hono<Env>()

  app.get('/registro', async (c) => {
    isPublic(c)
    const { db } = c.var.context
    const choices = await filterChoices(db, withheld)
    return c.html(<RecordPage c={c} {...(await loadList(c, withheld))} choices={choices} />)
  })

  app.get('/registro.json', async (c) => {
    isPublic(c)
    openToAll(c)
    const { head, total, page, pages, events } = await loadList(c, withheld)
    return c.json({ head, total, page, pages, events: events.map(eventJson) })
  })

  app.get('/registro.csv', async (c) => {
    const filter = await filterOf(c)
    openToAll(c)
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Content-Disposition', 'attachment; filename="registro.csv"')
    c.header('Cache-Control', 'public, max-age=5')
    return c.body(streamed(rowsOf(publicBatches(c.var.context.db, withheld, filter))))
  })

  app.get('/registro.ndjson', async (c) => {
    const { db } = c.var.context
    openToAll(c)
    c.header('Content-Type', 'application/x-ndjson; charset=utf-8')
    c.header('Content-Disposition', 'attachment; filename="registro.ndjson"')
    // Not 'no-cache': the page cache would hold the whole record in memory.
    c.header('Cache-Control', 'public, max-age=5')
    return c.body(streamed(linesOf(publicBatches(db, withheld))))
  })

  app.get('/registro/cabeza.json', async (c) => {
    isPublic(c)
    openToAll(c)
    return c.json(await readHead(c.var.context.db))
  })

  app.get('/registro/:file{[0-9]+\\.json}', async (c) => {
    isPublic(c)
    openToAll(c)
    return c.json(eventJson((await loadEvent(c, c.req.param('file').replace('.json', ''), withheld)).event))
  })

  app.get('/registro/:seq{[0-9]+}', async (c) => {
    isPublic(c)
    const { event, before, isNewest } = await loadEvent(c, c.req.param('seq'), withheld)
    return c.html(<EventPage c={c} event={event} before={before} isNewest={isNewest} />)
  })

  return app
}

async function loadList(c: C, withheld: Withheld) {
  const { db } = c.var.context
  const asked = recordQuery.parse(c.req.query())
  const filter = await filterOf(c)
  const total = await countEvents(db, withheld, filter)
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const page = Math.min(asked.pagina, pages)
  const order = { newestFirst: true, limit: pageSize, offset: (page - 1) * pageSize }
  return { asked, head: await readHead(db), total, page, pages, events: await listEvents(db, withheld, filter, order) }
}

async function filterOf(c: C): Promise<EventFilter> {
  const asked = recordQuery.parse(c.req.query())
  const space = asked.espacio === undefined ? null : found(await findSpace(c.var.context.db, asked.espacio))
  return { type: asked.tipo, spaceId: space?.id }
}

async function loadEvent(c: C, text: string, withheld: Withheld) {
  const { db } = c.var.context
  const seq = found(readNumber(text))
  const event = found(await findEvent(db, withheld, seq))
  const previous = seq === 1 ? null : await findEvent(db, withheld, seq - 1)
  const head = await readHead(db)
  return { event, before: previous?.chain ?? genesis.toString('hex'), isNewest: event.seq >= head.seq }
}

async function* linesOf(batches: AsyncIterable<PublicEvent[]>): AsyncGenerator<string> {
  for await (const batch of batches) yield batch.map((event) => `${JSON.stringify(lineOf(event))}\n`).join('')
}

async function* rowsOf(batches: AsyncIterable<PublicEvent[]>): AsyncGenerator<string> {
  const text = (rows: readonly (readonly string[])[]) =>
    stringify(rows as string[][], { record_delimiter: 'windows', escape_formulas: true })
  yield text([csvHeader])
  for await (const batch of batches) yield text(batch.map(csvCells))
}
