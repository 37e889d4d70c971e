import type { TaskList } from 'graphile-worker'
import type { Database } from '../../platform/context.ts'
import { type ImportJob, importTask, runImport } from './imports/commands.ts'

/** What plans leave to the worker. */
export function planTasks(db: Database): TaskList {
  return {
    [importTask]: async (payload) => {
      await runImport(db, payload as ImportJob, new Date())
    },
  }
}
