import ical from 'ical-generator'
import { dayIn } from '../../../platform/civil-day.ts'
import { allow } from '../../../platform/errors.ts'
import { answerSubmission } from '../../../platform/http/answer-submission.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { exercisesOf } from '../../exercises/queries.ts'
import type { Space } from '../../spaces/model.ts'
import { agreementsOfBody } from '../agreements/queries.ts'
import { createBody } from '../bodies/commands.ts'
import { bodyDocuments, listBodies } from '../bodies/queries.ts'
import { bodyForm } from '../bodies/schema.ts'
import type { Body } from '../model.ts'
import { BodiesPage, NewBodyPage } from '../pages/bodies-page.tsx'
import { BodyPage } from '../pages/body-page.tsx'
import { bodyPaths } from '../paths.ts'
import { canKeepBody } from '../policy.ts'
import { facilitatorOn, integrationOf, type Membership, seatsOn } from '../seating/model.ts'
import { readRoster } from '../seating/queries.ts'
import { listSessions } from '../sessions/queries.ts'
import { bodiesPath, bodyOf, bodyPath, spaceOf } from './place.ts'

/** What another sub-noun shows beside a body. */
export type BodyPanel = (c: C, body: Body) => Promise<unknown>

export function mountBodies(app: App, panels: readonly BodyPanel[]): void {
  mountTwins(app)
  mountMaking(app)
  app.get(bodiesPath, async (c) => {
    const space = await spaceOf(c)
    isPublic(c)
    const keeps = canKeepBody(c.var.context.actor, space.id)
    return c.html(<BodiesPage c={c} space={space} bodies={await judgedBodies(c, space)} keeps={keeps} />)
  })
  app.get(bodyPath, async (c) => {
    const { db } = c.var.context
    const { space, body, keeps } = await bodyOf(c)
    isPublic(c)
    return c.html(
      <BodyPage
        c={c}
        space={space}
        body={body}
        keeps={keeps}
        roster={await readRoster(db, body.id)}
        sessions={await listSessions(db, body.id)}
        documents={await bodyDocuments(db, body.id)}
        agreements={await agreementsOfBody(db, body.id)}
        aside={await Promise.all(panels.map((panel) => panel(c, body)))}
      />,
    )
  })
}

function mountMaking(app: App): void {
  app.get(`${bodiesPath}/nuevo`, async (c) => {
    const space = await keptSpaceOf(c)
    return c.html(<NewBodyPage {...(await makingOf(c, space))} wrong={null} />)
  })
  app.post(`${bodiesPath}/nuevo`, async (c) => {
    const space = await keptSpaceOf(c)
    return answerSubmission(c, {
      schema: bodyForm,
      act: async (value) => bodyPaths.seating({ space, slug: await createBody(c.var.context, space, value) }),
      again: async (wrong) => <NewBodyPage {...(await makingOf(c, space))} wrong={wrong} />,
      refusedAt: 'name',
    })
  })
}

async function makingOf(c: C, space: Space) {
  const { db, actor } = c.var.context
  const exercises = await exercisesOf(db, actor, space.id)
  return { c, space, exercises: exercises.filter(({ origin }) => origin === 'platform') }
}

async function keptSpaceOf(c: C): Promise<Space> {
  const space = await spaceOf(c)
  allow(canKeepBody(c.var.context.actor, space.id))
  return space
}

async function judgedBodies(c: C, space: Space) {
  const { db, now } = c.var.context
  const bodies = await listBodies(db, space.id)
  return Promise.all(
    bodies.map(async (body) => {
      const { isIntegrated } = integrationOf(await readRoster(db, body.id), body.minimum, dayIn(body.timeZone, now))
      return { ...body, isIntegrated }
    }),
  )
}

function mountTwins(app: App): void {
  app.get(`${bodiesPath}.json`, async (c) => {
    const space = await spaceOf(c)
    isPublic(c)
    openToAll(c)
    const bodies = await judgedBodies(c, space)
    return c.json({ space: space.slug, bodies: bodies.map(plainBody) })
  })
  app.get(`${bodiesPath}/:file{[a-z0-9-]+\\.json}`, async (c) => {
    const { db, now } = c.var.context
    const { body } = await bodyOf(c, '.json')
    isPublic(c)
    openToAll(c)
    const roster = await readRoster(db, body.id)
    const today = dayIn(body.timeZone, now)
    return c.json({
      ...plainBody(body),
      integration: integrationOf(roster, body.minimum, today),
      seats: seatsOn(roster, today).map(({ seat, titular, alternate }) => ({
        sector: seat.sector,
        number: seat.number,
        titular: plainMember(titular),
        alternate: plainMember(alternate),
      })),
      facilitator: plainMember(facilitatorOn(roster, today)),
      memberships: roster.memberships.map(plainMember),
      partyMoves: roster.moves.map(({ id: _, organizationId: __, ...move }) => move),
      sessions: (await listSessions(db, body.id)).map(({ id: _, ...session }) => session),
      documents: await bodyDocuments(db, body.id),
    })
  })
  app.get(`${bodiesPath}/:file{[a-z0-9-]+\\.ics}`, async (c) => {
    const { body } = await bodyOf(c, '.ics')
    isPublic(c)
    openToAll(c)
    return c.body(await calendarOf(c, body), 200, { 'Content-Type': 'text/calendar; charset=utf-8' })
  })
}

const plainBody = ({ id: _, space, exerciseId: __, ...body }: Body & { isIntegrated?: boolean }) => ({
  ...body,
  space: space.slug,
})

/** Public facts of a membership; the account behind it is nobody's matter. */
function plainMember(one: Membership | null) {
  if (!one) return null
  const { id: _, personId: __, seatId: ___, electionId: ____, promotedFrom: _____, ...rest } = one
  return { ...rest, organization: one.organization?.name ?? null }
}

async function calendarOf(c: C, body: Body): Promise<string> {
  const { db, now } = c.var.context
  const { baseUrl } = c.var.deps.config
  const fictional = body.space.isFictional ? ` (${c.var.t('board.fictional')})` : ''
  const calendar = ical({ name: `${body.name}${fictional}`, prodId: { company: 'Tequio', product: 'organo' } })
  for (const session of await listSessions(db, body.id)) {
    calendar.createEvent({
      id: `${session.id}@tequio`,
      start: session.heldAt,
      end: new Date(session.heldAt.getTime() + 2 * 3_600_000),
      stamp: now,
      summary: `${body.name}: ${session.title}${fictional}`,
      ...(session.place ? { location: session.place } : {}),
      url: `${baseUrl}${bodyPaths.session(body, session.number)}`,
      sequence: session.cancelledReason === null ? 0 : 1,
      ...(session.cancelledReason === null ? {} : { status: 'CANCELLED' as never }),
    })
  }
  return calendar.toString()
}
