import type { TaskList } from 'graphile-worker'
import type { Deps } from '../../platform/http/env.ts'
import { tableById } from './queries.ts'
import { seatAfterErasure } from './registrations/commands.ts'
import { dropAddresses, remindRegistered } from './registrations/telling/commands.ts'

/** What tables leave to the worker. */
export function tableTasks(work: Pick<Deps, 'db' | 'config' | 'clock'>): TaskList {
  return {
    remind_registered: async () => {
      await remindRegistered({ db: work.db, baseUrl: work.config.baseUrl }, work.clock())
    },
    drop_table_addresses: async () => {
      await dropAddresses(work.db, work.clock())
    },
    // Asked for where an account is erased, by its name alone: people stand below tables.
    seat_after_erasure: async (payload) => {
      const table = await tableById(work.db, (payload as { table: string }).table)
      if (table) await seatAfterErasure({ db: work.db, baseUrl: work.config.baseUrl }, work.clock(), table)
    },
  }
}

export const tableCron = '40 * * * * remind_registered\n50 3 * * * drop_table_addresses'
