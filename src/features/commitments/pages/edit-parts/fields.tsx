import { RadioGroup, Select } from '../../../../ui/Choices.tsx'
import { DateField } from '../../../../ui/DateField.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { fieldsWith } from '../../../../ui/form-back.tsx'
import { directions, type KeyAction } from '../../model.ts'
import { type FieldsProps, Long, Short } from '../edit-text/text-fields.tsx'

export function KeyActionFields(props: FieldsProps) {
  const { t, state } = props
  const field = fieldsWith(t, state)
  return (
    <>
      <Field {...field('title')} label={t('commitment.field.title')} required />
      <Field
        {...field('weight')}
        label={t('commitment.field.weight')}
        hint={t('commitment.hint.weight')}
        inputmode="decimal"
        size="short"
      />
      <Dates {...props} />
    </>
  )
}

function Dates({ t, state }: FieldsProps) {
  const field = fieldsWith(t, state)
  return (
    <>
      <DateField {...field('startsOn')} label={t('commitment.field.startsOn')} />
      <DateField {...field('endsOn')} label={t('commitment.field.endsOn')} />
    </>
  )
}

export function ActivityFields({ actions, ...props }: FieldsProps & { actions: readonly KeyAction[] }) {
  const { t, state } = props
  const field = fieldsWith(t, state)
  return (
    <>
      <Select
        {...field('keyAction')}
        label={t('commitment.field.keyAction')}
        required
        options={actions.map((action) => ({ value: action.code, label: `${action.code}. ${action.title}` }))}
      />
      <Field {...field('title')} label={t('commitment.field.title')} required />
      <Long {...props} name="product" rows={2} />
      <Long {...props} name="meansOfVerification" rows={2} />
      <Short {...props} name="responsibleOffice" />
      <Dates {...props} />
    </>
  )
}

export function IndicatorFields(props: FieldsProps) {
  const { t, state } = props
  const field = fieldsWith(t, state)
  const number = (name: 'baseline' | 'target') => (
    <Field
      t={t}
      name={name}
      label={t(`commitment.field.${name}`)}
      hint={t('commitment.hint.baseline')}
      inputmode="decimal"
      size="short"
      value={state.typed[name]}
      error={state.errors[name]}
    />
  )
  const when = (name: 'baselineOn' | 'targetOn') => (
    <Field
      t={t}
      name={name}
      label={t(`commitment.field.${name}`)}
      hint={t('commitment.hint.when')}
      size="short"
      value={state.typed[name]}
      error={state.errors[name]}
    />
  )
  return (
    <>
      <Short {...props} name="name" required />
      <Short {...props} name="unit" />
      <RadioGroup
        {...field('direction')}
        label={t('commitment.field.direction')}
        options={directions.map((value) => ({ value, label: t(`commitment.direction.${value}`) }))}
      />
      {number('baseline')}
      {when('baselineOn')}
      {number('target')}
      {when('targetOn')}
      <Long {...props} name="justification" rows={2} />
      <Short {...props} name="frequency" />
      <Long {...props} name="meansOfVerification" rows={2} />
    </>
  )
}
