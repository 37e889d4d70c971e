import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, test } from 'node:test'
import { axeProblems } from './axe.ts'
import { closeBrowser, openContext } from './browser.ts'

const server = createServer((_request, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.end('<p id=p>sin script</p><script>p.textContent = "con script"</script>')
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = server.address()
const baseURL = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`

after(async () => {
  await closeBrowser()
  server.close()
})

for (const [script, told] of [
  [true, 'con script'],
  [false, 'sin script'],
] as const) {
  test(`the browser of the journeys opens a page ${told}`, async () => {
    const context = await openContext({ baseURL, script, width: 360, colorScheme: 'dark' })
    const page = await context.newPage()
    await page.goto('/')
    assert.equal(await page.textContent('p'), told)
    assert.equal(page.viewportSize()?.width, 360)
    await context.close()
  })
}

test('what is wrong with a page is found, with script and after a second look', async () => {
  const context = await openContext({ baseURL })
  const page = await context.newPage()
  await page.goto('/')
  for (const look of [1, 2]) {
    const problems = await axeProblems(page)
    assert.ok(
      problems.some((problem) => problem.startsWith('html-has-lang: ')),
      `look ${look}: ${problems.join('\n')}`,
    )
  }
  await context.close()
})
