import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import * as z from 'zod'
import type { PersonKey } from '../../../../test/cast.ts'
import { testSettings } from '../../../../test/cast.ts'
import { htmlProblems } from '../../../../test/html.ts'
import { awkward, type OpenStage, openStage } from '../../../../test/open-stage.ts'
import type { CommitmentDocument } from '../../commitments/model.ts'
import { nameOfRef, type Schema } from '../reference/model.ts'
import { reads } from './turnstile.ts'

let stage: OpenStage
let description: Description
before(async () => {
  stage = await openStage()
  description = (await (await stage.get('/api/v1/openapi.json')).json()) as Description
})
after(() => stage.close())

type Answered = { description: string; content?: Record<string, { schema: Schema }> }
type Described = {
  operationId: string
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[]
  responses: Record<string, Answered>
}
type Description = {
  openapi: string
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, Schema> }
}

/** A schema with every $ref put in its place; fails on one that leads nowhere. */
function whole(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(whole)
  if (typeof value !== 'object' || value === null) return value
  const ref = (value as Schema).$ref
  if (typeof ref === 'string') {
    assert.ok(ref.startsWith('#/components/schemas/'), ref)
    const target = description.components.schemas[nameOfRef(ref)]
    assert.ok(target, `${ref} leads nowhere`)
    return whole(target)
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, whole(member)]))
}

const plan = '/api/v1/spaces/san-pedro/plans/plan-2026'
const places: Record<string, string> = { space: 'san-pedro', plan: 'plan-2026', key: 'raro', number: '1' }
const filled = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => places[name] ?? name)

test('the description is OpenAPI 3.1, every reference leads somewhere, every operation says what it answers', () => {
  assert.equal(description.openapi, '3.1.0')
  const operations = Object.values(description.paths).flatMap((methods) => Object.values(methods))
  const ids = operations.map((operation) => operation.operationId)
  assert.equal(new Set(ids).size, ids.length)
  assert.ok(ids.length >= 12, ids.join())
  whole(description)
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const { operationId, parameters = [], responses } of Object.values(methods)) {
      assert.ok(responses['200']?.content?.['application/json']?.schema, operationId)
      const inPath = parameters.filter((one) => one.in === 'path').map((one) => one.name)
      assert.deepEqual(inPath.sort(), [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort(), operationId)
    }
  }
})

test('every documented path answers as its schema says', async () => {
  for (const [path, methods] of Object.entries(description.paths)) {
    const operation = methods.get
    if (!operation) continue
    const response = await stage.get(filled(path))
    assert.equal(response.status, 200, path)
    assert.equal(
      response.headers.get('access-control-allow-origin') ?? (path.endsWith('/document') ? '*' : ''),
      '*',
      path,
    )
    const schema = whole(operation.responses['200']?.content?.['application/json']?.schema)
    const answer: unknown = await response.json()
    assert.deepEqual(
      z.fromJSONSchema(strict(schema) as Parameters<typeof z.fromJSONSchema>[0]).parse(answer),
      answer,
      path,
    )
  }
})

/** Members that no schema names would pass unseen. */
function strict(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strict)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, strict(member)]))
  return 'properties' in members && !('additionalProperties' in members)
    ? { ...members, additionalProperties: false }
    : members
}

test('the filters are the board’s, and what cannot be read is refused with a pointer', async () => {
  const titles = async (query: string) => {
    const { commitments } = (await (await stage.get(`${plan}/commitments?${query}`)).json()) as {
      commitments: { title: string }[]
    }
    return commitments.map((one) => one.title)
  }
  assert.deepEqual(await titles(''), ['Agua: horarios de tandeo', 'Ñ raro', 'Gasto abierto'])
  assert.deepEqual(await titles('plazo=late'), ['Agua: horarios de tandeo'])
  assert.deepEqual(await titles('q=tandeo'), ['Agua: horarios de tandeo'])
  assert.deepEqual(await titles('orden=titulo'), ['Agua: horarios de tandeo', 'Gasto abierto', 'Ñ raro'])
  assert.deepEqual(await titles('pagina=2'), [])
  const refused = await stage.get(`${plan}/commitments?plazo=ayer`)
  assert.equal(refused.status, 422)
  assert.equal(refused.headers.get('content-type'), 'application/problem+json')
  const problem = z
    .fromJSONSchema(whole(description.components.schemas.Problem) as never)
    .parse(await refused.json()) as { errors: { pointer: string }[] }
  assert.equal(problem.errors[0]?.pointer, '/plazo')
})

