import type { TaskList } from 'graphile-worker'

export function consolidationTasks(): TaskList {
  return {}
}
