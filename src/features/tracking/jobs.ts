import type { TaskList } from 'graphile-worker'
import type { Deps } from '../../platform/http/env.ts'
import { freezeDueCuts } from './cuts/commands.ts'
import { evidenceCron, evidenceTasks } from './evidence/jobs.ts'
import { remindLiaisons } from './reminders/commands.ts'

export type TrackingWork = Pick<Deps, 'db' | 'config' | 'storage' | 'clock'>

/** What tracking leaves to the worker. */
export function trackingTasks(work: TrackingWork): TaskList {
  return {
    ...evidenceTasks(work),
    freeze_cuts: async () => {
      await freezeDueCuts(work, work.clock())
    },
    remind_liaisons: async () => {
      await remindLiaisons({ db: work.db, baseUrl: work.config.baseUrl }, work.clock())
    },
  }
}

/** Lines for the crontab of the worker. Every quarter of an hour: days end at another moment in each zone. */
export const trackingCron = ['*/15 * * * * freeze_cuts', '5 * * * * remind_liaisons', evidenceCron].join('\n')
