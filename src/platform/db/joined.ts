import { sql, type Transaction } from 'kysely'
import type { Database } from '../context.ts'
import type { DB } from './types.ts'

/**
 * A database whose transactions are parts of one that is already open: commands that begin their own run inside it, and all of them
 * are kept or none. Each is a savepoint, so that what one of them refuses leaves nothing behind.
 */
export function joined(tx: Transaction<DB>): Database {
  const transaction = () => ({
    execute: <Result>(act: (part: Transaction<DB>) => Promise<Result>) => within(tx, act),
  })
  return new Proxy(tx, {
    get(target, key) {
      if (key === 'transaction') return transaction
      const value: unknown = Reflect.get(target, key, target)
      // Kysely keeps what is private behind #names, which only the object itself has.
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

async function within<Result>(tx: Transaction<DB>, act: (part: Transaction<DB>) => Promise<Result>): Promise<Result> {
  await sql`savepoint part`.execute(tx)
  try {
    const result = await act(tx)
    await sql`release savepoint part`.execute(tx)
    return result
  } catch (error) {
    await sql`rollback to savepoint part`.execute(tx)
    throw error
  }
}
