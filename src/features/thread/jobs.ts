import type { TaskList } from 'graphile-worker'
import type { Deps } from '../../platform/http/env.ts'
import { dropUnconfirmed, tellThreads } from './follows/commands.ts'

export function threadTasks({ db, config, clock }: Pick<Deps, 'db' | 'config' | 'clock'>): TaskList {
  return {
    tell_threads: async () => {
      await tellThreads(db, config, clock())
      await dropUnconfirmed(db, clock())
    },
  }
}

export const threadCron = '25 * * * * tell_threads'
