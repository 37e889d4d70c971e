import type { TaskList } from 'graphile-worker'
import type { Deps } from '../../platform/http/env.ts'
import { dropAddresses, remindRegistered } from './registrations/commands.ts'

/** What tables leave to the worker. */
export function tableTasks(work: Pick<Deps, 'db' | 'config' | 'clock'>): TaskList {
  return {
    remind_registered: async () => {
      await remindRegistered({ db: work.db, baseUrl: work.config.baseUrl }, work.clock())
    },
    drop_table_addresses: async () => {
      await dropAddresses(work.db, work.clock())
    },
  }
}

export const tableCron = '40 * * * * remind_registered\n50 3 * * * drop_table_addresses'
