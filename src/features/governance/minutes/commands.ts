import type { Transaction } from 'kysely'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import type { Body } from '../model.ts'
import { canKeepBody } from '../policy.ts'
import type { Session } from '../sessions/model.ts'
import { minutesOf } from './queries.ts'

type Tx = Transaction<DB>

/** Another version of the draft; earlier ones stay. Approved minutes do not change any more. */
export async function draftMinutes(context: Context, body: Body, session: Session, text: string): Promise<void> {
  allow(canKeepBody(context.actor, body.space.id))
  await locked(context, session, async (tx) => {
    const [last] = await minutesOf(tx, session.id)
    if (last?.state === 'approved') throw new Refused('governance.refused.minutes-approved')
    if (last?.body === text) return
    await insertVersion(tx, context, session, (last?.number ?? 0) + 1, 'draft', text)
    await tell(tx, context, body, session, 'minutes.drafted', { version: (last?.number ?? 0) + 1 })
  })
}

/** Anybody with an account may say what the minutes left out; the draft's number stays with it. */
export async function commentMinutes(context: Context, body: Body, session: Session, text: string): Promise<void> {
  const { actor, now } = context
  if (!actor) allow(false)
  await locked(context, session, async (tx) => {
    const [last] = await minutesOf(tx, session.id)
    if (!last) throw new Refused('governance.refused.no-minutes')
    if (last.state === 'approved') throw new Refused('governance.refused.minutes-approved')
    await tx
      .insertInto('minutes_comments')
      .values({
        ...{ id: newId(), session_id: session.id, number: last.number, body: text, signature: actor?.name ?? '' },
        ...{ commented_by: actor?.id ?? null, commented_at: now },
      })
      .execute()
    await tell(tx, context, body, session, 'minutes.commented', { version: last.number })
  })
}

export async function answerMinutesComment(
  context: Context,
  body: Body,
  session: Session,
  id: string,
  answer: string,
): Promise<void> {
  allow(canKeepBody(context.actor, body.space.id))
  await locked(context, session, async (tx) => {
    const answered = await tx
      .updateTable('minutes_comments')
      .set({ answer, answered_by: context.actor?.id ?? null, answered_at: context.now })
      .where('id', '=', id)
      .where('session_id', '=', session.id)
      .where('answer', 'is', null)
      .returning('id')
      .executeTakeFirst()
    found(answered)
    await tell(tx, context, body, session, 'minutes.comment-answered', {})
  })
}

/** Approves the newest draft by a carried motion of the body on minutes, of this session or a later one. */
export async function approveMinutes(context: Context, body: Body, session: Session, motionId: string): Promise<void> {
  allow(canKeepBody(context.actor, body.space.id))
  await locked(context, session, async (tx) => {
    const [last] = await minutesOf(tx, session.id)
    if (!last) throw new Refused('governance.refused.no-minutes')
    if (last.state === 'approved') throw new Refused('governance.refused.minutes-approved')
    const motion = await tx
      .selectFrom('motions as m')
      .innerJoin('motion_outcomes as o', 'o.motion_id', 'm.id')
      .innerJoin('sessions_of_bodies as s', 's.id', 'm.session_id')
      .select(['s.number as session', 'm.number'])
      .where('m.id', '=', motionId)
      .where('m.kind', '=', 'minutes')
      .where('o.outcome', '=', 'carried')
      .where('s.body_id', '=', body.id)
      .where('s.held_at', '>=', session.heldAt)
      .executeTakeFirst()
    if (!motion) throw new Refused('governance.refused.minutes-motion')
    await insertVersion(tx, context, session, last.number + 1, 'approved', last.body)
    await tell(tx, context, body, session, 'minutes.approved', { version: last.number + 1, by: motion })
  })
}

async function insertVersion(
  tx: Tx,
  { actor, now }: Context,
  session: Session,
  number: number,
  state: 'draft' | 'approved',
  body: string,
): Promise<void> {
  await tx
    .insertInto('minutes_versions')
    .values({ session_id: session.id, number, state, body, written_by: actor?.id ?? null, written_at: now })
    .execute()
}

function locked(context: Context, session: Session, act: (tx: Tx) => Promise<void>): Promise<void> {
  return context.db.transaction().execute(async (tx) => {
    await tx.selectFrom('sessions_of_bodies').select('id').where('id', '=', session.id).forUpdate().executeTakeFirst()
    await act(tx)
  })
}

function tell(
  tx: Tx,
  context: Context,
  body: Body,
  session: Session,
  type: `minutes.${string}`,
  details: Record<string, unknown>,
) {
  const subject = { type: 'session', id: session.id }
  const about = { body: body.slug, session: session.number, ...details }
  return record(tx, context, { type, spaceId: body.space.id, subject, details: about })
}
