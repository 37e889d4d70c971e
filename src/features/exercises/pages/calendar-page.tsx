import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { TextArea } from '../../../ui/Field.tsx'
import { Fieldset } from '../../../ui/Fieldset.tsx'
import type { Space } from '../../spaces/model.ts'
import type { Exercise } from '../model.ts'
import { exercisePaths } from '../paths.ts'
import { errorsOf } from './form-errors.ts'
import { ExerciseFrame } from './frame.tsx'

type CalendarProps = { c: C; space: Space; exercise: Exercise; typed: Typed; errors: FieldErrors }

/** What each stage is for and when; after publication with the reason of the change. */
export function CalendarPage({ c, space, exercise, typed, errors }: CalendarProps) {
  const { t } = c.var
  const field = (name: string) => ({ t, name, value: typed[name], error: errors[name] })
  return (
    <ExerciseFrame c={c} space={space} exercise={exercise} title={t('exercise.calendar')} width="narrow">
      <h1>{t('exercise.calendar')}</h1>
      <p class="lead">{t('exercise.calendar.lead')}</p>
      <ErrorSummary t={t} errors={errorsOf(errors)} />
      <form method="post" action={exercisePaths.calendar(exercise)} class="form" novalidate>
        {exercise.stages.map(({ code, position, name }) => (
          <Fieldset legend={`${position}. ${name}`}>
            <TextArea
              {...field(`${code}.purpose`)}
              label={t('exercise.calendar.purpose')}
              hint={t('exercise.calendar.purpose-hint')}
              required
              rows={3}
            />
            <div class="field-row">
              <DateField {...field(`${code}.plannedFrom`)} label={t('exercise.calendar.from')} />
              <DateField {...field(`${code}.plannedTo`)} label={t('exercise.calendar.to')} />
            </div>
          </Fieldset>
        ))}
        {exercise.publishedAt === null ? null : (
          <TextArea
            {...field('reason')}
            label={t('exercise.calendar.reason')}
            hint={t('exercise.move.reason-hint')}
            required
            rows={3}
          />
        )}
        <Actions>
          <Button>{t('exercise.save')}</Button>
        </Actions>
      </form>
    </ExerciseFrame>
  )
}
