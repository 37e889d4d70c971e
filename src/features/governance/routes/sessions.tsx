import type * as z from 'zod'
import { dayIn } from '../../../platform/civil-day.ts'
import { allow, found } from '../../../platform/errors.ts'
import { answerAct, answerSubmission, type Wrong } from '../../../platform/http/answer-submission.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { parseForm } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { agree } from '../agreements/commands.ts'
import { agreementsOfSession } from '../agreements/queries.ts'
import { agreementForm } from '../agreements/schema.ts'
import { answerMinutesComment, approveMinutes, commentMinutes, draftMinutes } from '../minutes/commands.ts'
import { minutesComments, minutesOf } from '../minutes/queries.ts'
import { CallPage } from '../pages/call-page.tsx'
import { DeskPage } from '../pages/desk-page.tsx'
import { SessionPage } from '../pages/session-page.tsx'
import { bodyPaths } from '../paths.ts'
import { readRoster } from '../seating/queries.ts'
import {
  callSession,
  cancelSession,
  decideMotion,
  putMotion,
  takeAttendance,
  voteOwn,
  writeVotes,
} from '../sessions/commands.ts'
import { quorumOf, type Session, type Vote, voteWords } from '../sessions/model.ts'
import { carriedMotions, plansToApprove, presentIn, sessionItems, sessionMotions } from '../sessions/queries.ts'
import {
  approvalForm,
  commentForm,
  minutesForm,
  motionForm,
  reasonForm,
  sessionForm,
  voteForm,
} from '../sessions/schema.ts'
import { bodyPath, id, keptBodyOf, keptSessionOf, sessionOf, sessionPath } from './place.ts'

type Place = Awaited<ReturnType<typeof sessionOf>>

export function mountSessions(app: App): void {
  mountCall(app)
  mountReading(app)
  mountDesk(app)
  mountVoices(app)
}

