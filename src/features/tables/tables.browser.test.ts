import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { after, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { axeProblems } from '../../../test/axe.ts'
import { closeBrowser, openContext } from '../../../test/browser.ts'
import { type Cast, castOf } from '../../../test/cast.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import { bodyIn, tableIn } from '../../../test/tables-stage.ts'
import type { Context } from '../../platform/context.ts'
import { found } from '../../platform/errors.ts'
import { newId } from '../../platform/identity.ts'
import { addPassages, beginDraft } from './drafts/commands.ts'
import { findDraft } from './drafts/queries.ts'
import { writeMinutes } from './minutes/commands.ts'
import { register, registerMany } from './registrations/commands.ts'
import { registrationForm } from './registrations/schema.ts'

/** Pictures of every page are left where TABLES_PICTURES says. */
const pictures = process.env.TABLES_PICTURES
after(closeBrowser)

async function furnish({ db, config }: TestServer, now: Date): Promise<{ cast: Cast; secret: string }> {
  const id = newId()
  const row = { id, kind: 'municipality', slug: 'lugar', name: 'San Jacinto', is_fictional: true, created_at: now }
  await db.insertInto('spaces').values(row).execute()
  const cast = await castOf(db, { spaceId: id, now }, { ...config, oidc: null })
  const context: Context = { db, actor: await cast.actor('facilitator'), now, locale: 'es' }
  const space = { id, slug: 'lugar' }
  await bodyIn(context, space, null)
  const reported = '20 | mesas | Relatoría | https://example.org/r'
  const table = await tableIn(context, space, { 'places.any': '2', 'places.government': '1', reported })
  const person = (name: string) => registrationForm.parse({ name, sector: 'citizens' })
  const own = await register({ ...context, actor: null }, table, person('Ana Vecina'), { baseUrl: config.baseUrl })
  await registerMany(context, table, [person('Beto Vecino'), person('Caro Vecina')])
  await writeMinutes(context, table, { body: 'Se abre la mesa.\nSe lee el material.', replaces: null })
  await beginDraft(context, table, { title: 'Medir los pozos', alternative: null })
  const draft = found(await findDraft(db, table.id, 1))
  await addPassages(context, table, draft.id, [{ field: 'problem', wording: 'Nadie sabe cuánta agua sale.' }])
  return { cast, secret: own.secret }
}

async function signIn(context: BrowserContext, cast: Cast, url: string): Promise<void> {
  const [name = '', value = ''] = cast.cookie('facilitator').split(/=(.*)/s)
  await context.addCookies([{ name, value, url }])
}

async function look(page: Page, path: string, name: string): Promise<void> {
  await page.goto(path)
  assert.deepEqual(await axeProblems(page), [], `${path} (${name})`)
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  assert.equal(isWide, false, `${path} is wider than the screen (${name})`)
  const file = path.slice(1).replace(/\?.*/, '').replaceAll('/', '_')
  if (pictures) await page.screenshot({ path: `${pictures}/${name}-${file}.png`, fullPage: true })
}

/** Suggests another wording through the link of a place, without an account, and accepts it at the desk. */
async function suggest(context: BrowserContext, cast: Cast, url: string, secret: string, wording: string) {
  const page = await context.newPage()
  await page.goto(`/lugar/mesas/mesa-del-agua/borradores/1?clave=${secret}`)
  await page.getByText('Observar o proponer otra redacción').click()
  await page.getByLabel('Cómo debería decir').fill(wording)
  await page.getByRole('button', { name: 'Publicar', exact: true }).click()
  await page.getByText('Por decidir').first().waitFor()
  await signIn(context, cast, url)
  await page.goto('/lugar/mesas/mesa-del-agua/borradores/1')
  await page.getByText('Decidir', { exact: true }).click()
  await page.getByRole('button', { name: 'Guardar la decisión' }).click()
  await page.getByText('Aceptada').first().waitFor()
  assert.equal(await page.locator('#pasaje-1 > .prose').textContent(), wording)
}

test('every page of a table holds on a phone and a desk, and a suggested wording is accepted with and without script', async (t) => {
  if (pictures) mkdirSync(pictures, { recursive: true })
  const server = await testServer(t)
  const { cast, secret } = await furnish(server, new Date())
  const table = '/lugar/mesas/mesa-del-agua'
  const place = `${table}/registro/lugar?clave=${secret}`
  const open = ['/lugar/mesas', table, `${table}/minuta`, `${table}/borradores/1`, `${table}/registro`, place]
  const desk = ['/lugar/mesas/nueva', table, `${table}/llegada`, `${table}/minuta`, `${table}/borradores/1`]
  for (const script of [true, false]) {
    const context = await openContext({ baseURL: server.url, width: 360, script })
    await suggest(
      context,
      cast,
      server.url,
      secret,
      `Nadie mide el agua que sale ${script ? 'de los pozos' : 'del pozo'}.`,
    )
    await context.close()
  }
  for (const [width, colorScheme] of [
    [360, 'light'],
    [1280, 'dark'],
  ] as const) {
    const context = await openContext({ baseURL: server.url, width, colorScheme, script: true })
    const page = await context.newPage()
    for (const path of open) await look(page, path, `open-${width}`)
    await signIn(context, cast, server.url)
    for (const path of desk) await look(page, path, `desk-${width}`)
    if (pictures && width === 1280) {
      await page.emulateMedia({ media: 'print' })
      await page.screenshot({ path: `${pictures}/print.png`, fullPage: true })
    }
    await context.close()
  }
})
