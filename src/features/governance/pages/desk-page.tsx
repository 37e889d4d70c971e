import { dayIn } from '../../../platform/civil-day.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { CheckboxGroup, RadioGroup, Select } from '../../../ui/Choices.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Confirm } from '../../../ui/Details.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { fieldsOf, idIn } from '../../../ui/form-back.tsx'
import { bodyPaths } from '../paths.ts'
import { isNamedOn } from '../seating/model.ts'
import { actingSeats, type Motion, majorities, motionKinds, voteWords } from '../sessions/model.ts'
import type { CarriedMotion } from '../sessions/queries.ts'
import { AgreementList } from './agreements-page.tsx'
import { BodyFrame } from './frame.tsx'
import { Attendance, type SessionView, Tally, titleOf } from './session-page.tsx'

type DeskView = SessionView & {
  plans: readonly { id: string; title: string }[]
  minutesMotions: readonly CarriedMotion[]
}

/** One screen from which a session is held: attendance, motions and votes, minutes, agreements. */
export function DeskPage(view: DeskView) {
  const { c, space, body, wrong } = view
  const { t } = c.var
  return (
    <BodyFrame
      c={c}
      space={space}
      body={body}
      trail={[
        { label: body.name, href: bodyPaths.body(body) },
        { label: titleOf(view), href: bodyPaths.session(body, view.session.number) },
      ]}
      title={t('governance.desk.title')}
      width="narrow"
      noindex
      wrong={wrong}
    >
      <p class="lead">{titleOf(view)}</p>
      <AttendanceForm {...view} />
      <Attendance {...view} />
      {view.motions.map((motion) => (
        <VotesForm {...view} motion={motion} />
      ))}
      <MotionForm {...view} />
      <MinutesForm {...view} />
      <AgreementForm {...view} />
      <CancelForm {...view} />
    </BodyFrame>
  )
}

const isDecided = ({ motions }: DeskView) => motions.some(({ outcome }) => outcome)

function AttendanceForm(view: DeskView) {
  const { c, body, session, roster, present } = view
  const { t } = c.var
  const day = dayIn(body.timeZone, session.heldAt)
  const seated = roster.memberships.filter((one) => isNamedOn(one, day))
  if (isDecided(view)) return null
  return (
    <Card title={t('governance.attendance.take')}>
      <form method="post" action={bodyPaths.attendance(body, session.number)} class="form" novalidate>
        <CheckboxGroup
          t={t}
          name="present"
          label={t('governance.attendance.who')}
          hint={t('governance.attendance.hint')}
          options={seated.map((one) => {
            const seat = roster.seats.find(({ id }) => id === one.seatId)
            const place = seat ? `${t(`governance.sector.${seat.sector}`)} ${seat.number}, ` : ''
            return { value: one.id, label: one.name, hint: `${place}${t(`governance.quality.${one.quality}`)}` }
          })}
          values={[...(present ?? [])]}
        />
        <Actions>
          <Button>{t('governance.attendance.submit')}</Button>
        </Actions>
      </form>
    </Card>
  )
}

function VotesForm(view: DeskView & { motion: Motion }) {
  const { c, body, session, roster, present, motion } = view
  const { t } = c.var
  const title = t('governance.motion.title', {
    number: motion.number,
    kind: t(`governance.motion.kind.${motion.kind}`),
  })
  if (motion.outcome || present === null) {
    return (
      <Card title={title}>
        <p>{motion.wording}</p>
        {motion.outcome ? <p>{t(`governance.outcome.${motion.outcome.outcome}`)}</p> : null}
        <Tally {...view} />
      </Card>
    )
  }
  const acting = actingSeats(roster, present, dayIn(body.timeZone, session.heldAt)).filter((seat) => seat.acting)
  return (
    <Card title={title}>
      <p>{motion.wording}</p>
      <form method="post" action={bodyPaths.votes(body, session.number, motion.number)} class="form" novalidate>
        {acting.map(({ seat, acting: member }) => (
          <RadioGroup
            t={t}
            name={seat.id}
            id={idIn(String(motion.number), seat.id)}
            label={`${t(`governance.sector.${seat.sector}`)} ${seat.number}: ${member?.name}`}
            inline
            options={voteWords.map((value) => ({ value, label: t(`governance.vote.${value}`) }))}
            value={motion.votes.find(({ seatId }) => seatId === seat.id)?.vote}
          />
        ))}
        <Actions>
          <Button>{t('governance.votes.save')}</Button>
          <Button kind="accent" formaction={bodyPaths.decide(body, session.number, motion.number)}>
            {t('governance.votes.decide')}
          </Button>
        </Actions>
      </form>
    </Card>
  )
}

