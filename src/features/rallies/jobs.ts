import type { TaskList } from 'graphile-worker'
import type { Deps } from '../../platform/http/env.ts'
import { captureCron, captureTasks } from './capture/jobs.ts'
import { consolidationTasks } from './consolidation/jobs.ts'
import { findingsCron, findingsTasks } from './findings/jobs.ts'
import { networksCron, networksTasks, startListening } from './networks/jobs.ts'
import { resultsTasks } from './results/jobs.ts'
import { teamsCron, teamsTasks } from './teams/jobs.ts'

export type RallyWork = Pick<Deps, 'db' | 'config' | 'log' | 'storage' | 'clock'>

/** What rallies leave to the worker. */
export function rallyTasks(work: RallyWork): TaskList {
  return {
    ...captureTasks(work),
    ...networksTasks(work),
    ...consolidationTasks(work),
    ...resultsTasks(work),
    ...findingsTasks(work.db, work.clock),
    ...teamsTasks(work.db, work.clock),
  }
}

/** Lines for the crontab of the worker. */
export const rallyCron = [networksCron, captureCron, findingsCron, teamsCron].join('\n')

export const startRallyListening: (work: RallyWork) => () => Promise<void> = startListening
