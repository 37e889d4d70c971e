import type { TaskList } from 'graphile-worker'
import { reckonOpinions } from './statements/commands.ts'
import { awaitingOpinions } from './statements/queries.ts'
import { type SystematisingWork, systematisingTasks } from './systematising/jobs.ts'

const opinionsTask = 'reckon_opinions'

/** While people vote every ten minutes, once more after the close, and when a statement was decided on anew. */
export const consultationCron = `*/10 * * * * ${opinionsTask}`

/** What consultations leave to the worker. */
export function consultationTasks(work: SystematisingWork): TaskList {
  const { db, clock } = work
  return {
    ...systematisingTasks(work),
    [opinionsTask]: async () => {
      const now = clock()
      for (const id of await awaitingOpinions(db, now)) await reckonOpinions(db, id, now)
    },
  }
}
