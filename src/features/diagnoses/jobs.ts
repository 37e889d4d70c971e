import type { TaskList } from 'graphile-worker'
import type { Deps } from '../../platform/http/env.ts'
import { sendDueKits } from './kits/commands.ts'

/** What diagnoses leave to the worker. */
export function diagnosisTasks(work: Pick<Deps, 'db' | 'config' | 'clock'>): TaskList {
  return {
    send_kits: async () => {
      await sendDueKits({ db: work.db, baseUrl: work.config.baseUrl }, work.clock())
    },
  }
}

export const diagnosisCron = '*/15 * * * * send_kits'
