import type { TaskList } from 'graphile-worker'
import type { Deps } from '../../../platform/http/env.ts'
import { deleteOldOriginals } from './photos/commands.ts'

export function captureTasks({ db, storage }: Pick<Deps, 'db' | 'storage'>): TaskList {
  return {
    delete_old_originals: async () => {
      await deleteOldOriginals({ db, storage }, new Date())
    },
  }
}

/** A line for the crontab of the worker. */
export const captureCron = '20 9 * * * delete_old_originals'
