import { allow, found } from '../../../../platform/errors.ts'
import type { C } from '../../../../platform/http/env.ts'
import type { StoredCommitment } from '../../../commitments/document/model.ts'
import { readDocument } from '../../../commitments/document/queries.ts'
import type { Plan } from '../../../commitments/plan/model.ts'
import { findCommitmentId, loadPlan } from '../../../commitments/plan/queries.ts'
import type { Place } from '../commands.ts'
import { type Speaker, speakersOf } from '../policy.ts'
import { answerableFor, findActivity, type TrackedActivity } from '../queries.ts'

/** One activity of a commitment, and for whom the reader may speak of it. */
export type Written = {
  plan: Plan
  commitmentId: string
  document: StoredCommitment['document']
  activity: TrackedActivity
  speakers: readonly Speaker[]
}

/** The activity under this address; not found when the plan may not be seen. */
export async function loadActivity(c: C): Promise<Written> {
  const { db, actor } = c.var.context
  const plan = await loadPlan(db, actor, found(c.req.param('space')), found(c.req.param('plan')))
  const commitmentId = found(await findCommitmentId(db, plan.id, found(c.req.param('key'))))
  const { document } = found(await readDocument(db, commitmentId))
  const activity = found(await findActivity(db, commitmentId, found(c.req.param('code'))))
  const speakers = speakersOf(actor, plan.space.id, await answerableFor(db, commitmentId))
  return { plan, commitmentId, document, activity, speakers }
}

/** The same for somebody who speaks for an organisation that answers for the commitment. */
export async function loadSpoken(c: C): Promise<Written> {
  const written = await loadActivity(c)
  allow(written.speakers.length > 0)
  return written
}

export function placeOf({ plan, commitmentId, document, activity }: Written): Place {
  return { plan, commitmentId, key: document.key, activity }
}