test('drafts are not there for anybody who may not see them', async () => {
  const draft = '/api/v1/spaces/san-pedro/plans/borrador'
  for (const path of [
    draft,
    `${draft}/commitments`,
    `${draft}/commitments/secreto`,
    `${draft}/commitments/secreto/document`,
  ]) {
    const response = await stage.get(path)
    assert.equal(response.status, 404, path)
    assert.equal(((await response.json()) as { status: number }).status, 404)
  }
  const { plans } = (await (await stage.get('/api/v1/spaces/san-pedro/plans')).json()) as { plans: { slug: string }[] }
  assert.deepEqual(
    plans.map((one) => one.slug),
    ['plan-2026'],
  )
  const events = await (await stage.get('/api/v1/events?limit=1000')).text()
  assert.ok(!/secreto/i.test(events))
  const kept = await stage.get(`${draft}/commitments/secreto/document`, { cookie: stage.cast.cookie('facilitator') })
  assert.equal(kept.status, 200)
})

test('what no address may hold is refused, never an error of ours', async () => {
  const paths = [
    '/api/v1/spaces/%1F',
    '/api/v1/spaces/%F0%9F/plans',
    `${plan}/commitments/a%20b`,
    `${plan}/commitments?q=%07`,
  ]
  const more = [
    `${plan}/commitments?institucion=x`,
    `${plan}/commitments/raro/versions/0`,
    '/api/v1/events?after=1e99',
    '/api/v1/events?limit=0',
  ]
  for (const path of [...paths, ...more]) {
    const response = await stage.get(path)
    assert.equal(response.status, 422, path)
    await response.body?.cancel()
  }
  assert.equal((await stage.get('/api/v1/spaces/%00')).status, 404)
})

test('events are read onwards with `next` until the end', async () => {
  const seen: number[] = []
  let after: number | null = 0
  while (after !== null) {
    const page: { events: { seq: number }[]; next: number | null } = (await (
      await stage.get(`/api/v1/events?limit=2&after=${after}`)
    ).json()) as never
    seen.push(...page.events.map((event) => event.seq))
    after = page.next
  }
  assert.deepEqual(
    seen,
    seen.map((_, index) => index + 1),
  )
  assert.ok(seen.length >= 7)
})

test('an answer that has not changed is not sent again', async () => {
  const first = await stage.get(plan)
  const etag = first.headers.get('etag')
  assert.ok(etag)
  assert.equal((await stage.get(plan, { 'if-none-match': etag })).status, 304)
})