function mountCall(app: App): void {
  app.get(`${bodyPath}/sesiones/nueva`, async (c) => {
    const { space, body } = await keptBodyOf(c)
    return c.html(<CallPage c={c} space={space} body={body} wrong={null} />)
  })
  app.post(`${bodyPath}/sesiones/nueva`, async (c) => {
    const { space, body } = await keptBodyOf(c)
    const parsed = parseForm(sessionForm(body.timeZone), await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(<CallPage c={c} space={space} body={body} wrong={{ form: '', ...parsed }} />, 422)
    const number = await callSession(c.var.context, c.var.deps.auth, body, parsed.value)
    return c.redirect(bodyPaths.session(body, number), 303)
  })
}

function mountReading(app: App): void {
  app.get(sessionPath, async (c) => {
    const place = await sessionOf(c)
    isPublic(c)
    return c.html(<SessionPage {...(await view(c, place))} wrong={null} />)
  })
  app.get(`${bodyPath}/sesiones/:file{[1-9][0-9]{0,6}\\.json}`, async (c) => {
    const number = Number.parseInt(found(c.req.param('file')), 10)
    const place = await sessionOf(c, number)
    isPublic(c)
    openToAll(c)
    const { items, present, motions, minutes, agreements, roster } = await view(c, place)
    const { body, session } = place
    const { id: _, ...facts } = session
    return c.json({
      body: body.slug,
      ...facts,
      agenda: items,
      quorum: present && quorumOf(roster, body.minimum, present, dayIn(body.timeZone, session.heldAt)),
      motions: motions.map(({ id: _id, votes: _votes, ...motion }) => motion),
      minutes: minutes[0] ?? null,
      agreements,
    })
  })
}

function mountDesk(app: App): void {
  app.get(`${sessionPath}/mesa`, async (c) => {
    const place = await keptSessionOf(c)
    return c.html(await desk(c, place, null))
  })
  app.post(`${sessionPath}/asistencia`, async (c) => {
    const place = await keptSessionOf(c)
    const present = (await receivedForm(c)).getAll('present').map(String)
    return act(c, place, 'asistencia', () => takeAttendance(c.var.context, place.body, place.session, present))
  })
  app.post(`${sessionPath}/cancelar`, (c) =>
    save(c, 'cancelar', reasonForm, ({ body, session }, { reason }) =>
      cancelSession(c.var.context, body, session, reason),
    ),
  )
  app.post(`${sessionPath}/mociones`, (c) =>
    save(c, 'mocion', motionForm, ({ body, session }, value) => putMotion(c.var.context, body, session, value)),
  )
  for (const [word, decides] of [
    ['votos', false],
    ['resultado', true],
  ] as const) {
    app.post(`${sessionPath}/mociones/:m{[1-9][0-9]{0,3}}/${word}`, async (c) => {
      const place = await keptSessionOf(c)
      const motion = Number(c.req.param('m'))
      const votes = votesFrom(await receivedForm(c))
      return act(c, place, `votos-${motion}`, async () => {
        await writeVotes(c.var.context, place.body, place.session, motion, votes)
        if (decides) await decideMotion(c.var.context, place.body, place.session, motion)
      })
    })
  }
  app.post(`${sessionPath}/minuta`, (c) =>
    save(c, 'minuta', minutesForm, ({ body, session }, value) =>
      draftMinutes(c.var.context, body, session, value.body),
    ),
  )
  app.post(`${sessionPath}/minuta/aprobar`, (c) =>
    save(c, 'aprobar', approvalForm, ({ body, session }, { motion }) =>
      approveMinutes(c.var.context, body, session, motion),
    ),
  )
  app.post(`${sessionPath}/minuta/comentarios/:id${id}`, (c) =>
    save(c, 'respuesta', commentForm, ({ body, session }, value) =>
      answerMinutesComment(c.var.context, body, session, c.req.param('id'), value.body),
    ),
  )
  app.post(`${sessionPath}/acuerdos`, (c) =>
    save(c, 'acuerdo', agreementForm, ({ space, session }, value) =>
      agree(c.var.context, { spaceId: space.id, sessionId: session.id }, value),
    ),
  )
}

/** What members and anybody with an account say on the session's public page. */
function mountVoices(app: App): void {
  app.post(`${sessionPath}/mociones/:m{[1-9][0-9]{0,3}}/mi-voto`, async (c) => {
    const place = await sessionOf(c)
    allow(c.var.context.actor !== null)
    const motion = Number(c.req.param('m'))
    return answerSubmission(c, {
      form: `mi-voto-${motion}`,
      schema: voteForm,
      act: async ({ vote }) => {
        await voteOwn(c.var.context, place.body, place.session, motion, vote)
        return `${bodyPaths.session(place.body, place.session.number)}#mocion-${motion}`
      },
      again: (wrong) => reading(c, place, wrong),
    })
  })
  app.post(`${sessionPath}/minuta/comentarios`, async (c) => {
    const place = await sessionOf(c)
    allow(c.var.context.actor !== null)
    return answerSubmission(c, {
      form: 'comentario',
      schema: commentForm,
      act: async ({ body }) => {
        await commentMinutes(c.var.context, place.body, place.session, body)
        return `${bodyPaths.session(place.body, place.session.number)}#minuta`
      },
      again: (wrong) => reading(c, place, wrong),
    })
  })
}

/** Fields are named by seats. */
function votesFrom(form: FormData): Map<string, Vote> {
  return new Map(
    [...form].flatMap(([seat, value]) => {
      const vote = voteWords.find((word) => word === value)
      return vote ? [[seat, vote] as const] : []
    }),
  )
}

async function save<S extends z.ZodType>(
  c: C,
  form: string,
  schema: S,
  command: (place: Place, value: z.output<S>) => Promise<unknown>,
): Promise<Response> {
  const place = await keptSessionOf(c)
  return answerSubmission(c, {
    form,
    schema,
    act: async (value) => {
      await command(place, value)
      return bodyPaths.desk(place.body, place.session.number)
    },
    again: (wrong) => desk(c, place, wrong),
  })
}

async function act(c: C, place: Place, form: string, command: () => Promise<unknown>): Promise<Response> {
  return answerAct(c, {
    form,
    act: async () => {
      await command()
      return bodyPaths.desk(place.body, place.session.number)
    },
    again: (wrong) => desk(c, place, wrong),
  })
}

async function view(c: C, { space, body, session, keeps }: Place) {
  const { db } = c.var.context
  return {
    ...{ c, space, body, session, keeps },
    roster: await readRoster(db, body.id),
    items: await sessionItems(db, session.id),
    present: await presentIn(db, session.id),
    motions: await sessionMotions(db, session.id),
    minutes: await minutesOf(db, session.id),
    comments: await minutesComments(db, session.id),
    agreements: await agreementsOfSession(db, session.id),
  }
}

async function reading(c: C, place: Place, wrong: Wrong) {
  return <SessionPage {...(await view(c, place))} wrong={wrong} />
}

async function desk(c: C, place: Place, wrong: Wrong) {
  const { db } = c.var.context
  const minutesMotions = await carriedMotions(db, place.body.id, 'minutes')
  const isLater = ({ heldOn }: { heldOn: Date }, { heldAt }: Session) => heldOn >= heldAt
  return (
    <DeskPage
      {...(await view(c, place))}
      plans={await plansToApprove(db, place.space.id)}
      minutesMotions={minutesMotions.filter((motion) => isLater(motion, place.session))}
      wrong={wrong}
    />
  )
}
