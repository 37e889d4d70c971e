import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Actions, Button, ButtonLink } from '../../../ui/Button.tsx'
import { Checkbox, CheckboxGroup, Select } from '../../../ui/Choices.tsx'
import { Details } from '../../../ui/Details.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { Fieldset } from '../../../ui/Fieldset.tsx'
import type { Space } from '../../spaces/model.ts'
import { type Consultation, demographicKeys, offeredChannels } from '../model.ts'
import { consultationPaths } from '../paths.ts'
import { mostAxes } from '../schema.ts'
import { ConsultationFrame } from './frame.tsx'

type EditProps = {
  c: C
  space: Space
  /** Null: a new one. */
  consultation: Consultation | null
  exercises: readonly { id: string; title: string }[]
  typed: Typed
  errors: FieldErrors
}

/** Setting a consultation up: what is asked, how and when. */
export function EditConsultationPage(props: EditProps) {
  const { c, space, consultation, typed, errors } = props
  const { t } = c.var
  const title = consultation ? t('consultations.edit') : t('consultations.new')
  const action = consultation ? consultationPaths.edit(consultation) : consultationPaths.create(space.slug)
  return (
    <ConsultationFrame c={c} space={space} consultation={consultation} title={title} errors={errors} noindex>
      <h1>{title}</h1>
      <form method="post" action={action} class="form" novalidate>
        <What {...props} />
        <How {...props} />
        <AxisRows c={c} typed={typed} errors={errors} />
        <Details summary={t('consultations.form.source')} open={Boolean(typed.sourceTitle ?? errors.sourceUrl)}>
          <p class="hint">{t('consultations.form.source.hint')}</p>
          {(['sourceTitle', 'sourceUrl', 'sourceLicence'] as const).map((name) => (
            <Field
              t={t}
              name={name}
              label={t(`consultations.form.${name}`)}
              value={typed[name]}
              error={errors[name]}
              {...(name === 'sourceUrl' ? { type: 'url' as const } : {})}
            />
          ))}
        </Details>
        {consultation?.publishedAt ? (
          <TextArea
            t={t}
            name="reason"
            label={t('consultations.form.reason')}
            hint={t('consultations.form.reason.hint')}
            required
            rows={2}
            value={typed.reason}
            error={errors.reason}
          />
        ) : null}
        <Actions>
          <Button>{t('consultations.form.save')}</Button>
          <ButtonLink
            kind="quiet"
            href={consultation ? consultationPaths.consultation(consultation) : consultationPaths.list(space.slug)}
          >
            {t('consultations.form.cancel')}
          </ButtonLink>
        </Actions>
      </form>
    </ConsultationFrame>
  )
}

function What({ c, consultation, exercises, typed, errors }: EditProps) {
  const { t } = c.var
  return (
    <>
      <Field
        t={t}
        name="title"
        label={t('consultations.form.title')}
        required
        maxlength={200}
        value={typed.title}
        error={errors.title}
      />
      {consultation ? null : (
        <Field
          t={t}
          name="slug"
          label={t('consultations.form.slug')}
          hint={t('consultations.form.slug.hint')}
          maxlength={80}
          spellcheck={false}
          value={typed.slug}
          error={errors.slug}
        />
      )}
      <TextArea
        t={t}
        name="question"
        label={t('consultations.form.question')}
        hint={t('consultations.form.question.hint')}
        required
        rows={2}
        maxlength={500}
        value={typed.question}
        error={errors.question}
      />
      <TextArea
        t={t}
        name="summary"
        label={t('consultations.form.summary')}
        rows={4}
        maxlength={5000}
        value={typed.summary}
        error={errors.summary}
      />
      {exercises.length > 0 ? (
        <Select
          t={t}
          name="exercise"
          label={t('consultations.exercise')}
          empty={t('consultations.form.exercise.none')}
          options={exercises.map(({ id, title }) => ({ value: id, label: title }))}
          value={typed.exercise}
          error={errors.exercise}
        />
      ) : null}
    </>
  )
}

function How({ c, typed, errors }: EditProps) {
  const { t } = c.var
  const chosen = (name: string) => (typed[name] ?? '').split('\n').filter(Boolean)
  return (
    <>
      <CheckboxGroup
        t={t}
        name="channels"
        label={t('consultations.form.channels')}
        hint={t('consultations.form.channels.hint')}
        options={offeredChannels.map((value) => ({
          value,
          label: t(`consultations.channel.${value}`),
          hint: t(`consultations.how.${value}`),
        }))}
        values={chosen('channels')}
        error={errors.channels}
      />
      <Fieldset legend={t('consultations.form.dates')} hint={t('consultations.form.dates.hint')}>
        {(['opensAt', 'closesAt'] as const).map((name) => (
          <Field
            t={t}
            name={name}
            type="datetime-local"
            size="medium"
            label={t(`consultations.form.${name}`)}
            required
            value={typed[name]}
            error={errors[name]}
          />
        ))}
        <input type="hidden" name="timeZone" value={typed.timeZone ?? 'America/Mexico_City'} />
      </Fieldset>
      <CheckboxGroup
        t={t}
        name="demographics"
        label={t('consultations.form.demographics')}
        hint={t('consultations.form.demographics.hint')}
        options={demographicKeys.map((value) => ({ value, label: t(`consultations.demographics.${value}`) }))}
        values={chosen('demographics')}
        error={errors.demographics}
      />
      <Checkbox
        t={t}
        name="hasStatements"
        label={t('consultations.form.statements')}
        hint={t('consultations.form.statements.hint')}
        checked={Boolean(typed.hasStatements)}
      />
    </>
  )
}

/** All that exist and three more; saving brings three more again. */
function AxisRows({ c, typed, errors }: Pick<EditProps, 'c' | 'typed' | 'errors'>) {
  const { t } = c.var
  let rows = 0
  for (let row = 0; row < mostAxes; row += 1) if (typed[`axes.${row}.name`] || typed[`axes.${row}.id`]) rows = row + 1
  return (
    <Fieldset legend={t('consultations.axes')} hint={t('consultations.form.axes.hint')}>
      {Array.from({ length: Math.min(mostAxes, rows + 3) }, (_, row) => (
        <div class="axis-row">
          <input type="hidden" name={`axes.${row}.id`} value={typed[`axes.${row}.id`] ?? ''} />
          <Field
            t={t}
            name={`axes.${row}.name`}
            label={t('consultations.form.axis', { number: row + 1 })}
            value={typed[`axes.${row}.name`]}
            error={errors[`axes.${row}.name`]}
          />
          <Field
            t={t}
            name={`axes.${row}.guidingQuestion`}
            label={t('consultations.form.axis.question', { number: row + 1 })}
            value={typed[`axes.${row}.guidingQuestion`]}
            error={errors[`axes.${row}.guidingQuestion`]}
          />
          <Field
            t={t}
            name={`axes.${row}.sdgs`}
            size="short"
            label={t('consultations.form.axis.sdgs', { number: row + 1 })}
            value={typed[`axes.${row}.sdgs`]}
            error={errors[`axes.${row}.sdgs`]}
          />
        </div>
      ))}
    </Fieldset>
  )
}
