import type { TaskList } from 'graphile-worker'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/context.ts'
import { reckonOpinions } from './statements/commands.ts'
import { awaitingOpinions } from './statements/queries.ts'
import { systematisingTasks } from './systematising/jobs.ts'

const opinionsTask = 'reckon_opinions'

/** While people vote every ten minutes, once more after the close, and when a statement was decided on anew. */
export const consultationCron = `*/10 * * * * ${opinionsTask}`

/** What consultations leave to the worker. */
export function consultationTasks({ db, clock }: { db: Database; clock: Clock }): TaskList {
  return {
    ...systematisingTasks({ db, clock }),
    [opinionsTask]: async () => {
      const now = clock()
      for (const id of await awaitingOpinions(db, now)) await reckonOpinions(db, id, now)
    },
  }
}
