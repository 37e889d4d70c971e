import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import type { T } from '../../../platform/i18n.ts'
import { RadioGroup, Select } from '../../../ui/Choices.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Details } from '../../../ui/Details.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { Fieldset } from '../../../ui/Fieldset.tsx'
import { planKinds } from '../../commitments/plan/model.ts'

export type FormProps = { t: T; typed: Typed; errors: FieldErrors }

/** The facts of a plan; the address is asked once, when it is created. */
export function PlanFields(props: FormProps & { isNew: boolean; isPublished: boolean }) {
  const { t, typed, errors, isNew, isPublished } = props
  return (
    <>
      <Field
        t={t}
        name="title"
        label={t('plan.field.title')}
        hint={t('plan.hint.title')}
        required
        value={typed.title}
        error={errors.title}
      />
      {isNew ? (
        <Field
          t={t}
          name="slug"
          label={t('plan.field.slug')}
          hint={t('plan.hint.slug')}
          value={typed.slug}
          error={errors.slug}
          size="medium"
        />
      ) : null}
      <Select
        t={t}
        name="kind"
        label={t('plan.field.kind')}
        required
        size="medium"
        options={planKinds.map((value) => ({ value, label: t(`plan.kind.${value}`) }))}
        value={typed.kind ?? 'local'}
        error={errors.kind}
      />
      <TextArea
        t={t}
        name="summary"
        label={t('plan.field.summary')}
        hint={t('plan.hint.summary')}
        value={typed.summary}
        error={errors.summary}
      />
      <Fieldset legend={t('plan.field.period')} hint={t('plan.hint.period')}>
        <DateField
          t={t}
          name="startsOn"
          label={t('plan.field.startsOn')}
          value={typed.startsOn}
          error={errors.startsOn}
        />
        <DateField t={t} name="endsOn" label={t('plan.field.endsOn')} value={typed.endsOn} error={errors.endsOn} />
      </Fieldset>
      <TextArea
        t={t}
        name="legalBasis"
        label={t('plan.field.legalBasis')}
        hint={t('plan.hint.legalBasis')}
        rows={3}
        value={typed.legalBasis}
        error={errors.legalBasis}
      />
      {isPublished ? (
        <input type="hidden" name="origin" value={typed.origin ?? 'platform'} />
      ) : (
        <OriginFields {...props} />
      )}
      <SourceFields {...props} />
      <MoreFields {...props} />
    </>
  )
}

function OriginFields({ t, typed, errors }: FormProps) {
  return (
    <RadioGroup
      t={t}
      name="origin"
      label={t('plan.field.origin')}
      options={(['platform', 'public-record'] as const).map((value) => ({
        value,
        label: t(`plan.origin.${value}`),
        hint: t(`plan.origin.${value}-hint`),
      }))}
      value={typed.origin ?? 'platform'}
      error={errors.origin}
    />
  )
}

function SourceFields({ t, typed, errors }: FormProps) {
  const isRecord = typed.origin === 'public-record' || Boolean(errors.sourceTitle || errors.sourceUrl)
  return (
    <Details summary={t('plan.field.source')} open={isRecord}>
      <Field
        t={t}
        name="sourceTitle"
        label={t('plan.field.sourceTitle')}
        hint={t('plan.hint.source')}
        value={typed.sourceTitle}
        error={errors.sourceTitle}
      />
      <Field
        t={t}
        name="sourceUrl"
        type="url"
        label={t('plan.field.sourceUrl')}
        value={typed.sourceUrl}
        error={errors.sourceUrl}
      />
      <DateField
        t={t}
        name="sourceAccessedOn"
        label={t('plan.field.sourceAccessedOn')}
        value={typed.sourceAccessedOn}
        error={errors.sourceAccessedOn}
      />
    </Details>
  )
}

function MoreFields({ t, typed, errors }: FormProps) {
  const open = Boolean(errors.silenceDays || errors.dueSoonDays || errors.number || errors.ogpActionPlanId)
  return (
    <Details summary={t('commitment.section.more')} open={open}>
      <Field
        t={t}
        name="number"
        label={t('plan.field.number')}
        hint={t('plan.hint.number')}
        size="short"
        value={typed.number}
        error={errors.number}
      />
      <Field
        t={t}
        name="ogpActionPlanId"
        label={t('plan.field.ogpActionPlanId')}
        hint={t('plan.hint.ogpActionPlanId')}
        size="short"
        value={typed.ogpActionPlanId}
        error={errors.ogpActionPlanId}
      />
      <Select
        t={t}
        name="language"
        label={t('plan.field.language')}
        size="short"
        options={(['es', 'en'] as const).map((value) => ({ value, label: t(`plan.language.${value}`) }))}
        value={typed.language ?? 'es'}
      />
      <Field
        t={t}
        name="silenceDays"
        label={t('plan.field.silenceDays')}
        inputmode="numeric"
        size="short"
        value={typed.silenceDays ?? '90'}
        error={errors.silenceDays}
      />
      <Field
        t={t}
        name="dueSoonDays"
        label={t('plan.field.dueSoonDays')}
        inputmode="numeric"
        size="short"
        value={typed.dueSoonDays ?? '30'}
        error={errors.dueSoonDays}
      />
    </Details>
  )
}
