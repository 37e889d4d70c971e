import type { TaskList } from 'graphile-worker'

export function worksTasks(): TaskList {
  return {}
}
