import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import type { Clock } from '../../src/platform/clock.ts'
import { newId } from '../../src/platform/identity.ts'
import { axeProblems } from '../axe.ts'
import { openContext } from '../browser.ts'
import { type Cast, castOf, type PersonKey } from '../cast.ts'
import { type TestServer, testServer } from '../server.ts'

export type Journey = {
  server: TestServer
  cast: Cast
  /** A visitor's window; `who` is signed in, or nobody; somebody outside the cast comes with her own cookie. */
  open(who: PersonKey | { cookie: string } | null): Promise<Page>
  /** The page has no axe violation and does not scroll sideways. */
  look(page: Page): Promise<void>
}

export type Manner = { script: boolean; width: 360 | 1280 }

/** Every journey is walked twice: on a computer with scripts, on a phone without. */
export const manners: readonly Manner[] = [
  { script: true, width: 1280 },
  { script: false, width: 360 },
]

export const howOf = ({ script, width }: Manner) => `${script ? 'with' : 'without'} script, ${width} px wide`

/** A journey through weeks gives its own clock. */
export type JourneyOptions = { env?: Record<string, string>; clock?: Clock }

export type TestHouse = { server: TestServer; cast: Cast; space: { id: string; slug: string } }

/** The whole program with a municipality, San Pedro, and its cast. */
export async function journey(t: TestContext, manner: Manner, given: JourneyOptions = {}): Promise<Journey> {
  return walk(t, await journeyHouse(t, given), manner)
}

/** The house of several journeys that may stand in one another's traces. */
export async function journeyHouse(t: TestContext, given: JourneyOptions = {}): Promise<TestHouse> {
  const { env = {}, clock = () => new Date() } = given
  const now = clock()
  const server = await testServer(t, { clock, env })
  const space = { id: newId(), slug: 'san-pedro' }
  const row = { kind: 'municipality', name: 'San Pedro', is_fictional: true, created_at: now }
  await server.db
    .insertInto('spaces')
    .values({ ...space, ...row })
    .execute()
  return { server, space, cast: await castOf(server.db, { spaceId: space.id, now }, server.config) }
}

/** One journey through a house that stands already. */
export function walk(t: TestContext, { server, cast }: TestHouse, manner: Manner): Journey {
  let examining: Promise<Page> | undefined
  const examiner = () => {
    examining ??= openContext({ baseURL: server.url, ...manner, script: true }).then((context) => {
      t.after(() => context.close())
      return context.newPage()
    })
    return examining
  }
  return {
    server,
    cast,
    open: async (who) => {
      const context = await openContext({ baseURL: server.url, ...manner })
      t.after(() => context.close())
      if (who) await signIn(context, server.url, typeof who === 'string' ? cast.cookie(who) : who.cookie)
      // What is not there soon will not be there: a failing journey says so at once.
      context.setDefaultTimeout(20_000)
      return context.newPage()
    },
    look: async (page) => {
      // A press has begun the next page; what is looked at is the whole of it.
      await page.waitForLoadState()
      const where = new URL(page.url()).pathname
      const examined = manner.script ? page : await withScripts(await examiner(), page)
      assert.deepEqual(await axeProblems(examined), [], where)
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      assert.ok(overflow <= 0, `${where} scrolls ${overflow} px sideways`)
    },
  }
}

/** Looks at a page as a phone and as a desk show it, without asking for it twice. */
export async function lookAtBothWidths({ look }: Journey, page: Page): Promise<void> {
  const size = page.viewportSize()
  await page.setViewportSize({ width: 360, height: 740 })
  await look(page)
  await page.setViewportSize({ width: 1280, height: 800 })
  await look(page)
  if (size) await page.setViewportSize(size)
}

async function signIn(context: BrowserContext, url: string, cookie: string): Promise<void> {
  const at = cookie.indexOf('=')
  await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url }])
}

/** axe is a script itself: the page as it stands, without its own scripts, in a window of the same width that may run axe. */
async function withScripts(window: Page, page: Page): Promise<Page> {
  const html = (await page.content()).replaceAll(/<script\b[^>]*>[^<]*<\/script>/g, '')
  await window.unrouteAll()
  await window.route(page.url(), (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }))
  await window.goto(page.url())
  return window
}
