import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { inspectRoutes } from 'hono/dev'
import { sql } from 'kysely'
import { annexes } from './access/annexe.ts'
import { addressOf } from './access-address.ts'
import { type AccessStage, accessStage, type Furnished } from './access-stage.ts'
import { type Access, rules as ownRules, type Player, players } from './access-table.ts'
import { testSettings } from './cast.ts'
import { rowCounts } from './row-counts.ts'

const rules = [...ownRules, ...annexes.flatMap((annexe) => annexe.rules)]

/** ROUTES=/organos asks only for addresses that hold the word, while one works on them. */
const asked = process.env.ROUTES ?? ''

type Asked = { method: string; pattern: string; path: string; body: string | FormData | null }
type Answer = { player: Player; status: number; location: string }

describe('who may what', () => {
  let stage: AccessStage
  before(async () => {
    stage = await accessStage()
  })
  after(() => stage.close())

  test('the table names every address of the platform, and no other', () => {
    const registered = inspectRoutes(stage.app).filter((route) => !route.isMiddleware)
    const there = new Set(registered.map(({ method, path }) => `${method} ${path}`))
    const told = rules.flatMap((rule) => rule.routes)
    const untold = [...there].filter((route) => !told.includes(route))
    assert.deepEqual(untold, [], `Say in test/access-table.ts who may ask for ${untold.join(' and ')}.`)
    const gone = told.filter((route) => !there.has(route))
    assert.deepEqual(gone, [], `test/access-table.ts speaks of ${gone.join(' and ')}, which is not there any more.`)
    assert.equal(new Set(told).size, told.length, 'An address has one line in the table.')
  })

  for (const { who, draft = who, routes } of rules) {
    for (const route of routes.filter((one) => one.includes(asked))) {
      test(`${route}: ${nameOf(who)}${draft === who ? '' : `; in a draft, ${nameOf(draft)}`}`, async () => {
        await ask(stage, route, stage.published, who, false)
        if (route.includes('/:plan')) await ask(stage, route, stage.draft, draft, true)
      })
    }
  }
})

/** Everybody asks for one address: who may not changes nothing, and who only reads changes nothing either. */
async function ask(stage: AccessStage, route: string, plan: Furnished, who: Access, isDraft: boolean): Promise<void> {
  await sql`delete from rate_limits`.execute(stage.db)
  const refused = players.filter((player) => !who.includes(player))
  const isReading = route.startsWith('GET')
  const first = await askedFor(stage, route, plan, 'neighbour')
  const before = await rowCounts(stage.db)
  const answers = await Promise.all(refused.map((player) => send(stage, first, player)))
  for (const answer of answers) assertRefused(answer, first, isDraft && !rulesSee(answer.player))
  if (isReading) {
    const given = await Promise.all(who.map((player) => send(stage, first, player)))
    for (const answer of given) assertGiven(answer, first)
  }
  assert.deepEqual(await rowCounts(stage.db), before, `${first.path} changed rows for somebody who may not`)
  if (isReading) return
  for (const player of who) {
    const asked = await askedFor(stage, route, plan, player)
    assertGiven(await send(stage, asked, player), asked)
  }
}

const canSeeDrafts = rules.find((rule) => rule.routes.includes('GET /:space/planes/:plan'))?.draft ?? []
const rulesSee = (player: Player) => canSeeDrafts.includes(player)

/** 403, or led to sign in; what may not be seen is not there. */
function assertRefused({ player, status, location }: Answer, { method, path }: Asked, isHidden: boolean): void {
  const isLed = status === 303 && location.startsWith('/entrar')
  // The writing API asks who one is before it looks for anything, and so tells nothing either.
  const isUnasked = player === 'anonymous' && method === 'PUT' && status === 403
  const expected = isHidden ? status === 404 || isUnasked : status === 403 || status === 404 || isLed
  assert.ok(expected, `${player} may not ${method} ${path}, and was answered ${status} ${location}`)
}

/** Whatever a form without answers deserves, but never that one may not. */
function assertGiven({ player, status, location }: Answer, { method, path }: Asked): void {
  const isRefused = [401, 403, 404, 405, 429].includes(status) || status >= 500 || location.startsWith('/entrar?')
  assert.ok(!isRefused, `${player} may ${method} ${path}, and was answered ${status} ${location}`)
}

async function send(stage: AccessStage, { method, path, body }: Asked, player: Player): Promise<Answer> {
  const headers = new Headers({ origin: testSettings.baseUrl })
  const cookie = await stage.signIn(player)
  if (cookie) headers.set('cookie', cookie)
  if (method === 'PUT') {
    headers.set('if-match', '"not what is stored"')
    headers.set('content-type', 'application/json')
  }
  const response = await stage.app.request(path, { method, headers, body: method === 'GET' ? null : body })
  await response.arrayBuffer()
  return { player, status: response.status, location: response.headers.get('location') ?? '' }
}

async function askedFor(stage: AccessStage, route: string, plan: Furnished, player: Player): Promise<Asked> {
  const [method = '', pattern = ''] = route.split(' ')
  const path = await addressOf(stage, route, plan, player)
  const isApi = pattern.startsWith('/api/')
  const body = isApi ? JSON.stringify({ document: plan.document, reason: 'Se corrige.' }) : formFor(stage, route)
  return { method: method === 'ALL' ? 'GET' : method, pattern, path, body }
}

/** Nothing typed; where that would act, what makes the act end in a sentence. */
function formFor(stage: AccessStage, route: string): FormData {
  const form = new FormData()
  form.set('locale', 'es')
  if (/\/(acciones|actividades|indicadores)\//.test(route)) form.set('seen', 'something older')
  if (route === 'POST /invitacion') form.set('token', stage.invitationToken)
  return form
}

function nameOf(who: Access): string {
  if (who.length === players.length) return 'anyone'
  if (who.length === 0) return 'nobody'
  return who.length === players.length - 1 && !who.includes('anonymous') ? 'whoever signed in' : who.join(', ')
}
