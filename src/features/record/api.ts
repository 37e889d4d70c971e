import { createRoute, z } from '@hono/zod-openapi'
import { type ApiApp, answer, newApi, problems } from '../../platform/http/api.ts'
import { isPublic, openToAll } from '../../platform/http/app.ts'
import { eventJson } from './model.ts'
import { listEvents, readHead, type Withheld } from './queries.ts'

const hex = z.string().regex(/^[0-9a-f]{64}$/)

const eventSchema = z
  .object({
    seq: z.int().positive(),
    at: z.iso.datetime(),
    type: z.string().nullable().openapi({ description: 'Null, like all content, while the event’s plan is a draft.' }),
    space: z.string().nullable(),
    subject: z.object({ type: z.string(), id: z.string() }).nullable(),
    actor: z.string().nullable(),
    details: z.record(z.string(), z.unknown()).nullable(),
    body: z.string().nullable().openapi({ description: 'The exact text whose SHA-256 is `hash`.' }),
    hash: hex,
    chain: hex.openapi({ description: 'SHA-256 of the chain value before, followed by `hash`, as bytes.' }),
  })
  .openapi('Event')

const headSchema = z
  .object({ seq: z.int().nonnegative(), chain: hex, at: z.iso.datetime().nullable() })
  .openapi('RecordHead')

const listRoute = createRoute({
  method: 'get',
  path: '/events',
  operationId: 'listEvents',
  tags: ['Record'],
  summary: 'Events of the public record in their order, from a number on',
  request: {
    query: z.object({
      after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0).openapi({ example: 0 }),
      limit: z.coerce.number().int().min(1).max(1000).default(100).openapi({ example: 100 }),
    }),
  },
  responses: {
    200: answer(
      'Events after `after`; `next` is the `after` of the next request, null at the end.',
      z.object({ events: z.array(eventSchema), next: z.int().nullable() }),
    ),
    ...problems(422, 429),
  },
})

const headRoute = createRoute({
  method: 'get',
  path: '/events/head',
  operationId: 'getRecordHead',
  tags: ['Record'],
  summary: 'Number and chain value of the newest event: note them down and nobody can rewrite what came before',
  responses: { 200: answer('The head of the record.', headSchema), ...problems(429) },
})

export function recordApi(withheld: Withheld): ApiApp {
  const api = newApi()
  api.openapi(listRoute, async (c) => {
    const { after, limit } = c.req.valid('query')
    isPublic(c)
    openToAll(c)
    const events = await listEvents(c.var.context.db, withheld, { after }, { newestFirst: false, limit })
    const next = events.length === limit ? (events.at(-1)?.seq ?? null) : null
    return c.json({ events: events.map(eventJson), next }, 200)
  })
  api.openapi(headRoute, async (c) => {
    isPublic(c)
    openToAll(c)
    return c.json(await readHead(c.var.context.db), 200)
  })
  return api
}