function MotionForm(view: DeskView) {
  const { c, body, session, plans } = view
  const { t } = c.var
  const field = fieldsOf(view, 'mocion')
  return (
    <Card title={t('governance.motion.put')}>
      <form method="post" action={bodyPaths.motions(body, session.number)} class="form" novalidate>
        <Select
          {...field('kind')}
          label={t('governance.motion.kind')}
          required
          options={motionKinds.map((value) => ({ value, label: t(`governance.motion.kind.${value}`) }))}
        />
        <TextArea {...field('wording')} label={t('governance.motion.wording')} rows={3} required />
        <Select
          {...field('majority')}
          label={t('governance.majority')}
          required
          options={majorities.map((value) => ({ value, label: t(`governance.majority.${value}`) }))}
        />
        <Select
          {...field('subject')}
          label={t('governance.motion.plan')}
          hint={t('governance.motion.plan-hint')}
          empty={t('governance.motion.plan-none')}
          options={plans.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Actions>
          <Button>{t('governance.motion.submit')}</Button>
        </Actions>
      </form>
    </Card>
  )
}

function MinutesForm(view: DeskView) {
  const { c, body, session, minutes, minutesMotions } = view
  const { t } = c.var
  const [last] = minutes
  if (last?.state === 'approved') return null
  const field = fieldsOf(view, 'minuta')
  const approval = fieldsOf(view, 'aprobar')
  return (
    <Card title={t('governance.minutes')}>
      <form method="post" action={bodyPaths.minutes(body, session.number)} class="form" novalidate>
        <TextArea
          {...field('body')}
          label={t('governance.minutes.text')}
          hint={t('governance.minutes.hint')}
          rows={12}
          required
          value={field('body').value ?? last?.body}
        />
        <Actions>
          <Button>{t('governance.minutes.save')}</Button>
        </Actions>
      </form>
      {last && minutesMotions.length > 0 ? (
        <form method="post" action={bodyPaths.approveMinutes(body, session.number)} class="form" novalidate>
          <Select
            {...approval('motion')}
            label={t('governance.minutes.motion')}
            required
            options={minutesMotions.map((one) => ({
              value: one.id,
              label: `${one.session}.${one.number} ${one.wording.slice(0, 80)}`,
            }))}
          />
          <Actions>
            <Button kind="accent">{t('governance.minutes.approve')}</Button>
          </Actions>
        </form>
      ) : (
        <p class="hint">{t('governance.minutes.needs-motion')}</p>
      )}
    </Card>
  )
}

function AgreementForm(view: DeskView) {
  const { c, body, session, agreements } = view
  const { t, context } = c.var
  const field = fieldsOf(view, 'acuerdo')
  return (
    <Card title={t('governance.agreements')}>
      <AgreementList c={c} body={body} agreements={agreements} today={dayIn(body.timeZone, context.now)} />
      <form method="post" action={bodyPaths.agree(body, session.number)} class="form" novalidate>
        <TextArea {...field('wording')} label={t('governance.agreement.wording')} rows={2} required />
        <Field {...field('responsible')} label={t('governance.agreement.responsible')} required />
        <DateField {...field('dueOn')} label={t('governance.agreement.until')} />
        <Actions>
          <Button>{t('governance.agreement.make')}</Button>
        </Actions>
      </form>
    </Card>
  )
}

function CancelForm(view: DeskView) {
  const { c, body, session, wrong } = view
  const { t } = c.var
  if (isDecided(view)) return null
  const field = fieldsOf(view, 'cancelar')
  return (
    <Confirm summary={t('governance.session.cancel')} open={wrong?.form === 'cancelar'}>
      <form method="post" action={bodyPaths.cancel(body, session.number)} class="form" novalidate>
        <TextArea {...field('reason')} label={t('governance.reason')} rows={2} required />
        <Actions>
          <Button kind="danger">{t('governance.session.cancel')}</Button>
        </Actions>
      </form>
    </Confirm>
  )
}
