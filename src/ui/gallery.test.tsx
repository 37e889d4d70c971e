import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { axeProblems } from '../../test/axe.ts'
import { closeBrowser, openBrowser } from '../../test/browser.ts'
import { builtAssets } from '../../test/built-assets.ts'
import { htmlProblems } from '../../test/html.ts'
import { type Preview, preview } from '../../test/preview.ts'
import type { Assets } from '../platform/assets.ts'
import { translator } from '../platform/i18n.ts'
import { Embed } from './Embed.tsx'
import { Gallery } from './gallery.tsx'

let assets: Assets
let pages: Preview
let browser: Browser

const render = (signedIn = false) => `${Gallery({ t: translator('es'), lang: 'es', assets, signedIn })}`

before(async () => {
  assets = await builtAssets()
  pages = await preview(assets, (app) => {
    app.get('/', (context) => context.html(render(context.req.query('sesion') === 'si')))
  })
  browser = await openBrowser()
})

after(async () => {
  await closeBrowser()
  pages?.close()
})

test('the markup of every piece is valid and has no style of its own', async () => {
  const html = render()
  assert.deepEqual(await htmlProblems(html), [])
  assert.ok(!/\sstyle=/.test(html), 'the policy of the pages allows no style attribute')
})

test("a piece for other people's pages is valid too, and leads back", async () => {
  const html = `${(
    <Embed t={translator('en')} lang="en" assets={assets} title="Board" sourceHref="https://example.org/tablero">
      <p>…</p>
    </Embed>
  )}`
  assert.deepEqual(await htmlProblems(html), [])
  assert.match(html, /href="https:\/\/example\.org\/tablero" target="_blank"/)
})

test('what people write is shown, never run', () => {
  const html = render()
  assert.ok(html.includes('&lt;script&gt;alert(&quot;hola&quot;)&lt;/script&gt;'))
  assert.ok(!html.includes('<script>alert'))
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1280]) {
    describe(`at ${width} px, ${colorScheme}`, () => {
      let page: Page
      const problems: string[] = []
      before(async () => {
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
        page = await context.newPage()
        page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
        page.on('pageerror', (error) => problems.push(error.message))
        await page.goto(`${pages.url}?sesion=${width === 360 ? 'si' : 'no'}`)
      })
      after(() => page.context().close())

      test('axe finds nothing, with everything folded and unfolded', async () => {
        assert.deepEqual(await axeProblems(page), [])
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true
        })
        assert.deepEqual(await axeProblems(page), [])
        assert.deepEqual(problems, [])
      })

      test('nothing makes the page move sideways', async () => {
        const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
        assert.equal(content, view)
      })
    })
  }
}

test('zoomed to 400 % (320 px wide) the page is still read downwards only', async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 256 } })
  await page.goto(pages.url)
  const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  assert.equal(content, view)
  await page.close()
})

test('fingers find every control on a phone: 44 px, or a link inside a sentence', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true })
  await page.goto(pages.url)
  const small = await page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'button, .button, select, input:not([type=hidden]), .chip, .pager a, .nav a, .choice',
      ),
    ]
      .filter(
        (element) => element.checkVisibility() && !element.matches('.link-button, .choice input, input[type=file]'),
      )
      .filter((element) => element.getBoundingClientRect().height < 43.5)
      .map((element) => element.outerHTML.slice(0, 100)),
  )
  assert.deepEqual(small, [])
  await page.close()
})

test('the arrival of the font moves nothing worth noticing', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.route('**/*.woff2', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    await route.continue()
  })
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(globalThis, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(pages.url)
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(200)
  const total = await page.evaluate(() =>
    (globalThis as unknown as { shifts: number[] }).shifts.reduce((a, b) => a + b, 0),
  )
  assert.ok(total < 0.02, `cumulative layout shift ${total}`)
  await page.close()
})

test('on paper: no menus, no filters, no buttons', async () => {
  const page = await browser.newPage({ viewport: { width: 800, height: 900 } })
  await page.goto(pages.url)
  await page.emulateMedia({ media: 'print' })
  const shown = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.nav, .filters, .session, .pager, .button, .chips-nav, .skip')]
      .filter((element) => element.checkVisibility())
      .map((element) => element.className),
  )
  assert.deepEqual(shown, [])
  assert.ok(await page.evaluate(() => document.querySelector('.items')?.checkVisibility()))
  await page.close()
})
