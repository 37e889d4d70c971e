import type { TaskList } from 'graphile-worker'
import type { Clock } from '../../../platform/clock.ts'
import type { Config } from '../../../platform/config.ts'
import type { Database } from '../../../platform/context.ts'
import { createOutward } from '../../../platform/outward/outward.ts'
import type { Storage } from '../../../platform/storage/storage.ts'
import { postsFileTask, readPostsBatch } from './files/commands.ts'
import { type Following, followDue, followSource, followTask } from './following/commands.ts'
import { forgetOriginals, forgetPostFiles } from './forgetting/commands.ts'
import { listenToStreams } from './listening/commands.ts'

export type NetworksWork = {
  db: Database
  storage: Storage
  clock: Clock
  config: Pick<Config, 'networks' | 'outwardTrusted'>
}

export function followingOf({ db, config, clock }: Pick<NetworksWork, 'db' | 'config' | 'clock'>): Following {
  return { db, access: config.networks, outward: createOutward(config.outwardTrusted), clock }
}

/** What the ways in leave to the worker. */
export function networksTasks(work: NetworksWork): TaskList {
  const following = followingOf(work)
  return {
    follow_sources: async () => {
      await followDue(work.db, work.clock())
    },
    [followTask]: async (payload, { abortSignal }) => {
      await followSource(following, (payload as { id: string }).id, abortSignal ?? new AbortController().signal)
    },
    [postsFileTask]: async (payload) => {
      await readPostsBatch(work, (payload as { id: string }).id, work.clock())
    },
    forget_post_originals: async () => {
      await forgetOriginals(work.db, work.clock())
      await forgetPostFiles(work, work.clock())
    },
  }
}

/** Lines for the crontab of the worker. What was missed while it stood still is not caught up on: sources know where they are. */
export const networksCron = ['* * * * * follow_sources', '20 9 * * * forget_post_originals'].join('\n')

/** Starts what listens beside the queue; the answer ends it. */
export function startListening(work: Pick<NetworksWork, 'db' | 'config' | 'clock'>): () => Promise<void> {
  const stop = new AbortController()
  const listening = listenToStreams(followingOf(work), stop.signal).catch(() => {})
  return async () => {
    stop.abort()
    await listening
  }
}
