import type { Transaction } from 'kysely'
import type { AuthSettings } from '../../../platform/auth/settings.ts'
import { dayIn } from '../../../platform/civil-day.ts'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { translator } from '../../../platform/i18n.ts'
import { newId } from '../../../platform/identity.ts'
import { queueMail } from '../../../platform/mail/queue.ts'
import { record } from '../../../platform/record.ts'
import type { Body } from '../model.ts'
import { bodyPaths } from '../paths.ts'
import { canKeepBody } from '../policy.ts'
import { isNamedOn } from '../seating/model.ts'
import { readRoster } from '../seating/queries.ts'
import { callMail } from './emails.ts'
import { actingSeats, type Outcome, outcomeOf, quorumOf, type Session, tallyOf, type Vote } from './model.ts'
import { memberAddresses, presentIn, sessionMotions } from './queries.ts'
import type { MotionFields, SessionFields } from './schema.ts'

type Tx = Transaction<DB>

/** Calls a session with its agenda and tells by mail whoever sits on the body and has an account. Returns its number. */
export async function callSession(
  context: Context,
  settings: Pick<AuthSettings, 'baseUrl'>,
  body: Body,
  fields: SessionFields,
): Promise<number> {
  allow(canKeepBody(context.actor, body.space.id))
  const { db, actor, now } = context
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('bodies').select('id').where('id', '=', body.id).forUpdate().executeTakeFirstOrThrow()
    const last = tx
      .selectFrom('sessions_of_bodies')
      .select((select) => select.fn.max('number').as('number'))
      .where('body_id', '=', body.id)
    const number = ((await last.executeTakeFirst())?.number ?? 0) + 1
    const id = newId()
    await tx
      .insertInto('sessions_of_bodies')
      .values({
        ...{ id, body_id: body.id, number, title: fields.title, held_at: fields.heldAt, modality: fields.modality },
        ...{ place: fields.place, link: fields.link, is_open: fields.isOpen },
        ...{ called_by: actor?.id ?? null, called_at: now },
      })
      .execute()
    const items = fields.items.map((title, index) => ({ id: newId(), session_id: id, position: index + 1, title }))
    if (items.length > 0) await tx.insertInto('session_items').values(items).execute()
    const url = new URL(bodyPaths.session(body, number), settings.baseUrl).href
    // A session written down afterwards calls nobody any more.
    const addresses = fields.heldAt > now ? await memberAddresses(tx, body.id, dayIn(body.timeZone, now)) : []
    for (const { email, language } of addresses) {
      const mail = callMail(translator(language === 'en' ? 'en' : 'es'), body, fields, url)
      await queueMail(tx, { ...mail, recipient: email, purpose: 'session-call' }, now)
    }
    const details = { body: body.slug, number, title: fields.title, heldAt: fields.heldAt.toISOString() }
    await tell(tx, context, body, id, 'session.called', { ...details, isOpen: fields.isOpen, items: items.length })
    return number
  })
}

export async function cancelSession(context: Context, body: Body, session: Session, reason: string): Promise<void> {
  await within(context, body, session, async (tx) => {
    if (session.cancelledReason !== null) throw new Refused('governance.refused.cancelled')
    if ((await sessionMotions(tx, session.id)).some(({ outcome }) => outcome))
      throw new Refused('governance.refused.decided')
    await tx.updateTable('sessions_of_bodies').set({ cancelled_reason: reason }).where('id', '=', session.id).execute()
    await tell(tx, context, body, session.id, 'session.cancelled', { number: session.number, reason })
  })
}

/** Takes the attendance: whoever of the members is named was there, the others were not. Not after a motion was decided on it. */
export async function takeAttendance(
  context: Context,
  body: Body,
  session: Session,
  presentIds: readonly string[],
): Promise<void> {
  await within(context, body, session, async (tx) => {
    if ((await sessionMotions(tx, session.id)).some(({ outcome }) => outcome))
      throw new Refused('governance.refused.decided')
    const day = dayIn(body.timeZone, session.heldAt)
    const roster = await readRoster(tx, body.id)
    const seated = roster.memberships.filter((one) => isNamedOn(one, day))
    if (seated.length === 0) throw new Refused('governance.refused.nobody')
    const present = new Set(presentIds)
    const written = { written_by: context.actor?.id ?? null, written_at: context.now }
    await tx.deleteFrom('session_attendance').where('session_id', '=', session.id).execute()
    await tx
      .insertInto('session_attendance')
      .values(
        seated.map(({ id }) => ({
          ...{ session_id: session.id, membership_id: id, is_present: present.has(id) },
          ...written,
        })),
      )
      .execute()
    const quorum = quorumOf(roster, body.minimum, present, day)
    const details = { number: session.number, quorum: quorum.has, sectors: quorum.sectors }
    await tell(tx, context, body, session.id, 'session.attendance', details)
  })
}

