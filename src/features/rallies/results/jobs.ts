import type { TaskList } from 'graphile-worker'
import type { Deps } from '../../../platform/http/env.ts'
import { type RunJob, runEditionTask, takeStep } from './commands.ts'

export function resultsTasks({ db, storage, clock }: Pick<Deps, 'db' | 'storage' | 'clock'>): TaskList {
  return {
    [runEditionTask]: async (payload) => {
      await takeStep({ db, storage }, payload as RunJob, clock)
    },
  }
}
