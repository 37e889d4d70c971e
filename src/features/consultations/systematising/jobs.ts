import type { TaskList } from 'graphile-worker'
import type { Clock } from '../../../platform/clock.ts'
import type { Config } from '../../../platform/config.ts'
import type { Database } from '../../../platform/context.ts'
import { createOutward } from '../../../platform/outward/outward.ts'
import { makeSuggestions, suggestTask } from './suggesting/commands.ts'

/** What systematisation leaves to the worker. */
export type SystematisingWork = { db: Database; clock: Clock; config: Pick<Config, 'embeddings' | 'outwardTrusted'> }

export function systematisingTasks({ db, clock, config }: SystematisingWork): TaskList {
  const { embeddings: settings, outwardTrusted } = config
  const server = settings ? { settings, outward: createOutward(outwardTrusted) } : null
  return {
    [suggestTask]: async (payload) => {
      await makeSuggestions(db, (payload as { consultation: string }).consultation, clock(), server)
    },
  }
}
