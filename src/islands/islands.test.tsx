import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Hono } from 'hono'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { closeBrowser, openBrowser } from '../../test/browser.ts'
import { builtAssets } from '../../test/built-assets.ts'
import { type Preview, preview } from '../../test/preview.ts'
import type { Assets } from '../platform/assets.ts'
import { translator } from '../platform/i18n.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox, Select } from '../ui/Choices.tsx'
import { DraftKeeper } from '../ui/DraftKeeper.tsx'
import { Field, TextArea } from '../ui/Field.tsx'
import { Filters } from '../ui/Filters.tsx'
import { Layout } from '../ui/Layout.tsx'
import { Receipt } from '../ui/Receipt.tsx'

const t = translator('es')
let assets: Assets
let pages: Preview
let browser: Browser
let context: BrowserContext
let page: Page

before(async () => {
  assets = await builtAssets()
  pages = await preview(assets, routes)
  browser = await openBrowser()
})

after(async () => {
  await closeBrowser()
  pages?.close()
})

beforeEach(async () => {
  await context?.close()
  context = await browser.newContext()
  page = await context.newPage()
})

const colonies = ['Centro', 'La Ciénega', 'El Fresno', 'Las Peñas']

function routes(app: Hono) {
  app.get('/lista', (request) => {
    const text = (request.req.query('q') ?? '').toLowerCase()
    const zone = request.req.query('zona') ?? ''
    const found = colonies.filter((name) => name.toLowerCase().includes(text) && (!zone || name.startsWith(zone)))
    return request.html(`<!doctype html>${<List text={text} zone={zone} found={found} />}`)
  })
  app.get('/escribir', (request) => request.html(`<!doctype html>${<Writing />}`))
  app.post('/aportaciones', (request) => request.html(`<!doctype html>${<Received />}`))
}

function List({ text, zone, found }: { text: string; zone: string; found: readonly string[] }) {
  return (
    <Layout t={t} lang="es" assets={assets} title={`Colonias (${found.length})`} islands={['filter-form']}>
      <h1>Colonias</h1>
      <div>
        <Filters
          t={t}
          label="Buscar colonias"
          action="/lista"
          result={`${found.length} colonias`}
          clearHref={text || zone ? '/lista' : undefined}
        >
          <Field t={t} name="q" label="Buscar" type="search" value={text} />
          <Select t={t} name="zona" label="Zona" empty="Todas" value={zone} options={[{ value: 'L', label: 'La' }]} />
        </Filters>
      </div>
      <ul id="colonias">
        {found.map((name) => (
          <li>{name}</li>
        ))}
      </ul>
    </Layout>
  )
}

function Writing() {
  return (
    <Layout t={t} lang="es" assets={assets} title="Escribir" islands={['draft-keeper']}>
      <h1>Escribir</h1>
      <DraftKeeper t={t}>
        <form method="post" action="/aportaciones">
          <TextArea t={t} name="texto" label="Texto" />
          <Field t={t} name="clave" label="Clave" type="password" />
          <Checkbox t={t} name="avisar" label="Avísame" />
          <input type="hidden" name="ficha" value="secreta" />
          <Button>Enviar</Button>
        </form>
      </DraftKeeper>
    </Layout>
  )
}

function Received() {
  return (
    <Layout t={t} lang="es" assets={assets} title="Recibido" islands={['draft-keeper', 'copy-text']}>
      <h1>Gracias</h1>
      <Receipt t={t} title="Recibimos tu aportación" folio="TQ-1" at="hoy" draft="/aportaciones" />
    </Layout>
  )
}

const listed = () => page.locator('#colonias li').allTextContents()
const stored = () => page.evaluate(() => JSON.stringify(localStorage))

test('choosing filters at once; focus, address, title and the announced count follow', async () => {
  await page.goto(`${pages.url}lista`)
  await page.getByLabel('Zona').focus()
  await page.getByLabel('Zona').selectOption('L')
  await page.waitForURL('**/lista?zona=L')
  await page.waitForFunction(() => document.querySelectorAll('#colonias li').length === 2)
  assert.deepEqual(await listed(), ['La Ciénega', 'Las Peñas'])
  assert.equal(await page.locator('.filters-result [role=status]').textContent(), '2 colonias')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'zona')
  assert.match(await page.title(), /Colonias \(2\)/)
  await page.getByRole('link', { name: 'Quitar los filtros' }).click()
  await page.waitForURL('**/lista')
  assert.equal((await listed()).length, 4)
})

test('typing filters without losing a letter, and a second answer never overtakes the first', async () => {
  await page.goto(`${pages.url}lista`)
  await page.getByLabel('Buscar', { exact: true }).pressSequentially('cié', { delay: 30 })
  await page.waitForURL('**/lista?q=ci%C3%A9')
  await page.waitForFunction(() => document.querySelectorAll('#colonias li').length === 1)
  assert.equal(await page.getByLabel('Buscar', { exact: true }).inputValue(), 'cié')
  assert.deepEqual(await listed(), ['La Ciénega'])
})

test('without script the same form is sent with its button', async () => {
  await context.close()
  context = await browser.newContext({ javaScriptEnabled: false })
  page = await context.newPage()
  await page.goto(`${pages.url}lista`)
  await page.getByLabel('Zona').selectOption('L')
  await page.getByRole('button', { name: 'Filtrar' }).click()
  await page.waitForURL('**/lista?q=&zona=L')
  assert.equal((await listed()).length, 2)
})

test('what was being written comes back, is never a secret, and is forgotten once received', async () => {
  await page.goto(`${pages.url}escribir`)
  await page.getByLabel('Texto').fill('El agua llega los martes')
  await page.getByLabel('Clave').fill('no-me-guardes')
  await page.getByLabel('Avísame').check()
  await page.waitForFunction(() => localStorage.length === 1)
  await page.waitForFunction(() => JSON.stringify(localStorage).includes('avisar'))
  assert.doesNotMatch(await stored(), /no-me-guardes|secreta/)

  await page.goto(`${pages.url}escribir`)
  assert.equal(await page.getByLabel('Texto').inputValue(), 'El agua llega los martes')
  assert.equal(await page.getByLabel('Avísame').isChecked(), true)
  assert.equal(await page.getByLabel('Clave').inputValue(), '')
  assert.match((await page.locator('draft-keeper > .notice').textContent()) ?? '', /Recuperamos lo que habías escrito/)

  await page.getByRole('button', { name: 'Enviar' }).click()
  await page.getByText('Recibimos tu aportación').waitFor()
  assert.equal(await stored(), '{}')
})

test('the last words before a page goes are kept, and a page that nobody wrote on keeps nothing', async () => {
  await page.goto(`${pages.url}escribir`)
  await page.reload()
  assert.equal(await stored(), '{}')
  await page.getByLabel('Texto').fill('Justo antes de irme')
  await page.reload()
  await page.locator('draft-keeper > .notice').waitFor()
  assert.equal(await page.getByLabel('Texto').inputValue(), 'Justo antes de irme')
  await page.getByRole('button', { name: 'Descartar el borrador' }).click()
})

test('a draft can be thrown away', async () => {
  await page.goto(`${pages.url}escribir`)
  await page.getByLabel('Texto').fill('Algo')
  await page.waitForFunction(() => localStorage.length === 1)
  await page.reload()
  await page.getByRole('button', { name: 'Descartar el borrador' }).click()
  assert.equal(await page.getByLabel('Texto').inputValue(), '')
  assert.equal(await stored(), '{}')
})
