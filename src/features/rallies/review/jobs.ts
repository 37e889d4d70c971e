import type { TaskList } from 'graphile-worker'

export function reviewTasks(): TaskList {
  return {}
}
