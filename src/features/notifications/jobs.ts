import type { TaskList } from 'graphile-worker'
import type { Clock } from '../../platform/clock.ts'
import type { Config } from '../../platform/config.ts'
import type { Database } from '../../platform/context.ts'
import type { Couriers } from '../../platform/mail/send.ts'
import { createOutward } from '../../platform/outward/outward.ts'
import { pushKeys } from '../../platform/push/keys.ts'
import { purgeFollows } from './follows/commands.ts'
import { deliverPush, sendPushTask } from './pushing/commands.ts'
import { followCourier, followPurpose, type Sender, sendDue } from './sending/commands.ts'
import { tellFollowers } from './telling/commands.ts'
import { callWebhook } from './webhooks/calling/commands.ts'
import { callWebhookTask } from './webhooks/queue.ts'

type Needed = 'baseUrl' | 'secret' | 'outwardTrusted' | 'vapidPrivateKey' | 'mailFrom'
type Work = { db: Database; config: Pick<Config, Needed>; clock: Clock }

/** Reads the record to its end and queues what is due: what a stop interrupts, the next turn does. */
export async function tellAll(db: Database, sender: Sender, now: Date): Promise<void> {
  while ((await tellFollowers(db, now)) > 0);
  while ((await sendDue(db, sender, now)) > 0);
}

export function notificationTasks({ db, config, clock }: Work): TaskList {
  const outward = createOutward(config.outwardTrusted)
  const caller = { db, outward, baseUrl: config.baseUrl, clock }
  const pusher = { db, outward, keys: pushKeys(config), clock }
  return {
    tell_followers: async () => tellAll(db, config, clock()),
    purge_follows: async () => purgeFollows(db, clock()),
    [sendPushTask]: async (payload) => deliverPush(pusher, (payload as { id: string }).id),
    [callWebhookTask]: async (payload) => {
      const { webhook, seq } = payload as { webhook: string; seq: number }
      await callWebhook(caller, webhook, seq)
    },
  }
}

/** Who decides about the mails of this feature when they leave. */
export const notificationCouriers: Couriers = { [followPurpose]: followCourier }

/** Lines for the crontab of the worker: the record itself is what waits, so a minute that is missed costs nothing. */
export const notificationCron = '* * * * * tell_followers ?jobKey=tell_followers&max=3\n45 9 * * * purge_follows'
