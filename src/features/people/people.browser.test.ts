import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ServerType, serve } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { axeProblems } from '../../../test/axe.ts'
import { closeBrowser, openContext } from '../../../test/browser.ts'
import { builtAssets } from '../../../test/built-assets.ts'
import { linkSentTo, peopleStage, type Stage } from '../../../test/people-stage.ts'

let stage: Stage
let server: ServerType
let baseURL: string

before(async () => {
  const assets = await builtAssets()
  // The address is part of the settings (passkeys are bound to it), so the door opens before the room behind it.
  baseURL = await new Promise<string>((resolve) => {
    const fetch = (request: Request) => stage.app.fetch(request)
    server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(`http://localhost:${port}`))
  })
  stage = await peopleStage({ assets, settings: { baseUrl: baseURL }, env: { BASE_URL: baseURL } })
})
after(async () => {
  await closeBrowser()
  server.close()
  await stage.close()
})

async function enter(page: Page, email: string) {
  await page.goto('/entrar?volver=/cuenta')
  await page.getByLabel('Correo electrónico').fill(email)
  await page.getByRole('button', { name: 'Enviarme el enlace' }).click()
  await page.getByRole('heading', { name: 'Revisa tu correo' }).waitFor()
  await page.goto((await linkSentTo(stage.db, email)).path)
  await page.getByRole('main').getByRole('button', { name: 'Entrar' }).click()
}

async function chooseName(page: Page, name: string) {
  await page.getByLabel('Nombre con el que quieres aparecer').fill(name)
  await page.getByLabel('Leí el aviso de privacidad').check()
  await page.getByRole('button', { name: 'Guardar y seguir' }).click()
  await page.getByRole('heading', { name: 'Tu cuenta', exact: true }).waitFor()
}

async function isFine(page: Page) {
  assert.deepEqual(await axeProblems(page), [], page.url())
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  assert.ok(overflow <= 0, `${page.url()} is ${overflow} px too wide`)
}

for (const script of [true, false]) {
  const way = script ? 'with script' : 'without script'

  test(`a person signs in by link, downloads and deletes her data, ${way}`, async () => {
    const context = await openContext({ baseURL, script, width: script ? 1280 : 360 })
    const page = await context.newPage()
    const email = `viaje-${script}@example.org`
    await page.goto('/entrar')
    if (script) await isFine(page)
    else await page.getByText('necesitan JavaScript').waitFor()
    await enter(page, email)
    await chooseName(page, 'Vera')
    if (script) await isFine(page)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Descargar mis datos' }).click(),
    ])
    assert.equal(download.suggestedFilename(), 'mis-datos-tequio.json')
    await page.getByRole('link', { name: 'Borrar mi cuenta y mis datos' }).click()
    await page.getByLabel('Entiendo que no se puede deshacer').waitFor()
    if (script) await isFine(page)
    await page.getByLabel('Entiendo que no se puede deshacer').check()
    await page.getByRole('button', { name: 'Borrar mis datos' }).click()
    await page.getByRole('heading', { name: 'Tus datos se borraron' }).waitFor()
    if (script) await isFine(page)
    await page.getByRole('link', { name: 'Consultar este folio' }).click()
    await page.getByText('Constancia de borrado').waitFor()
    await page.goto('/cuenta')
    assert.match(page.url(), /\/entrar/)
    const rows = await stage.db.selectFrom('people').select('id').where('email', '=', email).execute()
    assert.deepEqual(rows, [])
    await context.close()
  })
}

test('a person adds a passkey, comes back with it, and removes it', async () => {
  const context = await openContext({ baseURL })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const
  await devtools.send('WebAuthn.addVirtualAuthenticator', { options })
  await enter(page, 'llave@example.org')
  await chooseName(page, 'Leti')
  await page.getByRole('button', { name: 'Agregar una llave de acceso' }).click()
  await page.getByText('Se agregó tu llave de acceso.').waitFor()
  await isFine(page)
  const before = await context.cookies()

  await page.goto('/entrar')
  await context.clearCookies()
  await page.goto('/entrar?volver=/cuenta')
  await page.getByRole('button', { name: 'Entrar con una llave de acceso' }).click()
  await page.getByRole('heading', { name: 'Tu cuenta', exact: true }).waitFor()
  const session = (cookies: typeof before) => cookies.find(({ name }) => name === 'tequio.session')?.value
  assert.notEqual(session(await context.cookies()), session(before))

  await page.getByText('Quitar: Llave 1').click()
  await page.getByRole('button', { name: 'Quitar esta llave' }).click()
  await page.getByText('Todavía no tienes ninguna.').waitFor()
  await page.goto('/entrar')
  await context.clearCookies()
  await page.goto('/entrar')
  await page.getByRole('button', { name: 'Entrar con una llave de acceso' }).click()
  await page.getByText('No se pudo usar la llave de acceso').waitFor()
  await context.close()
})

test('a session of two days ago is told to sign in again before it adds a passkey', async () => {
  const context = await openContext({ baseURL })
  const page = await context.newPage()
  await enter(page, 'vieja@example.org')
  await chooseName(page, 'Vieja')
  const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000)
  await stage.db.updateTable('sessions').set({ created_at: twoDaysAgo }).execute()
  await page.reload()
  await page.getByRole('button', { name: 'Agregar una llave de acceso' }).click()
  await page.getByText('hay que haber entrado en las últimas 24 horas').waitFor()
  await context.close()
})

test('pages of people are accessible and fit a phone', async () => {
  const context = await openContext({ baseURL, width: 360 })
  const page = await context.newPage()
  const [name = '', value = ''] = stage.cast.cookie('administrator').split('=')
  for (const path of ['/entrar', '/privacidad', '/privacidad/solicitud', '/privacidad/folios?folio=x']) {
    await page.goto(path)
    await isFine(page)
  }
  await context.addCookies([{ name, value, url: baseURL }])
  for (const path of ['/cuenta', '/cuenta/borrar', '/san-pedro/personas']) {
    await page.goto(path)
    await isFine(page)
  }
  await page.goto('/san-pedro/personas')
  await page.getByLabel('Correo electrónico').fill('no')
  await page.getByRole('button', { name: 'Enviar la invitación' }).click()
  await page.locator('#error-summary').waitFor()
  await isFine(page)
  await context.close()
})
