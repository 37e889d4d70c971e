import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Majority, Modality, Motion, MotionKind, Outcome, SeatVote, SectorCount, Session } from './model.ts'

const columns = sql`s.id, s.number, s.title, s.held_at as "heldAt", s.modality, s.place, s.link, s.recording_url as "recordingUrl",
  s.is_open as "isOpen", s.called_at as "calledAt", s.cancelled_reason as "cancelledReason"`

/** Newest first. */
export async function listSessions(db: Db, bodyId: string): Promise<Session[]> {
  const { rows } = await sql<Session>`select ${columns} from sessions_of_bodies s where s.body_id = ${bodyId}
    order by s.held_at desc, s.number desc limit 1000`.execute(db)
  return rows.map(sessionOf)
}

export async function findSession(db: Db, bodyId: string, number: number): Promise<Session | null> {
  const { rows } = await sql<Session>`select ${columns} from sessions_of_bodies s
    where s.body_id = ${bodyId} and s.number = ${number}`.execute(db)
  return rows[0] ? sessionOf(rows[0]) : null
}

const sessionOf = (row: Session): Session => ({ ...row, modality: row.modality as Modality })

export type Item = { position: number; title: string; detail: string | null }

export async function sessionItems(db: Db, sessionId: string): Promise<Item[]> {
  return db
    .selectFrom('session_items')
    .select(['position', 'title', 'detail'])
    .where('session_id', '=', sessionId)
    .orderBy('position')
    .execute()
}

/** Ids of the memberships written down as present; null while nobody took the attendance. */
export async function presentIn(db: Db, sessionId: string): Promise<Set<string> | null> {
  const rows = await db
    .selectFrom('session_attendance')
    .select(['membership_id', 'is_present'])
    .where('session_id', '=', sessionId)
    .execute()
  if (rows.length === 0) return null
  return new Set(rows.filter((row) => row.is_present).map((row) => row.membership_id))
}

type MotionRow = Omit<Motion, 'votes' | 'outcome'> & {
  votes: SeatVote[]
  outcome: Outcome | null
  tally: SectorCount[] | null
  decidedAt: Date | null
}

export async function sessionMotions(db: Db, sessionId: string): Promise<Motion[]> {
  const { rows } = await sql<MotionRow>`
    select m.id, m.number, m.kind, m.subject_id as "subjectId", m.wording, m.majority, o.outcome, o.tally,
      o.decided_at as "decidedAt",
      coalesce((select json_agg(json_build_object('seatId', v.seat_id, 'membershipId', v.membership_id, 'vote', v.vote))
        from motion_votes v where v.motion_id = m.id), '[]') as votes
    from motions m left join motion_outcomes o on o.motion_id = m.id
    where m.session_id = ${sessionId} order by m.number`.execute(db)
  return rows.map(({ outcome, tally, decidedAt, ...row }) => ({
    ...row,
    kind: row.kind as MotionKind,
    majority: row.majority as Majority,
    outcome: outcome && tally && decidedAt ? { outcome, tally, at: decidedAt } : null,
  }))
}

export type CarriedMotion = {
  id: string
  kind: MotionKind
  session: number
  number: number
  wording: string
  heldOn: Date
}

/** Motions of the body that carried, newest first: what papers and designations refer to. */
export async function carriedMotions(db: Db, bodyId: string, ...kinds: MotionKind[]): Promise<CarriedMotion[]> {
  const rows = await db
    .selectFrom('motions as m')
    .innerJoin('motion_outcomes as o', 'o.motion_id', 'm.id')
    .innerJoin('sessions_of_bodies as s', 's.id', 'm.session_id')
    .select(['m.id', 'm.kind', 's.number as session', 'm.number', 'm.wording', 's.held_at as heldOn'])
    .where('s.body_id', '=', bodyId)
    .where('o.outcome', '=', 'carried')
    .where('m.kind', 'in', kinds)
    .orderBy('s.held_at', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as MotionKind }))
}

export type PlanApproval = { body: string; bodyName: string; session: number; heldAt: Date; motion: number }

/**
 * the carried motion that approves a plan, in a session with quorum of all sectors (a motion without it is never carried).
 * Null while there is none.
 */
export async function approvalOfPlan(db: Db, planId: string): Promise<PlanApproval | null> {
  const { rows } = await sql<PlanApproval>`
    select b.slug as body, b.name as "bodyName", s.number as session, s.held_at as "heldAt", m.number as motion
    from motions m join motion_outcomes o on o.motion_id = m.id join sessions_of_bodies s on s.id = m.session_id
    join bodies b on b.id = s.body_id
    where m.kind = 'plan' and m.subject_id = ${planId} and o.outcome = 'carried'
    order by s.held_at desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** Plans of the space that a motion may approve. */
export async function plansToApprove(db: Db, spaceId: string): Promise<{ id: string; title: string }[]> {
  return db
    .selectFrom('plans')
    .select(['id', 'title'])
    .where('space_id', '=', spaceId)
    .where('origin', '=', 'platform')
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute()
}

/** Addresses of the people who sit on a body on that day and act through an account. */
export async function memberAddresses(
  db: Db,
  bodyId: string,
  day: string,
): Promise<{ email: string; language: string }[]> {
  const { rows } = await sql<{ email: string; language: string }>`
    select distinct p.email, p.language from memberships m join people p on p.id = m.person_id
    left join membership_endings e on e.membership_id = m.id
    where m.body_id = ${bodyId} and m.from_on <= ${day} and (m.to_on is null or m.to_on >= ${day})
      and (e.membership_id is null or e.on_day > ${day})`.execute(db)
  return rows
}
