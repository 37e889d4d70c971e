import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/**
 * A ballot on its way, kept on the phone until it is in the box. While `asked`, the phone still knows the blind and who asked; once
 * signed, neither is kept, so that nothing here ties the ballot to a person either.
 */
export type KeptBallot = {
  serial: string
  election: string
  choice: string
  state: 'asked' | 'signed' | 'cast'
  asked?: { voter: string; blinded: string; inv: Uint8Array }
  signature?: string
  receipt?: string
  /** When it goes into the box by itself; milliseconds since 1970. */
  castAt?: number
}

interface Ballots extends DBSchema {
  ballots: { key: string; value: KeptBallot; indexes: { election: string } }
}

let opened: Promise<IDBPDatabase<Ballots>> | undefined

function database(): Promise<IDBPDatabase<Ballots>> {
  opened ??= openDB<Ballots>('tequio-ballots', 1, {
    upgrade: (db) => {
      db.createObjectStore('ballots', { keyPath: 'serial' }).createIndex('election', 'election')
    },
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

export async function keptBallots(election: string): Promise<KeptBallot[]> {
  return (await database()).getAllFromIndex('ballots', 'election', election)
}

/** Durable when it resolves: what is asked of the server afterwards can be asked again. */
export async function keep(ballot: KeptBallot): Promise<void> {
  const transaction = (await database()).transaction('ballots', 'readwrite', { durability: 'strict' })
  await transaction.store.put(ballot)
  await transaction.done
}

export async function forget(serial: string): Promise<void> {
  await (await database()).delete('ballots', serial)
}
