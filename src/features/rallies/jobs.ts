import type { TaskList } from 'graphile-worker'
import { captureTasks } from './capture/jobs.ts'
import { consolidationTasks } from './consolidation/jobs.ts'
import { networksTasks } from './networks/jobs.ts'
import { reviewTasks } from './review/jobs.ts'

/** What rallies leave to the worker. */
export function rallyTasks(): TaskList {
  return { ...captureTasks(), ...networksTasks(), ...consolidationTasks(), ...reviewTasks() }
}
