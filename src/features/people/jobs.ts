import type { TaskList } from 'graphile-worker'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/context.ts'

const dayMs = 86_400_000

/** What has ended is not kept: links and challenges at once, sessions too, invitations 30 days after they expired. */
export async function purgeExpired(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('verifications').where('expires_at', '<', now).execute()
  await db
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('expires_at', '<', now), eb('updated_at', '<', new Date(now.getTime() - 7 * dayMs))]))
    .execute()
  // Made by a provider that had not proved the address; nobody ever came in with it.
  await db
    .deleteFrom('people')
    .where('email_verified', '=', false)
    .where('created_at', '<', new Date(now.getTime() - 7 * dayMs))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('sessions').whereRef('person_id', '=', 'people.id'))))
    .execute()
  await db.deleteFrom('email_changes').where('expires_at', '<', now).execute()
  await db
    .deleteFrom('invitations')
    .where('expires_at', '<', new Date(now.getTime() - 30 * dayMs))
    .execute()
  await db
    .deleteFrom('rate_limits')
    .where('window_start', '<', new Date(now.getTime() - dayMs))
    .execute()
  // Answered requests prove for a year that they were answered.
  await db
    .deleteFrom('privacy_requests')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('privacy_request_answers')
        .select('request_id')
        .where('answered_at', '<', new Date(now.getTime() - 365 * dayMs)),
    )
    .execute()
}

export function peopleTasks(db: Database, clock: Clock): TaskList {
  return {
    purge_people: async () => {
      await purgeExpired(db, clock())
    },
  }
}

/** A line for the crontab of the worker. */
export const peopleCron = '30 9 * * * purge_people'
