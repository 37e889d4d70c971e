import type { TaskList } from 'graphile-worker'
import { type Clock, systemClock } from '../clock.ts'
import type { Database } from '../context.ts'
import { sendMailTask } from './queue.ts'
import { type Couriers, createMailer, type MailSettings } from './send.ts'

const weekMs = 7 * 86_400_000

/** Mails are kept a week, sent or not. */
export async function purgeMails(db: Database, now: Date): Promise<number> {
  const result = await db
    .deleteFrom('mails')
    .where('queued_at', '<', new Date(now.getTime() - weekMs))
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** Longer than the library waits for any answer of a server (ten minutes). */
const answerWithinMs = 15 * 60_000

/** Marks whose worker died without its job being given to another: the queue had given it up, or somebody took it out. */
export async function doubtForgotten(db: Database, now: Date): Promise<number> {
  const result = await db
    .updateTable('mails')
    .set({ doubted_at: now })
    .where('handed_at', '<', new Date(now.getTime() - answerWithinMs))
    .where('sent_at', 'is', null)
    .where('doubted_at', 'is', null)
    .where('is_awaited', '=', false)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

export function mailTasks(
  db: Database,
  settings: MailSettings,
  couriers: Couriers = {},
  clock: Clock = systemClock,
): TaskList {
  const mailer = createMailer(db, settings, clock, couriers)
  return {
    [sendMailTask]: async (payload) => mailer.send((payload as { id: string }).id),
    purge_mails: async () => {
      await purgeMails(db, clock())
    },
    doubt_mails: async () => {
      await doubtForgotten(db, clock())
    },
  }
}

/** Lines for the crontab of the worker, in its own words. */
export const mailCron = '15 9 * * * purge_mails\n*/5 * * * * doubt_mails ?jobKey=doubt_mails&max=3'
