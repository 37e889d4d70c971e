import type { TaskList } from 'graphile-worker'

/** What tracking leaves to the worker. */
export function trackingTasks(): TaskList {
  return {}
}
