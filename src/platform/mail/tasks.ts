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
  }
}

/** Lines for the crontab of the worker, in its own words. */
export const mailCron = '15 9 * * * purge_mails'
