/** Shows what arrives for a browser that follows something, and opens its page. It keeps nothing and stands in no request's way. */
export {}

type Extendable = Event & { waitUntil(work: Promise<unknown>): void }
type Pushed = Extendable & { data: { json(): unknown } | null }
type Clicked = Extendable & { notification: Notification }
type Notice = { title: string; text: string; path: string; tag: string }
type Worker = {
  registration: { showNotification(title: string, options: NotificationOptions): Promise<void> }
  clients: { openWindow(url: string): Promise<unknown> }
  skipWaiting(): Promise<void>
}

const worker = self as unknown as Worker

self.addEventListener('install', (event) => (event as Extendable).waitUntil(worker.skipWaiting()))

self.addEventListener('push', (event) => {
  const notice = noticeOf(event as Pushed)
  if (!notice) return
  const { title, text, path, tag } = notice
  // The same message a second time takes the place of the first.
  ;(event as Pushed).waitUntil(worker.registration.showNotification(title, { body: text, tag, data: { path } }))
})

self.addEventListener('notificationclick', (event) => {
  const { notification } = event as Clicked
  notification.close()
  const { path } = notification.data as { path: string }
  ;(event as Clicked).waitUntil(worker.clients.openWindow(new URL(path, location.origin).href))
})

/** Only our own pages are opened, whatever arrives. */
function noticeOf({ data }: Pushed): Notice | null {
  try {
    const notice = data?.json() as Notice
    const isOurs = new URL(notice.path, location.origin).origin === location.origin
    return isOurs && typeof notice.title === 'string' ? notice : null
  } catch {
    return null
  }
}
