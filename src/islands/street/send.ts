import { type Item, items, keep } from './store.ts'
import { statusOf, upload } from './upload.ts'

const longestPauseMs = 5 * 60_000

/** Sends what is due, one after another and from one page at a time; `onStep` is told of progress. */
export async function sendQueue(street: string, onStep: () => void): Promise<void> {
  await navigator.locks.request('tequio-street', { ifAvailable: true }, async (lock) => {
    if (lock === null) return
    for (const item of await items(street)) {
      if (item.state !== 'waiting' || item.nextAt > Date.now()) continue
      await send(item, onStep)
      onStep()
    }
  })
}

async function send(item: Item, onStep: () => void): Promise<void> {
  try {
    for (const photo of item.photos) {
      if (photo.isUploaded) continue
      await upload(photo, async () => {
        await keep(item)
        onStep()
      })
    }
    settle(item, await post(item))
  } catch (error) {
    const status = statusOf(error)
    if (status === 401 || status === 403) item.state = 'signed-out'
    else if (status === 413 || status === 422) refuse(item, String(status))
    else wait(item)
  }
  await keep(item)
}

type Answer = { status: number; body: { detail?: string; receipt?: string } }

/** The phone's clock is read at the very moment of sending: from it the server learns how far it is off. */
async function post(item: Item): Promise<Answer> {
  const fields = {
    ...item.fields,
    client_id: item.clientId,
    device_at: item.deviceAt,
    sent_at: new Date().toISOString(),
  }
  const photos = item.photos.map(({ uploadUrl, alt, wasBlurred, takenAt, latitude, longitude }) => ({
    upload: uploadUrl?.split('/').at(-1),
    alt: alt === '' ? null : alt,
    was_blurred: wasBlurred,
    taken_at: takenAt,
    latitude,
    longitude,
  }))
  const response = await fetch(`${item.street}/${item.kind === 'visit' ? 'visitas' : 'anuncios'}.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fields, photos }),
    redirect: 'error',
  })
  return { status: response.status, body: await response.json().catch(() => ({})) }
}

function settle(item: Item, { status, body }: Answer): void {
  if (status === 200) {
    Object.assign(item, { state: 'sent', receipt: body.receipt ?? '', photos: [], reason: '' })
  } else if (status === 401 || status === 403) {
    item.state = 'signed-out'
  } else if (status === 422 && item.photos.length > 0 && !item.hasBegunAgain) {
    // Its uploads may have been forgotten meanwhile: once, they are sent anew.
    item.hasBegunAgain = true
    for (const photo of item.photos) Object.assign(photo, { uploadUrl: null, isUploaded: false, sentBytes: 0 })
    item.nextAt = 0
  } else if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
    refuse(item, body.detail ?? String(status))
  } else wait(item)
}

/** Kept, to be seen and copied; it is not tried again unless the person asks. */
function refuse(item: Item, reason: string): void {
  item.state = 'refused'
  item.reason = reason
}

function wait(item: Item): void {
  item.attempts += 1
  const pause = Math.min(longestPauseMs, 2000 * 2 ** Math.min(item.attempts, 10))
  item.nextAt = Date.now() + pause * (0.75 + Math.random() / 2)
}
