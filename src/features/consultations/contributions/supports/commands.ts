import { dayIn } from '../../../../platform/civil-day.ts'
import type { Context } from '../../../../platform/context.ts'
import { Refused } from '../../../../platform/errors.ts'
import { type Consultation, phaseOf } from '../../model.ts'
import type { Contribution } from '../model.ts'

/** One support a person or a browser; given twice it is one, and it may be taken back. No event: nothing of it is anybody's act. */
export async function setSupport(
  { db, now }: Context,
  consultation: Consultation,
  contribution: Contribution,
  support: { voice: string; isGiven: boolean },
): Promise<void> {
  if (phaseOf(consultation, now) !== 'open') throw new Refused('consultations.refused.closed')
  if (contribution.text === null) throw new Refused('consultations.refused.withheld')
  const key = { contribution_id: contribution.id, supporter_hash: support.voice }
  if (!support.isGiven) {
    await db
      .deleteFrom('contribution_supports')
      .where('contribution_id', '=', contribution.id)
      .where('supporter_hash', '=', support.voice)
      .execute()
    return
  }
  await db
    .insertInto('contribution_supports')
    .values({ ...key, supported_on: dayIn(consultation.timeZone, now) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
