import type { TaskList } from 'graphile-worker'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/context.ts'
import { type ImportJob, importTask, runImport } from './imports/commands.ts'

/** What plans leave to the worker. */
export function planTasks(db: Database, clock: Clock): TaskList {
  return {
    [importTask]: async (payload) => {
      await runImport(db, payload as ImportJob, clock())
    },
  }
}
