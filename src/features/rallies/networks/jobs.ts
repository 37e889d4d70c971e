import type { TaskList } from 'graphile-worker'
import { systemClock } from '../../../platform/clock.ts'
import type { Config } from '../../../platform/config.ts'
import type { Database } from '../../../platform/context.ts'
import { createOutward } from '../../../platform/outward/outward.ts'
import { type Following, followDue, followSource, followTask } from './following/commands.ts'
import { forgetOriginals } from './forgetting/commands.ts'

export type NetworksWork = { db: Database; config: Pick<Config, 'networks' | 'outwardTrusted'> }

export function followingOf({ db, config }: NetworksWork): Following {
  return { db, access: config.networks, outward: createOutward(config.outwardTrusted), clock: systemClock }
}

/** What the ways in leave to the worker. */
export function networksTasks(work: NetworksWork): TaskList {
  const following = followingOf(work)
  return {
    follow_sources: async () => {
      await followDue(work.db, systemClock())
    },
    [followTask]: async (payload, { abortSignal }) => {
      await followSource(following, (payload as { id: string }).id, abortSignal ?? new AbortController().signal)
    },
    forget_post_originals: async () => {
      await forgetOriginals(work.db, systemClock())
    },
  }
}

/** Lines for the crontab of the worker. What was missed while it stood still is not caught up on: sources know where they are. */
export const networksCron = ['* * * * * follow_sources', '20 9 * * * forget_post_originals'].join('\n')
