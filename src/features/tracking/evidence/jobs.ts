import type { TaskList } from 'graphile-worker'
import type { Deps } from '../../../platform/http/env.ts'
import { createOutward } from '../../../platform/outward/outward.ts'
import { copyLinkTask, drawDocumentTask } from './commands.ts'
import { checkLinks, copyLink } from './links/commands.ts'
import { drawDocument } from './pictures/commands.ts'

/** What evidence leaves to the worker: copies of linked pages, first pages of documents, the weekly look at links. */
export function evidenceTasks({
  db,
  storage,
  config,
  clock,
}: Pick<Deps, 'db' | 'storage' | 'config' | 'clock'>): TaskList {
  const links = { db, storage, outward: createOutward(config.outwardTrusted), clock }
  return {
    [copyLinkTask]: async (payload) => {
      await copyLink(links, (payload as { url: string }).url)
    },
    [drawDocumentTask]: async (payload) => {
      await drawDocument({ db, storage }, (payload as { sha256: string }).sha256, clock())
    },
    check_links: async () => {
      await checkLinks(links)
    },
  }
}

/** A line for the crontab of the worker: Sunday night. */
export const evidenceCron = '20 9 * * 0 check_links'
