/** Keeps the pages of a rally's street for when there is no signal, and wakes them when it is back. It keeps nothing that was typed. */
export {}

type Extendable = Event & { waitUntil(work: Promise<unknown>): void }
type Fetching = Extendable & { request: Request; respondWith(answer: Promise<Response>): void }
type Messaging = Extendable & { data: { keep?: string[] }; ports: readonly MessagePort[] }
type Windows = { matchAll(): Promise<{ postMessage(message: unknown): void }[]>; claim(): Promise<void> }
type Worker = { skipWaiting(): Promise<void>; clients: Windows; registration: { scope: string } }

const worker = self as unknown as Worker
const store = 'tequio-street-1'
const patienceMs = 4000

self.addEventListener('install', (event) => (event as Extendable).waitUntil(worker.skipWaiting()))
self.addEventListener('activate', (event) => (event as Extendable).waitUntil(worker.clients.claim()))

self.addEventListener('sync', (event) => (event as Extendable).waitUntil(wake()))

async function wake() {
  for (const page of await worker.clients.matchAll()) page.postMessage('send')
}

self.addEventListener('message', (event) => {
  const { data, ports } = event as unknown as Messaging
  const pages = (data.keep ?? []).filter((path) =>
    new URL(path, location.href).href.startsWith(worker.registration.scope),
  )
  ;(event as unknown as Extendable).waitUntil(keepAll(pages).then((isDone) => isDone && ports[0]?.postMessage('kept')))
})

/** Pages with all that they link to; a page that leads elsewhere (to sign in) is not kept. */
async function keepAll(pages: readonly string[]): Promise<boolean> {
  const cache = await caches.open(store)
  const kept = await Promise.all(
    pages.map(async (path) => {
      const response = await fetch(path, { credentials: 'same-origin' }).catch(() => null)
      if (!response?.ok || response.redirected) return false
      const html = await response.clone().text()
      await cache.put(new URL(path, location.href).pathname, response)
      const resources = [...html.matchAll(/(?:href|src)="(\/recursos\/[^"]+)"/g)].map(([, found = '']) => found)
      await Promise.all(resources.map((found) => keepResource(cache, found)))
      return true
    }),
  )
  return kept.every(Boolean)
}

/** Their names change with what they hold, so what is kept stays right. */
async function keepResource(cache: Cache, path: string): Promise<void> {
  if (await cache.match(path)) return
  const response = await fetch(path).catch(() => null)
  if (response?.ok) await cache.put(path, response)
}

self.addEventListener('fetch', (event) => {
  const { request } = event as Fetching
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (url.pathname.startsWith('/recursos/')) (event as Fetching).respondWith(fromStoreFirst(request))
  else if (request.mode === 'navigate') (event as Fetching).respondWith(fromNetworkFirst(request, url))
})

async function fromStoreFirst(request: Request): Promise<Response> {
  const cache = await caches.open(store)
  const kept = await cache.match(request.url)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) await cache.put(request.url, response.clone())
  return response
}

/** A signal that only pretends to be there is not waited for longer than a person would. */
async function fromNetworkFirst(request: Request, url: URL): Promise<Response> {
  const cache = await caches.open(store)
  const kept = (await cache.match(url.pathname)) ?? (await cache.match(new URL(worker.registration.scope).pathname))
  const fresh = fetch(request)
  if (!kept) return fresh
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), patienceMs))
  return Promise.race([fresh.catch(() => kept), late])
}
