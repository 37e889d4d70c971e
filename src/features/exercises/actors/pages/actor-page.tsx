import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card, Columns } from '../../../../ui/Card.tsx'
import { RadioGroup } from '../../../../ui/Choices.tsx'
import { DateField } from '../../../../ui/DateField.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { TextArea } from '../../../../ui/Field.tsx'
import { formatDate } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import type { Space } from '../../../spaces/model.ts'
import type { Exercise } from '../../model.ts'
import { errorsOf } from '../../pages/form-errors.ts'
import { ExerciseFrame } from '../../pages/frame.tsx'
import { exercisePaths } from '../../paths.ts'
import { type Actor, answers, notedWays } from '../model.ts'
import { AnswerStatus } from './actors-page.tsx'

type ActorProps = {
  c: C
  space: Space
  exercise: Exercise
  actor: Actor
  today: string
  typed: Typed
  errors: FieldErrors
}

/** One of the register, for the facilitator: notes an invitation by voice or paper, or an answer. */
export function ActorPage({ c, space, exercise, actor, today, typed, errors }: ActorProps) {
  const { t } = c.var
  const trail = [{ label: t('actors.title'), href: exercisePaths.actors(exercise) }]
  const choice = (name: string) => ({ t, name, value: typed[name], error: errors[name] })
  return (
    <ExerciseFrame c={c} space={space} exercise={exercise} title={actor.name} trail={trail}>
      <PageHeader title={actor.name} status={<AnswerStatus c={c} actor={actor} />} />
      <p>
        {t(`exercise.sector.${actor.sector}`)}
        {actor.territory ? ` · ${actor.territory.name}` : ''}
      </p>
      {actor.answer?.note ? (
        <p class="pre-line">
          <strong>{t('exercise.outputs.note')}:</strong> {actor.answer.note}
        </p>
      ) : null}
      <ul>
        {actor.invitations.map(({ way, on }) => (
          <li>
            {t(`actors.way.${way}`)}, {formatDate(on, c.var.context.locale)}
          </li>
        ))}
      </ul>
      <ErrorSummary t={t} errors={errorsOf(errors)} />
      <Columns>
        <Card title={t('actors.note')}>
          <form method="post" action={`${exercisePaths.actor(exercise, actor.id)}/invitacion`} class="form" novalidate>
            <RadioGroup
              {...choice('way')}
              label={t('actors.how')}
              required
              options={notedWays.map((value) => ({ value, label: t(`actors.way.${value}`) }))}
            />
            <DateField
              {...{ t, name: 'on', label: t('exercise.move.on-day'), required: true, max: today }}
              value={typed.on ?? today}
              error={errors.on}
            />
            <Actions>
              <Button>{t('actors.note')}</Button>
            </Actions>
          </form>
        </Card>
        <Card title={t('actors.write-answer')}>
          <form method="post" action={`${exercisePaths.actor(exercise, actor.id)}/respuesta`} class="form" novalidate>
            <RadioGroup
              {...choice('answer')}
              label={t('actors.answer')}
              required
              options={answers.map((value) => ({ value, label: t(`actors.answer.${value}`) }))}
            />
            <DateField
              {...{ t, name: 'on', id: 'answered-on', label: t('exercise.move.on-day'), required: true, max: today }}
              value={typed.on ?? today}
            />
            <TextArea {...choice('note')} label={t('exercise.outputs.note')} rows={2} />
            <Actions>
              <Button>{t('actors.write-answer')}</Button>
            </Actions>
          </form>
        </Card>
      </Columns>
    </ExerciseFrame>
  )
}