/** Puts a motion to the session; returns its number. A motion on a plan names it. */
export async function putMotion(
  context: Context,
  body: Body,
  session: Session,
  { kind, wording, majority, subject }: MotionFields,
): Promise<number> {
  return within(context, body, session, async (tx) => {
    const needsSubject = kind === 'plan'
    const plan = tx
      .selectFrom('plans')
      .select('id')
      .where('id', '=', subject ?? '00000000-0000-0000-0000-000000000000')
      .where('space_id', '=', body.space.id)
    if (needsSubject && !(await plan.executeTakeFirst())) throw new Refused('governance.refused.plan-motion')
    const number = (await sessionMotions(tx, session.id)).length + 1
    const by = { moved_by: context.actor?.id ?? null, moved_at: context.now }
    await tx
      .insertInto('motions')
      .values({ id: newId(), session_id: session.id, number, kind, subject_id: subject, wording, majority, ...by })
      .execute()
    await tell(tx, context, body, session.id, 'session.motion', {
      number: session.number,
      motion: number,
      kind,
      wording,
    })
    return number
  })
}

/** Writes votes by seat as they were raised in the room. A seat votes through whoever acts for it (titular, else alternate). */
export async function writeVotes(
  context: Context,
  body: Body,
  session: Session,
  motion: number,
  votes: ReadonlyMap<string, Vote>,
): Promise<void> {
  await within(context, body, session, async (tx) => {
    await castVotes(tx, context, body, session, motion, votes)
  })
}

/** A member votes through her own account, for the seat that she acts for. */
export async function voteOwn(
  context: Context,
  body: Body,
  session: Session,
  motion: number,
  vote: Vote,
): Promise<void> {
  const { db, actor } = context
  if (!actor) allow(false)
  await db.transaction().execute(async (tx) => {
    await lockOpen(tx, session)
    const seats = await actingFor(tx, body, session)
    const own = seats.find(({ acting }) => acting !== null && acting.personId === actor?.id)
    if (!own) throw new Refused('governance.refused.no-seat')
    await castVotes(tx, context, body, session, motion, new Map([[own.seat.id, vote]]))
  })
}

async function castVotes(
  tx: Tx,
  { actor, now }: Context,
  body: Body,
  session: Session,
  number: number,
  votes: ReadonlyMap<string, Vote>,
): Promise<void> {
  const motion = found((await sessionMotions(tx, session.id)).find((one) => one.number === number))
  if (motion.outcome) throw new Refused('governance.refused.motion-decided')
  const rows = (await actingFor(tx, body, session)).flatMap(({ seat, acting }) => {
    const vote = votes.get(seat.id)
    if (!vote || !acting) return []
    const by = { written_by: actor?.id ?? null, voted_at: now }
    return [{ motion_id: motion.id, seat_id: seat.id, membership_id: acting.id, vote, ...by }]
  })
  if (rows.length === 0) return
  await tx
    .insertInto('motion_votes')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['motion_id', 'seat_id']).doUpdateSet((excluded) => ({
        vote: excluded.ref('excluded.vote'),
        membership_id: excluded.ref('excluded.membership_id'),
        written_by: excluded.ref('excluded.written_by'),
        voted_at: excluded.ref('excluded.voted_at'),
      })),
    )
    .execute()
}

async function actingFor(tx: Tx, body: Body, session: Session) {
  const present = await presentIn(tx, session.id)
  if (present === null) throw new Refused('governance.refused.no-attendance')
  return actingSeats(await readRoster(tx, body.id), present, dayIn(body.timeZone, session.heldAt))
}

/** Closes the vote: counts by sector, with the quorum as it was; the count is kept and never changes. */
export async function decideMotion(context: Context, body: Body, session: Session, number: number): Promise<Outcome> {
  return within(context, body, session, async (tx) => {
    const motion = found((await sessionMotions(tx, session.id)).find((one) => one.number === number))
    if (motion.outcome) throw new Refused('governance.refused.motion-decided')
    const present = await presentIn(tx, session.id)
    if (present === null) throw new Refused('governance.refused.no-attendance')
    const day = dayIn(body.timeZone, session.heldAt)
    const roster = await readRoster(tx, body.id)
    const tally = tallyOf(actingSeats(roster, present, day), motion.votes)
    const outcome = outcomeOf(tally, motion.majority, quorumOf(roster, body.minimum, present, day))
    const by = { decided_by: context.actor?.id ?? null, decided_at: context.now }
    await tx
      .insertInto('motion_outcomes')
      .values({ motion_id: motion.id, outcome, tally: JSON.stringify(tally), ...by })
      .execute()
    const details = { session: session.number, motion: number, kind: motion.kind, outcome, tally }
    await tell(tx, context, body, session.id, 'session.decided', { ...details, subject: motion.subjectId })
    return outcome
  })
}

/** Under the session's lock; nothing happens any more in a cancelled one. */
async function within<Result>(
  context: Context,
  body: Body,
  session: Session,
  act: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  allow(canKeepBody(context.actor, body.space.id))
  return context.db.transaction().execute(async (tx) => {
    await lockOpen(tx, session)
    return act(tx)
  })
}

async function lockOpen(tx: Tx, session: Session): Promise<void> {
  const row = await tx
    .selectFrom('sessions_of_bodies')
    .select('cancelled_reason')
    .where('id', '=', session.id)
    .forUpdate()
    .executeTakeFirst()
  if (found(row).cancelled_reason !== null) throw new Refused('governance.refused.cancelled')
}

function tell(
  tx: Tx,
  context: Context,
  body: Body,
  sessionId: string,
  type: `session.${string}`,
  details: Record<string, unknown>,
) {
  const subject = { type: 'session', id: sessionId }
  return record(tx, context, { type, spaceId: body.space.id, subject, details: { body: body.slug, ...details } })
}
