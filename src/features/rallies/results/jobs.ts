import type { TaskList } from 'graphile-worker'
import type { Deps } from '../../../platform/http/env.ts'
import { type RunJob, runEditionTask, takeStep } from './commands.ts'

export function resultsTasks({ db, storage }: Pick<Deps, 'db' | 'storage'>): TaskList {
  return {
    [runEditionTask]: async (payload) => {
      await takeStep({ db, storage }, payload as RunJob, () => new Date())
    },
  }
}
