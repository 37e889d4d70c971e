import type { TaskList } from 'graphile-worker'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/context.ts'
import { purgeTeams } from './consents/commands.ts'

export function teamsTasks(db: Database, clock: Clock): TaskList {
  return {
    purge_rally_teams: async () => {
      await purgeTeams(db, clock())
    },
  }
}

/** A line for the crontab of the worker. */
export const teamsCron = '40 9 * * * purge_rally_teams'
