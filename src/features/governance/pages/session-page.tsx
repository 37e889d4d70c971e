import { dayIn } from '../../../platform/civil-day.ts'
import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button, ButtonLink } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { RadioGroup } from '../../../ui/Choices.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { TextArea } from '../../../ui/Field.tsx'
import { backOf, idIn } from '../../../ui/form-back.tsx'
import { formatDate, formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Status } from '../../../ui/Status.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { Space } from '../../spaces/model.ts'
import type { Agreement } from '../agreements/model.ts'
import type { MinutesComment, MinutesVersion } from '../minutes/queries.ts'
import type { Body } from '../model.ts'
import { bodyPaths } from '../paths.ts'
import type { Roster } from '../seating/model.ts'
import { actingSeats, type Motion, quorumOf, type Session, tallyOf, voteWords } from '../sessions/model.ts'
import type { Item } from '../sessions/queries.ts'
import { AgreementList } from './agreements-page.tsx'
import { BodyFrame } from './frame.tsx'

export type SessionView = {
  c: C
  space: Space
  body: Body
  session: Session
  roster: Roster
  items: readonly Item[]
  present: ReadonlySet<string> | null
  motions: readonly Motion[]
  minutes: readonly MinutesVersion[]
  comments: readonly MinutesComment[]
  agreements: readonly Agreement[]
  keeps: boolean
  wrong: Wrong
}

export const titleOf = ({ session }: Pick<SessionView, 'session'>) => `${session.number}. ${session.title}`

export function SessionPage(view: SessionView) {
  const { c, space, body, session, keeps, wrong, items } = view
  const { t, context } = c.var
  return (
    <BodyFrame c={c} space={space} body={body} title={titleOf(view)} twins={['json']} wrong={wrong}>
      {session.cancelledReason === null ? null : (
        <Notice t={t} kind="warning">
          <p>{t('governance.session.cancelled', { reason: session.cancelledReason })}</p>
        </Notice>
      )}
      <DescriptionList
        items={[
          { term: t('governance.when'), value: formatDateTime(session.heldAt, context.locale, body.timeZone) },
          { term: t('governance.modality'), value: t(`governance.modality.${session.modality}`) },
          ...(session.place ? [{ term: t('governance.place'), value: session.place }] : []),
          ...(session.link ? [{ term: t('governance.link'), value: <a href={session.link}>{session.link}</a> }] : []),
          {
            term: t('governance.session.public'),
            value: t(session.isOpen ? 'governance.session.open' : 'governance.session.members-only'),
          },
        ]}
      />
      {keeps && session.cancelledReason === null ? (
        <p>
          <ButtonLink href={bodyPaths.desk(body, session.number)}>{t('governance.desk.title')}</ButtonLink>
        </p>
      ) : null}
      <Card title={t('governance.items')}>
        <ol>
          {items.map(({ title, detail }) => (
            <li>
              {title}
              {detail ? <p class="small">{detail}</p> : null}
            </li>
          ))}
        </ol>
      </Card>
      <Attendance {...view} />
      <Motions {...view} />
      <Minutes {...view} />
      <Card title={t('governance.agreements')} id="acuerdos">
        <AgreementList c={c} body={body} agreements={view.agreements} today={dayIn(body.timeZone, context.now)} />
      </Card>
    </BodyFrame>
  )
}

/** Attendance and quorum by sector. */
export function Attendance({ c, body, session, roster, present }: SessionView) {
  const { t } = c.var
  if (present === null) {
    return (
      <Card title={t('governance.attendance')}>
        <p class="muted">{t('governance.attendance.none')}</p>
      </Card>
    )
  }
  const quorum = quorumOf(roster, body.minimum, present, dayIn(body.timeZone, session.heldAt))
  return (
    <Card title={t('governance.attendance')} id="asistencia">
      <p>
        {quorum.has ? (
          <Status kind="done" word={t('governance.quorum')} />
        ) : (
          <Status
            kind="late"
            word={t('governance.no-quorum')}
            why={quorum.isIntegrated ? undefined : t('governance.not-integrated')}
          />
        )}
      </p>
      <Table
        id="quorum"
        caption={t('governance.quorum.caption')}
        columns={[
          { key: 'sector', label: t('governance.sector'), cell: (row) => t(`governance.sector.${row.sector}`) },
          { key: 'seats', label: t('governance.seats.filled'), numeric: true, cell: (row) => row.seats },
          { key: 'present', label: t('governance.present'), numeric: true, cell: (row) => row.present },
          { key: 'needed', label: t('governance.needed'), numeric: true, cell: (row) => row.needed },
        ]}
        rows={quorum.sectors}
      />
    </Card>
  )
}

const outcomeKind = { carried: 'done', rejected: 'late', 'no-quorum': 'paused' } as const

