import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type ServerType, serve } from '@hono/node-server'
import { axeProblems } from '../../../test/axe.ts'
import { closeBrowser, openContext } from '../../../test/browser.ts'
import { builtAssets } from '../../../test/built-assets.ts'
import { type OpenStage, openStage } from '../../../test/open-stage.ts'

let stage: OpenStage
let server: ServerType
let baseURL: string
before(async () => {
  stage = await openStage(undefined, await builtAssets())
  baseURL = await new Promise((resolve) => {
    server = serve({ fetch: stage.app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    )
  })
})
after(async () => {
  await closeBrowser()
  server.close()
  await stage.close()
})

const pages = ['/datos', '/api', '/registro', '/registro/3', '/registro/6']

// Each width and each light once: the description of the API, all of it open, is dear to look at.
for (const [width, colorScheme] of [
  [360, 'dark'],
  [1280, 'light'],
] as const) {
  test(`open pages at ${width} px, ${colorScheme}: axe finds nothing, nothing moves sideways, nothing is refused by the policy`, async () => {
    const context = await openContext({ baseURL, width, colorScheme, script: true })
    const page = await context.newPage()
    const problems: string[] = []
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    for (const path of pages) {
      await page.goto(path)
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true
      })
      assert.deepEqual(await axeProblems(page), [], path)
      const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
      assert.equal(content, view, path)
      if (process.env.SHOTS) {
        await page.goto(path)
        await page.screenshot({
          path: join(process.env.SHOTS, `${path.replaceAll('/', '_')}-${width}.png`),
          fullPage: true,
        })
      }
    }
    assert.deepEqual(problems, [])
    await context.close()
  })
}
