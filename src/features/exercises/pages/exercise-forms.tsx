import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { RadioGroup, Select } from '../../../ui/Choices.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import type { Space } from '../../spaces/model.ts'
import type { Method } from '../methods/model.ts'
import { type Exercise, programmes } from '../model.ts'
import { exercisePaths, methodPaths } from '../paths.ts'
import type { PlanChoice } from '../queries.ts'
import { errorsOf } from './form-errors.ts'
import { ExerciseFrame } from './frame.tsx'

type FormProps = { c: C; space: Space; typed: Typed; errors: FieldErrors }

function Shared({ c, typed, errors }: Omit<FormProps, 'space'>) {
  const { t } = c.var
  const field = (name: string) => ({ t, name, value: typed[name], error: errors[name] })
  return (
    <>
      <Field {...field('title')} label={t('exercise.field.title')} required maxlength={300} />
      <TextArea
        {...field('summary')}
        label={t('exercise.field.summary')}
        hint={t('exercise.field.summary-hint')}
        rows={4}
      />
      <RadioGroup
        {...field('programme')}
        label={t('exercise.field.programme')}
        required
        options={programmes.map((value) => ({ value, label: t(`exercise.programme.${value}`) }))}
      />
    </>
  )
}

export function NewExercisePage({ c, space, methods, typed, errors }: FormProps & { methods: readonly Method[] }) {
  const { t } = c.var
  const field = (name: string) => ({ t, name, value: typed[name], error: errors[name] })
  return (
    <ExerciseFrame c={c} space={space} exercise={null} title={t('exercise.create')} width="narrow">
      <h1>{t('exercise.create')}</h1>
      <p class="lead">{t('exercise.create.lead')}</p>
      <ErrorSummary t={t} errors={errorsOf(errors)} />
      <form method="post" action={exercisePaths.create(space.slug)} class="form" novalidate>
        <Shared c={c} typed={typed} errors={errors} />
        <RadioGroup
          {...field('methodId')}
          label={t('exercise.field.method')}
          required
          options={methods.map(({ id, name, version, spaceId, definition }) => ({
            value: id,
            label: spaceId === null ? name : t('method.own', { name, version }),
            hint: definition.stages.map((stage) => stage.name).join(' · '),
          }))}
        />
        <p>
          <a href={methodPaths.list(space.slug)}>{t('method.list.link')}</a>
        </p>
        <DateField
          {...field('startsOn')}
          label={t('exercise.field.starts-on')}
          hint={t('exercise.field.starts-on-hint')}
        />
        <Field
          {...field('slug')}
          label={t('exercise.field.slug')}
          hint={t('exercise.field.slug-hint')}
          maxlength={80}
        />
        <Actions>
          <Button>{t('exercise.create')}</Button>
        </Actions>
      </form>
    </ExerciseFrame>
  )
}

type EditProps = FormProps & { exercise: Exercise; plans: readonly PlanChoice[] }

export function EditExercisePage({ c, space, exercise, plans, typed, errors }: EditProps) {
  const { t } = c.var
  return (
    <ExerciseFrame c={c} space={space} exercise={exercise} title={t('exercise.edit')} width="narrow">
      <h1>{t('exercise.edit')}</h1>
      <ErrorSummary t={t} errors={errorsOf(errors)} />
      <form method="post" action={exercisePaths.edit(exercise)} class="form" novalidate>
        <Shared c={c} typed={typed} errors={errors} />
        <Select
          {...{ t, name: 'planId', label: t('exercise.field.plan'), hint: t('exercise.field.plan-hint') }}
          empty={t('exercise.field.plan-none')}
          options={plans.map(({ id, title }) => ({ value: id, label: title }))}
          value={typed.planId}
          error={errors.planId}
        />
        <Actions>
          <Button>{t('exercise.save')}</Button>
        </Actions>
      </form>
    </ExerciseFrame>
  )
}