function Motions(view: SessionView) {
  const { c, motions } = view
  const { t } = c.var
  return (
    <Card title={t('governance.motions')} id="mociones">
      {motions.length === 0 ? <p class="muted">{t('governance.motions.none')}</p> : null}
      <div class="stack">
        {motions.map((motion) => (
          <article id={`mocion-${motion.number}`} class="stack">
            <h3>
              {t('governance.motion.title', {
                number: motion.number,
                kind: t(`governance.motion.kind.${motion.kind}`),
              })}
            </h3>
            <p>{motion.wording}</p>
            <p>
              {t(`governance.majority.${motion.majority}`)} ·{' '}
              {motion.outcome ? (
                <Status
                  kind={outcomeKind[motion.outcome.outcome]}
                  word={t(`governance.outcome.${motion.outcome.outcome}`)}
                />
              ) : (
                <Status kind="not-started" word={t('governance.outcome.open')} />
              )}
            </p>
            <Tally {...view} motion={motion} />
            <OwnVote {...view} motion={motion} />
          </article>
        ))}
      </div>
    </Card>
  )
}

/** Votes by sector: as they were counted, or as they stand. */
export function Tally({ c, body, session, roster, present, motion }: SessionView & { motion: Motion }) {
  const { t } = c.var
  if (present === null && !motion.outcome) return null
  const acting = actingSeats(roster, present ?? new Set(), dayIn(body.timeZone, session.heldAt))
  const rows = motion.outcome?.tally ?? tallyOf(acting, motion.votes)
  return (
    <Table
      id={`votos-${motion.number}`}
      caption={t('governance.votes.caption', { number: motion.number })}
      dense
      columns={[
        { key: 'sector', label: t('governance.sector'), cell: (row) => t(`governance.sector.${row.sector}`) },
        ...(['for', 'against', 'abstains', 'absent'] as const).map((word) => ({
          key: word,
          label: t(`governance.vote.${word}`),
          numeric: true,
          cell: (row: (typeof rows)[number]) => row[word],
        })),
      ]}
      rows={rows}
    />
  )
}

/** Who acts for a seat votes here through her own account. */
function OwnVote({ c, body, session, roster, present, motion }: SessionView & { motion: Motion }) {
  const { t, context } = c.var
  const actorId = context.actor?.id
  if (!actorId || present === null || motion.outcome || session.cancelledReason !== null) return null
  const acting = actingSeats(roster, present, dayIn(body.timeZone, session.heldAt))
  const own = acting.find((seat) => seat.acting?.personId === actorId)
  if (!own) return null
  return (
    <form method="post" action={bodyPaths.ownVote(body, session.number, motion.number)} class="form" novalidate>
      <RadioGroup
        t={t}
        name="vote"
        id={`vote-${motion.number}`}
        label={t('governance.vote.own', { sector: t(`governance.sector.${own.seat.sector}`), number: own.seat.number })}
        inline
        options={voteWords.map((value) => ({ value, label: t(`governance.vote.${value}`) }))}
        value={motion.votes.find(({ seatId }) => seatId === own.seat.id)?.vote}
      />
      <Actions>
        <Button small>{t('governance.vote.submit')}</Button>
      </Actions>
    </form>
  )
}

function Minutes({ c, body, session, minutes, comments, wrong, keeps }: SessionView) {
  const { t, context } = c.var
  const [last] = minutes
  const back = backOf(wrong, 'comentario')
  return (
    <Card title={t('governance.minutes')} id="minuta">
      {last ? (
        <>
          <p>
            <Status
              kind={last.state === 'approved' ? 'done' : 'at-risk'}
              word={t(`governance.minutes.${last.state}`)}
              why={t('governance.minutes.version', {
                number: last.number,
                date: formatDate(dayIn(body.timeZone, last.writtenAt), context.locale),
              })}
            />
          </p>
          {last.body.split(/\n{2,}/).map((paragraph) => (
            <p class="prose">{paragraph}</p>
          ))}
        </>
      ) : (
        <p class="muted">{t('governance.minutes.none')}</p>
      )}
      {comments.length > 0 ? <h3>{t('governance.comments')}</h3> : null}
      <ul>
        {comments.map((one) => (
          <li>
            <strong>{one.signature ?? t('governance.comment.withdrawn')}</strong> (
            {t('governance.minutes.on', { number: one.number })}): {one.body}
            {one.answer ? <p class="small">{t('governance.comment.answer', { answer: one.answer })}</p> : null}
            {keeps && !one.answer ? (
              <form
                method="post"
                action={bodyPaths.answerComment(body, session.number, one.id)}
                class="form"
                novalidate
              >
                <TextArea
                  t={t}
                  name="body"
                  id={idIn(one.id, 'body')}
                  label={t('governance.comment.answer-label')}
                  rows={2}
                  required
                />
                <Actions>
                  <Button small kind="quiet">
                    {t('governance.comment.answer-submit')}
                  </Button>
                </Actions>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {last?.state === 'draft' && context.actor ? (
        <form method="post" action={bodyPaths.commentMinutes(body, session.number)} class="form" novalidate>
          <TextArea
            t={t}
            name="body"
            id={idIn('comentario', 'body')}
            label={t('governance.comment.label')}
            hint={t('governance.comment.hint')}
            rows={3}
            required
            value={back.typed.body}
            error={back.errors.body}
          />
          <Actions>
            <Button kind="quiet">{t('governance.comment.submit')}</Button>
          </Actions>
        </form>
      ) : null}
    </Card>
  )
}
