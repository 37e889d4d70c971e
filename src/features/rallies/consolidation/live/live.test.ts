import assert from 'node:assert/strict'
import { after, type TestContext, test } from 'node:test'
import { axeProblems } from '../../../../../test/axe.ts'
import { closeBrowser, openContext } from '../../../../../test/browser.ts'
import { announcementOf, arrive, visitOf } from '../../../../../test/rally-posts.ts'
import { furnishRally } from '../../../../../test/rally-stage.ts'
import { type TestServer, testServer } from '../../../../../test/server.ts'
import { fixedClock } from '../../../../platform/clock.ts'
import type { PostRecord } from '../../scoring/model.ts'
import { askForScoring } from '../queue/commands.ts'

const now = new Date('2026-03-03T18:00:00Z')
after(closeBrowser)

async function rally(t: TestContext) {
  const server = await testServer(t, { clock: fixedClock(now.toISOString()) })
  const { edition } = await furnishRally(server.db, server.house.deps.storage, now)
  const keep = (posts: readonly PostRecord[]) => keepPosts(server, edition.id, posts)
  return { ...server, keep, board: `${server.url}${edition.path}/marcador` }
}

/** As every way in does: the posts and the asking in one transaction. */
function keepPosts({ db }: TestServer, editionId: string, posts: readonly PostRecord[]): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await arrive(tx, editionId, posts, now)
    await askForScoring(tx, editionId)
  })
}

type Events = { next(until: RegExp): Promise<string>; leave(): void }

async function listen(address: string, lastEventId?: string): Promise<Events> {
  const stop = new AbortController()
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
  const response = await fetch(address, { signal: stop.signal, headers })
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const take = async () => {
    const piece = await reader?.read()
    if (!piece || piece.done) throw new Error('the line ended')
    text += piece.value
  }
  return {
    async next(until) {
      while (!until.test(text)) await take()
      const found = text
      text = ''
      return found
    },
    leave: () => stop.abort(),
  }
}

test('a post reaches whoever listens, the next page asked for shows it, and a reader who comes back hears what she missed', async (t) => {
  const { keep, board } = await rally(t)
  const events = await listen(`${board}/vivo`)
  await events.next(/retry/)
  assert.match(await (await fetch(`${board}/parte`)).text(), /Todavía no hay equipos/)
  await keep([announcementOf('lagartijas', '26FICT00001', 5), visitOf('lagartijas', '26FICT00001', 9)])
  assert.match(await events.next(/event: pass/), /id: 1\nevent: pass\ndata: \{"pass":1\}/)
  const part = await (await fetch(`${board}/parte`)).text()
  assert.match(part, /Las Lagartijas/)
  assert.match(part, /11\.00/)
  await keep([visitOf('tlacuaches', '26FICT00002', 9)])
  await events.next(/id: 2\n/)
  assert.match(await (await fetch(`${board}.json`)).text(), /"points":"7\.50"/)
  events.leave()
  const again = await listen(`${board}/vivo`, '1')
  await again.next(/id: 2\n/)
  again.leave()
})

test('a leaving process ends the lines of those who listen instead of waiting for them', async (t) => {
  const { board, house } = await rally(t)
  const events = await listen(`${board}/vivo`)
  await events.next(/retry/)
  const waiting = assert.rejects(events.next(/never/), /the line ended/)
  const closing = house.close()
  await waiting
  await closing
})

for (const width of [360, 1280] as const) {
  test(`the board renews itself at ${width} px, is fit for everybody, and without script shows the same`, async (t) => {
    const { keep, board, url } = await rally(t)
    await keep([announcementOf('lagartijas', '26FICT00001', 5)])
    const context = await openContext({ baseURL: url, width })
    const page = await context.newPage()
    await page.goto(board)
    await page.locator('#clasificacion').waitFor()
    await keep([visitOf('lagartijas', '26FICT00001', 9), visitOf('tlacuaches', '26FICT00003', 12)])
    await page.getByText('11.00').first().waitFor()
    await page.getByText('7.50').first().waitFor()
    assert.deepEqual(await axeProblems(page), [])
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
    if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/board-${width}.png`, fullPage: true })
    await context.close()
    const plain = await openContext({ baseURL: url, width, script: false })
    const still = await plain.newPage()
    await still.goto(board)
    await still.getByRole('link', { name: 'Ver el marcador de este momento' }).click()
    await still.getByText('11.00').first().waitFor()
    await plain.close()
  })
}
