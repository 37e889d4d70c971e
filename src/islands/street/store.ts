import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

export type QueuedPhoto = {
  blob: Blob
  alt: string
  wasBlurred: boolean
  takenAt: string
  latitude: number | null
  longitude: number | null
  /** Where its upload goes on; kept, so that a restart does not begin again. */
  uploadUrl: string | null
  isUploaded: boolean
  sentBytes: number
}

/** What waits to be sent. `clientId` is its name for ever: the server keeps one capture under it however often it arrives. */
export type Item = {
  clientId: string
  street: string
  kind: 'announcement' | 'visit'
  title: string
  fields: Record<string, string>
  photos: QueuedPhoto[]
  deviceAt: string
  state: 'waiting' | 'signed-out' | 'refused' | 'sent'
  reason: string
  attempts: number
  nextAt: number
  receipt: string
  hasBegunAgain: boolean
}

interface Shape extends DBSchema {
  items: { key: string; value: Item }
}

let opened: Promise<IDBPDatabase<Shape>> | undefined

function database(): Promise<IDBPDatabase<Shape>> {
  opened ??= openDB<Shape>('tequio-street', 1, {
    upgrade: (db) => void db.createObjectStore('items', { keyPath: 'clientId' }),
    // Another version of the program wants in: let it, and open again when asked.
    blocking: (_current, _blocked, event) => {
      opened = undefined
      ;(event.target as IDBDatabase).close()
    },
    terminated: () => {
      opened = undefined
    },
  })
  return opened
}

const channelName = 'tequio-street'
const channel = new BroadcastChannel(channelName)

/** Rejects with QuotaExceededError when the phone is full. Durable before it resolves: the phone may be switched off next. */
export async function keep(item: Item): Promise<void> {
  const tx = (await database()).transaction('items', 'readwrite', { durability: 'strict' })
  await Promise.all([tx.store.put(item), tx.done])
  channel.postMessage('changed')
}

export async function drop(clientId: string): Promise<void> {
  await (await database()).delete('items', clientId)
  channel.postMessage('changed')
}

/** Oldest first. */
export async function items(street: string): Promise<Item[]> {
  const all = await (await database()).getAll('items')
  return all.filter((item) => item.street === street).sort((a, b) => a.deviceAt.localeCompare(b.deviceAt))
}

/** Told of every change, whichever page made it. */
export function onChange(tell: () => void): () => void {
  const own = new BroadcastChannel(channelName)
  own.addEventListener('message', tell)
  return () => own.close()
}
