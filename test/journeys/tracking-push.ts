import assert from 'node:assert/strict'
import type { Page, Worker } from 'playwright-core'
import { axeProblems } from '../axe.ts'
import type { TestBrowser } from '../telling/push-service.ts'
import { hour, until, type Way, work } from './tracking-town.ts'

/**
 * A reader follows in her browser, without an address: its worker receives what the server sent, shows it, opens its page, and she
 * leaves. Chromium here asks Google's servers for an address, which no test may need and a private window is refused, so that one
 * call, and what it keeps, is answered by the push service of `test/telling`; permission, worker, its registration, encryption and
 * notices are the real ones. The last step from the service into the browser goes by the developer tools.
 */
export async function pushes({ town, journey, commitment }: Way) {
  const address = `/seguir?tipo=commitment&id=${commitment.id}`
  const reader = await journey.open(null)
  await refuses(reader, town.server.url, address)
  await reader.context().grantPermissions(['notifications'], { origin: town.server.url })
  const page = await reader.context().newPage()
  const browser = town.push.browser()
  await page.context().addInitScript(answerSubscribe, browser)
  await page.goto(address)
  await page.getByRole('button', { name: 'Recibir avisos en este navegador' }).click()
  await page.getByRole('heading', { name: 'Este navegador va a recibir los avisos' }).waitFor()
  await journey.look(page)
  await until('the first message is sent', () => browser.notices.length === 1)

  await page.goto(address)
  await page.getByRole('button', { name: 'Ver y dejar lo que sigue este navegador' }).waitFor()
  await lookBoth(page)
  const deliver = await delivery(page, town.server.url, browser)
  await deliver(0)
  assert.deepEqual(await shown(page, 1), [
    { title: browser.notices[0]?.title, body: 'Listo: aquí van a llegar los avisos.', path: commitment.path },
  ])

  town.pass(hour)
  await town.verified(commitment.id)
  await work(town, 'tell_followers')
  await until('what happened is sent', () => browser.notices.length === 2)
  await deliver(1)
  await deliver(1)
  const [, newer] = await shown(page, 2)
  assert.equal(newer?.title, 'Alguien de fuera verificó una actividad')
  await opens(page, commitment.path)

  await page.getByRole('button', { name: 'Ver y dejar lo que sigue este navegador' }).click()
  await page.getByRole('heading', { name: 'Los avisos de este navegador' }).waitFor()
  await journey.look(page)
  await page.getByRole('button', { name: 'Dejar de recibirlos' }).click()
  await page.getByRole('heading', { name: 'Ya no recibes estos avisos' }).waitFor()
}

/** Hidden where the browser cannot; where the person has said no, it says how to allow it and what to do else. */
async function refuses(page: Page, origin: string, address: string) {
  // What is not named here is refused.
  await page.context().grantPermissions(['geolocation'], { origin })
  await page.goto(address)
  await page.locator('push-follow').getByText('Tu navegador tiene bloqueados los avisos').waitFor()
  await page.getByRole('button', { name: 'Recibir avisos en este navegador' }).click()
  await page.locator('push-follow [role=status]').getByText('pide los avisos por correo').waitFor()
  await lookBoth(page)
  await page.addInitScript('delete window.PushManager')
  await page.goto(address)
  await page.waitForFunction(() => customElements.get('push-follow') !== undefined)
  assert.equal(await page.locator('push-follow').isVisible(), false)
  await lookBoth(page)
}

async function lookBoth(page: Page) {
  const size = page.viewportSize()
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    assert.deepEqual(await axeProblems(page), [], `${page.url()} at ${width}`)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    assert.ok(overflow <= 0, `${page.url()} scrolls ${overflow} px sideways at ${width}`)
  }
  if (size) await page.setViewportSize(size)
}

/** Runs in the page: the push service's answer to `subscribe`, kept as the browser would. */
function answerSubscribe({ endpoint, p256dh, auth }: TestBrowser) {
  const kept = (key: string) => ({
    endpoint,
    options: {
      applicationServerKey: Uint8Array.from(atob(key.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
        .buffer,
    },
    toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
  })
  Object.assign(PushManager.prototype, {
    subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
      localStorage.setItem('subscribed', applicationServerKey)
      return kept(applicationServerKey)
    },
    getSubscription: async () => {
      const key = localStorage.getItem('subscribed')
      return key === null ? null : kept(key)
    },
  })
}

/** Hands the worker the bytes that the push service deciphered. */
async function delivery(page: Page, origin: string, { notices }: TestBrowser) {
  const tools = await page.context().newCDPSession(page)
  const registrations: { registrationId: string; scopeURL: string }[] = []
  tools.on('ServiceWorker.workerRegistrationUpdated', (event) => registrations.push(...event.registrations))
  await tools.send('ServiceWorker.enable')
  const ours = () => registrations.find(({ scopeURL }) => scopeURL === `${origin}/seguir`)
  await until('the worker is registered', () => ours() !== undefined)
  return async (index: number) => {
    const { registrationId = '' } = ours() ?? {}
    await tools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: notices[index]?.body ?? '' })
  }
}

type Shown = { title: string; body: string; path: string }

/** The notices that stand on the screen, once they are so many. */
async function shown(page: Page, count: number): Promise<Shown[]> {
  let found: Shown[] = []
  await until(`${count} notices are shown`, async () => {
    found = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/seguir')
      const notices = (await registration?.getNotifications()) ?? []
      return notices.map(({ title, body, data }) => ({ title, body, path: data.path }))
    })
    return found.length >= count
  })
  assert.equal(found.length, count, 'the same message twice is one notice')
  return found
}

/** A press on a notice closes it and opens its page; no press of a real hand reaches a screen that is not there, so the event is sent. */
async function opens(page: Page, path: string) {
  const [worker] = page.context().serviceWorkers()
  assert.ok(worker)
  const opened = await pressNewest(worker)
  assert.deepEqual(opened, { address: new URL(path, page.url()).href, left: 1 })
  const other = await page.context().newPage()
  await other.goto(opened.address)
  await other.locator('#voces').waitFor()
  await other.close()
}

function pressNewest(worker: Worker): Promise<{ address: string; left: number }> {
  return worker.evaluate(async () => {
    type Scope = { registration: ServiceWorkerRegistration; clients: object }
    const scope = globalThis as unknown as Scope
    const notification = (await scope.registration.getNotifications()).at(-1)
    const address = new Promise<string>((resolve) => {
      // Refused without a press of a hand: what it was asked for is what counts.
      Object.assign(scope.clients, { openWindow: async (url: string) => resolve(url) })
    })
    const press = Object.assign(new Event('notificationclick'), { notification, waitUntil: () => undefined })
    globalThis.dispatchEvent(press)
    return { address: await address, left: (await scope.registration.getNotifications()).length }
  })
}
