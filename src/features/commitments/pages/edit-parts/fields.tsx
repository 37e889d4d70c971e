import { RadioGroup, Select } from '../../../../ui/Choices.tsx'
import { DateField } from '../../../../ui/DateField.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { directions, type KeyAction } from '../../model.ts'
import { type FieldsProps, Long, Short } from '../edit-text/text-fields.tsx'

export function KeyActionFields(props: FieldsProps) {
  const { t, state } = props
  return (
    <>
      <Field
        t={t}
        name="title"
        label={t('commitment.field.title')}
        required
        value={state.typed.title}
        error={state.errors.title}
      />
      <Field
        t={t}
        name="weight"
        label={t('commitment.field.weight')}
        hint={t('commitment.hint.weight')}
        inputmode="decimal"
        size="short"
        value={state.typed.weight}
        error={state.errors.weight}
      />
      <Dates {...props} />
    </>
  )
}

function Dates({ t, state }: FieldsProps) {
  return (
    <>
      <DateField
        t={t}
        name="startsOn"
        label={t('commitment.field.startsOn')}
        value={state.typed.startsOn}
        error={state.errors.startsOn}
      />
      <DateField
        t={t}
        name="endsOn"
        label={t('commitment.field.endsOn')}
        value={state.typed.endsOn}
        error={state.errors.endsOn}
      />
    </>
  )
}

export function ActivityFields({ actions, ...props }: FieldsProps & { actions: readonly KeyAction[] }) {
  const { t, state } = props
  return (
    <>
      <Select
        t={t}
        name="keyAction"
        label={t('commitment.field.keyAction')}
        required
        options={actions.map((action) => ({ value: action.code, label: `${action.code}. ${action.title}` }))}
        value={state.typed.keyAction}
        error={state.errors.keyAction}
      />
      <Field
        t={t}
        name="title"
        label={t('commitment.field.title')}
        required
        value={state.typed.title}
        error={state.errors.title}
      />
      <Long {...props} name="product" rows={2} />
      <Long {...props} name="meansOfVerification" rows={2} />
      <Short {...props} name="responsibleOffice" />
      <Dates {...props} />
    </>
  )
}

export function IndicatorFields(props: FieldsProps) {
  const { t, state } = props
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
        t={t}
        name="direction"
        label={t('commitment.field.direction')}
        options={directions.map((value) => ({ value, label: t(`commitment.direction.${value}`) }))}
        value={state.typed.direction}
        error={state.errors.direction}
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
