import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import type { T } from '../../../platform/i18n.ts'
import { RadioGroup, Select } from '../../../ui/Choices.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Details } from '../../../ui/Details.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { Fieldset } from '../../../ui/Fieldset.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { planKinds } from '../../commitments/plan/model.ts'

export type FormProps = { t: T; typed: Typed; errors: FieldErrors }

/** The facts of a plan; the address is asked once, when it is created. */
export function PlanFields(props: FormProps & { isNew: boolean; isPublished: boolean }) {
  const { t, typed, errors, isNew, isPublished } = props
  const field = fieldsWith(t, { typed, errors })
  return (
    <>
      <Field {...field('title')} label={t('plan.field.title')} hint={t('plan.hint.title')} required />
      {isNew ? (
        <Field {...field('slug')} label={t('plan.field.slug')} hint={t('plan.hint.slug')} size="medium" />
      ) : null}
      <Select
        {...field('kind', 'local')}
        label={t('plan.field.kind')}
        required
        size="medium"
        options={planKinds.map((value) => ({ value, label: t(`plan.kind.${value}`) }))}
      />
      <TextArea {...field('summary')} label={t('plan.field.summary')} hint={t('plan.hint.summary')} />
      <Fieldset legend={t('plan.field.period')} hint={t('plan.hint.period')}>
        <DateField {...field('startsOn')} label={t('plan.field.startsOn')} />
        <DateField {...field('endsOn')} label={t('plan.field.endsOn')} />
      </Fieldset>
      <TextArea {...field('legalBasis')} label={t('plan.field.legalBasis')} hint={t('plan.hint.legalBasis')} rows={3} />
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
  const field = fieldsWith(t, { typed, errors })
  return (
    <RadioGroup
      {...field('origin', 'platform')}
      label={t('plan.field.origin')}
      options={(['platform', 'public-record'] as const).map((value) => ({
        value,
        label: t(`plan.origin.${value}`),
        hint: t(`plan.origin.${value}-hint`),
      }))}
    />
  )
}

function SourceFields({ t, typed, errors }: FormProps) {
  const field = fieldsWith(t, { typed, errors })
  const isRecord = typed.origin === 'public-record' || Boolean(errors.sourceTitle || errors.sourceUrl)
  return (
    <Details summary={t('plan.field.source')} open={isRecord}>
      <Field {...field('sourceTitle')} label={t('plan.field.sourceTitle')} hint={t('plan.hint.source')} />
      <Field {...field('sourceUrl')} type="url" label={t('plan.field.sourceUrl')} />
      <DateField {...field('sourceAccessedOn')} label={t('plan.field.sourceAccessedOn')} />
    </Details>
  )
}

function MoreFields({ t, typed, errors }: FormProps) {
  const field = fieldsWith(t, { typed, errors })
  const open = Boolean(errors.silenceDays || errors.dueSoonDays || errors.number || errors.ogpActionPlanId)
  return (
    <Details summary={t('commitment.section.more')} open={open}>
      <Field {...field('number')} label={t('plan.field.number')} hint={t('plan.hint.number')} size="short" />
      <Field
        {...field('ogpActionPlanId')}
        label={t('plan.field.ogpActionPlanId')}
        hint={t('plan.hint.ogpActionPlanId')}
        size="short"
      />
      <Select
        t={t}
        name="language"
        label={t('plan.field.language')}
        size="short"
        options={(['es', 'en'] as const).map((value) => ({ value, label: t(`plan.language.${value}`) }))}
        value={typed.language ?? 'es'}
      />
      <Field {...field('silenceDays', '90')} label={t('plan.field.silenceDays')} inputmode="numeric" size="short" />
      <Field {...field('dueSoonDays', '30')} label={t('plan.field.dueSoonDays')} inputmode="numeric" size="short" />
    </Details>
  )
}
