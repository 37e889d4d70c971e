import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, type TestContext, test } from 'node:test'
import { loadDemo } from '../../src/features/site/demo/commands.ts'
import { axeProblems } from '../axe.ts'
import { closeBrowser, openContext } from '../browser.ts'
import { htmlProblems } from '../html.ts'
import { type TestServer, testServer } from '../server.ts'
import { follow } from './reading.ts'

after(closeBrowser)

test('what anybody sees of the demonstration', async (t) => {
  const now = new Date('2026-11-20T18:00:00Z')
  const server = await testServer(t, { clock: () => now })
  await loadDemo({ db: server.db, now })
  for (const how of ['with script', 'without script'])
    await t.test(`a neighbour finds the late commitments of her state and downloads them, ${how}`, (t) =>
      findsLate(t, server, how === 'with script'),
    )
  await t.test(
    'every public page: no axe violation, valid markup, no sideways scroll, no layout shift, no request elsewhere',
    () => isWellMade(server),
  )
  await t.test('the board’s first visit weighs at most 60 KB over the wire, fonts apart', (t) =>
    weighsLittle(t, server),
  )
})

async function findsLate(t: TestContext, server: TestServer, script: boolean) {
  const context = await openContext({ baseURL: server.url, script, width: 360 })
  t.after(() => context.close())
  const page = await context.newPage()

  await page.goto('/')
  await page.getByRole('link', { name: 'Ver todos los compromisos' }).click()
  await page.getByText('Más filtros').click()
  await page.getByLabel('Entidad', { exact: true }).selectOption({ label: 'Oaxaca' })
  if (!script) await page.getByRole('button', { name: 'Filtrar' }).click()
  await page.waitForURL(/estado=20/)
  await follow(page, page.getByRole('navigation', { name: 'Por plazo' }).getByRole('link', { name: /Atrasado/ }))
  assert.match(page.url(), /plazo=late/)
  assert.match(page.url(), /estado=20/)
  const names = await page.locator('.items .name').allTextContents()
  assert.deepEqual(names, ['Obra pública con letrero, avance y fotografía cada mes'])
  assert.match((await page.locator('.items .item-state').textContent()) ?? '', /venció hace \d+ días/)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('a[download], aside a').filter({ hasText: 'CSV' }).first().click(),
  ])
  const csv = readFileSync(await download.path(), 'utf8')
  assert.match(csv, /Obra pública con letrero/)
  assert.equal(csv.trim().split('\r\n').length, 2)

  await follow(page, page.getByRole('link', { name: 'Obra pública con letrero, avance y fotografía cada mes' }))
  assert.match((await page.locator('h1').textContent()) ?? '', /Obra pública/)
  assert.match((await page.locator('body').textContent()) ?? '', /lugar ficticio/)
}

const pages = [
  ...[
    '/',
    '/espacios',
    '/mexico',
    '/tablero',
    '/accesibilidad',
    '/privacidad',
    '/entrar',
    '/registro',
    '/datos',
    '/api',
  ],
  ...[
    '/mexico/planes/4pa-2019-2021',
    '/mexico/planes/4pa-2019-2021/tablero',
    '/mexico/planes/4pa-2019-2021/compromisos/1',
  ],
  '/san-jacinto-de-los-fresnos',
  '/san-jacinto-de-los-fresnos/planes/plan-local-2026',
  '/san-jacinto-de-los-fresnos/planes/plan-local-2026/tablero',
  '/san-jacinto-de-los-fresnos/planes/plan-local-2026/tablero?vista=calendario',
  '/san-jacinto-de-los-fresnos/planes/plan-local-2026/tablero?vista=mapa',
  '/san-jacinto-de-los-fresnos/planes/plan-local-2026/compromisos/2',
  '/san-jacinto-de-los-fresnos/planes/plan-local-2026/compromisos/2/versiones/2',
  '/san-jacinto-de-los-fresnos/organizaciones',
  '/no-existe',
]

async function isWellMade(server: TestServer) {
  for (const width of [360, 1280] as const) {
    const context = await openContext({ baseURL: server.url, width, colorScheme: width === 360 ? 'dark' : 'light' })
    const page = await context.newPage()
    const elsewhere: string[] = []
    const faults: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url) && !request.url().startsWith('data:')) elsewhere.push(request.url())
    })
    page.on('pageerror', (error) => void faults.push(String(error)))
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) faults.push(message.text())
    })
    const problems: string[] = []
    await page.addInitScript(watchShifts)
    for (const address of pages) {
      const answer = await page.goto(address)
      const say = (problem: string) => problems.push(`${address} at ${width}: ${problem}`)
      if (answer?.status() !== (address === '/no-existe' ? 404 : 200)) say(`status ${answer?.status()}`)
      for (const problem of await axeProblems(page, { ofStyles: address === pages[0] })) say(problem)
      if (width === 360) for (const problem of await htmlProblems((await answer?.text()) ?? '')) say(problem)
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (overflow > 0) say(`scrolls ${overflow} px sideways`)
      const shift = await page.evaluate(() => (window as unknown as { shifted: number }).shifted)
      if (shift > 0.001) say(`moved by ${shift}`)
    }
    assert.deepEqual(problems, [])
    assert.deepEqual(elsewhere, [])
    assert.deepEqual(faults, [])
    await context.close()
  }
}

function watchShifts(): void {
  const page = window as unknown as { shifted: number }
  page.shifted = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) page.shifted += (entry as unknown as { value: number }).value
  }).observe({ type: 'layout-shift', buffered: true })
}

async function weighsLittle(t: TestContext, server: TestServer) {
  const context = await openContext({ baseURL: server.url })
  t.after(() => context.close())
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  const kinds = new Map<string, string>()
  let bytes = 0
  session.on('Network.responseReceived', ({ requestId, response }) => kinds.set(requestId, response.mimeType))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!/font/.test(kinds.get(requestId) ?? '')) bytes += encodedDataLength
  })
  await page.goto('/san-jacinto-de-los-fresnos/planes/plan-local-2026/tablero', { waitUntil: 'networkidle' })
  assert.ok(bytes > 5_000 && bytes <= 60_000, `${bytes} bytes`)
}
