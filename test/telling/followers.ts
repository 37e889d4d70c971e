import { leaveToken } from '../../src/features/notifications/follows/model.ts'
import type { SubjectType } from '../../src/features/notifications/model.ts'
import { tokenHash } from '../../src/platform/auth/one-time-link.ts'
import type { Database } from '../../src/platform/context.ts'
import { newId } from '../../src/platform/identity.ts'
import { record } from '../../src/platform/record.ts'
import { testSettings } from '../cast.ts'

export const sender = { baseUrl: testSettings.baseUrl, secret: testSettings.secret }

type Followed = { type: SubjectType; id: string; email: string; cadence?: 'at-once' | 'weekly'; at: Date }

/** Somebody who confirmed, without the mails that it takes. */
export async function addFollow(db: Database, { type, id, email, cadence = 'at-once', at }: Followed): Promise<string> {
  const own = newId()
  const leaveHash = tokenHash(leaveToken(own, sender.secret))
  await db
    .insertInto('follows')
    .values({
      ...{ id: own, subject_type: type, subject_id: id, channel: 'mail', cadence, email, locale: 'es' },
      ...{ leave_hash: leaveHash, asked_at: at, confirmed_at: at },
    })
    .execute()
  return own
}

type Happened = {
  type: `${string}.${string}`
  spaceId: string
  subject: { type: string; id: string }
  details?: object
}

/** Events of one transaction at one instant, as a command writes them. */
export async function happen(db: Database, now: Date, ...events: Happened[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const event of events) {
      await record(tx, { actor: null, now }, { ...event, details: { ...event.details } })
    }
  })
}
