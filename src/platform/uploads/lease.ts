import { ERRORS, type Lock, type Locker } from '@tus/server'
import { sql } from 'kysely'
import type { Database } from '../context.ts'
import { newId } from '../identity.ts'

/** Five beats: a process that stalls shorter keeps what it holds, and a phone waits no longer for one that died. */
const leaseSeconds = 5
const beatMs = 1000
const askMs = 200
const patienceMs = 10_000

/**
 * One writer an upload, over all processes: a lease in its row, renewed while pieces arrive and asked back by the next request (a
 * phone that lost its signal comes again while the old connection still looks open). A dead process's lease ends by itself.
 */
export function leases(db: Database): Locker {
  return { newLock: (id) => lease(db, id) }
}

function lease(db: Database, id: string): Lock {
  const holder = newId()
  let beat: NodeJS.Timeout | undefined
  const until = sql<Date>`now() + make_interval(secs => ${leaseSeconds})`
  const take = async () => {
    const { numUpdatedRows } = await db
      .updateTable('uploads')
      .set({ held_by: holder, held_until: until, is_wanted: false })
      .where('id', '=', id)
      .where((eb) => eb.or([eb('held_by', 'is', null), eb('held_until', '<', sql<Date>`now()`)]))
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }
  const renew = async (giveBack: () => unknown) => {
    const row = await db
      .updateTable('uploads')
      .set({ held_until: until })
      .where('id', '=', id)
      .where('held_by', '=', holder)
      .returning('is_wanted')
      .executeTakeFirst()
    if (row === undefined || row.is_wanted) giveBack()
  }
  return {
    async lock(signal, giveBack) {
      for (const started = performance.now(); !(await take()); await pause(askMs)) {
        if (signal.aborted || performance.now() - started > patienceMs) throw ERRORS.ERR_LOCK_TIMEOUT
        await db.updateTable('uploads').set({ is_wanted: true }).where('id', '=', id).execute()
      }
      beat = setInterval(() => void renew(giveBack).catch(() => {}), beatMs)
      beat.unref()
    },
    async unlock() {
      clearInterval(beat)
      await db
        .updateTable('uploads')
        .set({ held_by: null, held_until: null })
        .where('id', '=', id)
        .where('held_by', '=', holder)
        .execute()
    },
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
