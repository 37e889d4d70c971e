import type { TaskList } from 'graphile-worker'

export function notificationTasks(): TaskList {
  return {}
}