describe('writing', () => {
  const address = `${plan}/commitments/gasto/document`
  type Sent = { who?: PersonKey; ifMatch?: string | null; origin?: string; body?: unknown; raw?: string }

  async function read(): Promise<{ document: CommitmentDocument; etag: string }> {
    const response = await stage.get(address)
    return { document: (await response.json()) as CommitmentDocument, etag: response.headers.get('etag') ?? '' }
  }

  async function put({ who = 'facilitator', ifMatch, origin = testSettings.baseUrl, body, raw }: Sent) {
    const headers = new Headers({ 'content-type': 'application/json', origin, cookie: stage.cast.cookie(who) })
    const etag = ifMatch === undefined ? (await read()).etag : ifMatch
    if (etag !== null) headers.set('if-match', etag)
    const response = await stage.app.request(address, { method: 'PUT', headers, body: raw ?? JSON.stringify(body) })
    return {
      status: response.status,
      answer: (await response.json()) as Record<string, unknown>,
      headers: response.headers,
    }
  }

  test('a change goes through the same command: version, event, new ETag; others’ words stay', async () => {
    const { document, etag } = await read()
    const [action] = document.keyActions
    assert.ok(action)
    const activities = action.activities.map((activity) => ({ ...activity, state: 'verified' as const }))
    const sent = { ...document, problem: awkward, keyActions: [{ ...action, activities }] }
    const { status, answer, headers } = await put({
      body: { document: sent, reason: 'Se precisó el problema', approvedBy: 'Secretariado' },
    })
    assert.deepEqual([status, answer.outcome, answer.version], [200, 'changed', 2])
    const now = await read()
    assert.equal(headers.get('etag'), now.etag)
    assert.notEqual(now.etag, etag)
    assert.equal(now.document.problem, awkward)
    assert.deepEqual(now.document.keyActions, document.keyActions)
    const version = (await (await stage.get(`${plan}/commitments/gasto/versions/2`)).json()) as {
      reason: string
      changes: { path: string }[]
    }
    assert.deepEqual(
      [version.reason, version.changes.map((change) => change.path)],
      ['Se precisó el problema', ['problem']],
    )
    const { events } = (await (await stage.get('/api/v1/events?limit=1000')).json()) as {
      events: { type: string; actor: string }[]
    }
    assert.deepEqual(
      [events.at(-1)?.type, events.at(-1)?.actor],
      ['commitment.changed', stage.cast.person('facilitator').id],
    )
  })

  test('the same again changes nothing', async () => {
    const { document } = await read()
    const { status, answer } = await put({ body: { document, reason: 'nada' } })
    assert.deepEqual([status, answer.outcome], [200, 'unchanged'])
  })

  test('every refusal says why, and leaves everything as it was', async () => {
    const { document, etag } = await read()
    const body = { document: { ...document, title: 'Otro' }, reason: 'Porque sí' }
    const cases: [string, Sent, number][] = [
      ['nobody', { who: 'neighbour', body }, 403],
      ['liaison', { who: 'liaison', body }, 403],
      ['co-responsible', { who: 'co-responsible', body }, 403],
      ['evaluator', { who: 'evaluator', body }, 403],
      ['moderator', { who: 'moderator', body }, 403],
      ['another site', { origin: 'https://evil.example', body }, 403],
      ['without If-Match', { ifMatch: null, body }, 428],
      ['an old If-Match', { ifMatch: '"old"', body }, 412],
      ['no reason in a published plan', { body: { document: body.document } }, 409],
      ['no JSON', { raw: '{' }, 422],
      ['no document', { body: { reason: 'x' } }, 422],
      ['a member too many', { body: { ...body, document: { ...document, extra: 1 } } }, 422],
      ['another key', { body: { ...body, document: { ...document, key: 'otra' } } }, 422],
      [
        'a territory that does not exist',
        { body: { ...body, document: { ...document, territories: ['99999'] } } },
        422,
      ],
      ['dates that cross', { body: { ...body, document: { ...document, startsOn: '2027-01-01' } } }, 422],
      [
        'a code twice',
        { body: { ...body, document: { ...document, keyActions: [...document.keyActions, ...document.keyActions] } } },
        422,
      ],
      ['a link that runs', { body: { ...body, approvalUrl: 'javascript:alert(1)' } }, 422],
      ['too much', { raw: JSON.stringify({ ...body, reason: 'x'.repeat(3_000_000) }) }, 413],
    ]
    for (const [name, sent, status] of cases) {
      const { answer, headers, ...got } = await put(sent)
      assert.equal(got.status, status, `${name}: ${JSON.stringify(answer)}`)
      assert.equal(headers.get('content-type'), 'application/problem+json', name)
      assert.ok(String(answer.detail).length > 10, name)
    }
    assert.equal((await read()).etag, etag)
  })

  test('without a session nothing is written', async () => {
    const headers = { 'content-type': 'application/json', origin: testSettings.baseUrl, 'if-match': '"x"' }
    const { document } = await read()
    const response = await stage.app.request(address, {
      method: 'PUT',
      headers,
      body: JSON.stringify({ document, reason: 'x' }),
    })
    assert.equal(response.status, 403)
  })
})

test('the reference page is whole: valid markup, every operation and schema on it', async () => {
  const html = await (await stage.get('/api')).text()
  assert.deepEqual(await htmlProblems(html), [])
  for (const methods of Object.values(description.paths)) {
    for (const { operationId } of Object.values(methods)) assert.ok(html.includes(`id="${operationId}"`), operationId)
  }
  for (const name of Object.keys(description.components.schemas)) assert.ok(html.includes(`id="schema-${name}"`), name)
  for (const [, target = ''] of html.matchAll(/href="#([^"]+)"/g)) assert.ok(html.includes(`id="${target}"`), target)
})

test('a network that asks too much is told to wait', async () => {
  await stage.db.updateTable('rate_limits').set({ count: reads.max }).execute()
  const response = await stage.get('/api/v1/spaces')
  assert.equal(response.status, 429)
  assert.ok(Number(response.headers.get('retry-after')) > 0)
  assert.equal(response.headers.get('content-type'), 'application/problem+json')
})
