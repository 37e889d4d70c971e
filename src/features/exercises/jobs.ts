import type { TaskList } from 'graphile-worker'
import type { Deps } from '../../platform/http/env.ts'
import { remindFacilitators } from './checklist/commands.ts'

/** What exercises leave to the worker. */
export function exerciseTasks(work: Pick<Deps, 'db' | 'config' | 'clock'>): TaskList {
  return {
    remind_facilitators: async () => {
      await remindFacilitators({ db: work.db, baseUrl: work.config.baseUrl }, work.clock())
    },
  }
}

export const exerciseCron = '25 * * * * remind_facilitators'
