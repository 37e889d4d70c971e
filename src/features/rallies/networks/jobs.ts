import type { TaskList } from 'graphile-worker'

export function networksTasks(): TaskList {
  return {}
}
