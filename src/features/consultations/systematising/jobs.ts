import type { TaskList } from 'graphile-worker'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/context.ts'
import { makeSuggestions, suggestTask } from './suggesting/commands.ts'

/** What systematisation leaves to the worker. */
export function systematisingTasks({ db, clock }: { db: Database; clock: Clock }): TaskList {
  return {
    [suggestTask]: async (payload) => {
      await makeSuggestions(db, (payload as { consultation: string }).consultation, clock())
    },
  }
}
