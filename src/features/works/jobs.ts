import type { TaskList } from 'graphile-worker'
import type { Clock } from '../../platform/clock.ts'
import { type CutJob, importWorksTask, runCut, type WorksDeps } from './cuts/commands.ts'

/** What works leave to the worker. */
export function worksTasks(deps: WorksDeps & { clock: Clock }): TaskList {
  return {
    [importWorksTask]: async (payload) => {
      await runCut(deps, payload as CutJob, deps.clock())
    },
  }
}
