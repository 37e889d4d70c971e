import type { TaskList } from 'graphile-worker'
import type { Deps } from '../../platform/http/env.ts'
import { captureCron, captureTasks } from './capture/jobs.ts'
import { consolidationTasks } from './consolidation/jobs.ts'

<<<<<<< HEAD

import { findingsCron, findingsTasks } from './findings/jobs.ts'
import { networksCron, networksTasks } from './networks/jobs.ts'
import { resultsTasks } from './results/jobs.ts'

=======

import { networksTasks } from './networks/jobs.ts'
import { reviewTasks } from './review/jobs.ts'
import { teamsCron, teamsTasks } from './teams/jobs.ts'

>>>>>>> 9dd74da (Register teams with pseudonyms, invite, claim accounts and choose works)

export type RallyWork = Pick<Deps, 'db' | 'config' | 'log' | 'storage'>

/** What rallies leave to the worker. */
export function rallyTasks(work: RallyWork): TaskList {
  return {
<<<<<<< HEAD
    ...captureTasks(work),
    ...networksTasks(work),
    ...consolidationTasks(work),
    ...resultsTasks(work),
    ...findingsTasks(work.db),
=======
    ...captureTasks(),
    ...networksTasks(),
    ...consolidationTasks(work),
    ...reviewTasks(),
    ...teamsTasks(work.db),
>>>>>>> 9dd74da (Register teams with pseudonyms, invite, claim accounts and choose works)
  }
}

/** Lines for the crontab of the worker. */
<<<<<<< HEAD
export const rallyCron = [networksCron, captureCron, findingsCron].join('\n')
=======
export const rallyCron = teamsCron
>>>>>>> 9dd74da (Register teams with pseudonyms, invite, claim accounts and choose works)
