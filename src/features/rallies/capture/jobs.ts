import type { TaskList } from 'graphile-worker'
import type { Deps } from '../../../platform/http/env.ts'
import { deleteOldOriginals } from './photos/commands.ts'

export function captureTasks({ db, storage, clock }: Pick<Deps, 'db' | 'storage' | 'clock'>): TaskList {
  return {
    delete_old_originals: async () => {
      await deleteOldOriginals({ db, storage }, clock())
    },
  }
}

/** A line for the crontab of the worker. */
export const captureCron = '20 9 * * * delete_old_originals'
