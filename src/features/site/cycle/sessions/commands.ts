import { found } from '../../../../platform/errors.ts'
import { agree, type Maker, stateAgreement } from '../../../governance/agreements/commands.ts'
import { findAgreement } from '../../../governance/agreements/queries.ts'
import { approveMinutes, draftMinutes } from '../../../governance/minutes/commands.ts'
import type { Body } from '../../../governance/model.ts'
import { readRoster } from '../../../governance/seating/queries.ts'
import {
  callSession,
  decideMotion,
  putMotion,
  takeAttendance,
  writeVotes,
} from '../../../governance/sessions/commands.ts'
import { actingSeats, type Session, type Vote } from '../../../governance/sessions/model.ts'
import { findSession, presentIn, sessionMotions } from '../../../governance/sessions/queries.ts'
import type { StoryAgreement, StorySession } from '../story.ts'
import { type CycleTelling, contextOf, dayOf, timeOf } from '../telling.ts'

/** A session from its call to its agreements: attendance, motions voted seat by seat, minutes. */
export async function tellSession(
  telling: CycleTelling,
  body: Body,
  told: StorySession,
  planId: string | null = null,
): Promise<void> {
  const { db, baseUrl } = telling
  const { title, place, items } = told
  const number = await callSession(contextOf(telling, told.calledDay), { baseUrl }, body, {
    ...{ title, place, items, heldAt: timeOf(telling, told.day), modality: 'in-person', link: null, isOpen: true },
  })
  const session = found(await findSession(db, body.id, number))
  await followUp(telling, told.day)
  const { memberships } = await readRoster(db, body.id)
  const present = memberships.filter(({ name }) => !told.absent.includes(name)).map(({ id }) => id)
  await takeAttendance(contextOf(telling, told.day), body, session, present)
  for (const motion of told.motions) await tellMotion(telling, body, session, { day: told.day, motion, planId })
  const maker = { spaceId: body.space.id, sessionId: session.id }
  for (const agreement of told.agreements) await tellAgreement(telling, maker, told.day, agreement)
  await draftMinutes(contextOf(telling, told.day), body, session, told.minutes)
}

type Moving = { day: number; motion: StorySession['motions'][number]; planId: string | null }

async function tellMotion(telling: CycleTelling, body: Body, session: Session, { day, motion, planId }: Moving) {
  const { db } = telling
  const context = contextOf(telling, day)
  const { kind, wording, majority, against, minutesOf } = motion
  const subject = kind === 'plan' ? planId : null
  const number = await putMotion(context, body, session, { kind, wording, majority, subject })
  const present = found(await presentIn(db, session.id))
  const acting = actingSeats(await readRoster(db, body.id), present, dayOf(telling, day))
  const noes = against.flatMap((sector) => acting.find(({ seat }) => seat.sector === sector)?.seat.id ?? [])
  const votes = new Map(acting.map(({ seat }): [string, Vote] => [seat.id, noes.includes(seat.id) ? 'against' : 'for']))
  await writeVotes(context, body, session, number, votes)
  await decideMotion(context, body, session, number)
  if (minutesOf === null) return
  const { id } = found((await sessionMotions(db, session.id)).find((one) => one.number === number))
  await approveMinutes(context, body, found(await findSession(db, body.id, minutesOf)), id)
}

/** Made on its day; the first session after it was kept says so. */
export async function tellAgreement(
  telling: CycleTelling,
  maker: Maker,
  day: number,
  agreement: StoryAgreement,
): Promise<void> {
  const { wording, responsible, dueDay } = agreement
  const folio = await agree(contextOf(telling, day), maker, { wording, responsible, dueOn: dayOf(telling, dueDay) })
  telling.agreements.push({ folio, agreement })
}

async function followUp(telling: CycleTelling, day: number): Promise<void> {
  const { db, space, agreements } = telling
  const kept = agreements.filter(({ agreement: { done } }) => done !== null && done.day <= day)
  telling.agreements = agreements.filter((one) => !kept.includes(one))
  for (const { folio, agreement } of kept) {
    const fields = { state: 'done' as const, reason: agreement.done?.reason ?? '', url: null }
    await stateAgreement(contextOf(telling, day), space.id, found(await findAgreement(db, space.id, folio)), fields)
  }
}
