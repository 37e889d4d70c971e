import type { MessageKey } from '../../../../platform/i18n.ts'
import { RadioGroup, Select } from '../../../../ui/Choices.tsx'
import { DateField } from '../../../../ui/DateField.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { fieldsOf } from '../../../../ui/form-back.tsx'
import { type Value, valuesOfIndicator } from '../differences.ts'
import { blankIndicator, dimensions, directions, frequencies, type Indicator, type Row, units } from '../model.ts'
import { faultsOf } from '../rules.ts'
import { Beside, type LogframeView } from './frame.tsx'
import { fieldWord } from './words.ts'

/** `indicator` is null while it is a new one. */
export type IndicatorView = { view: LogframeView; row: Row; indicator: Indicator | null }
type Props = IndicatorView & { name: string }

const choices: Record<string, readonly string[]> = {
  ...{ dimension: dimensions, direction: directions, frequency: frequencies, meansFrequency: frequencies, unit: units },
}
const hinted = new Set(['name', 'method', 'target', 'isExternal', 'meansFrequency', 'dimension'])

function typedAs(value: Value): string {
  if (value === null) return ''
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}

/** What every control of the form shares: its words, what was typed or stored, what is wrong and what the rules find. */
function frameOf({ view, row, indicator, name }: Props) {
  const { c, logframe } = view
  const stored = Object.fromEntries(valuesOfIndicator(indicator ?? blankIndicator))
  const faults = indicator
    ? faultsOf(logframe.current.matrix).filter((one) => one.indicator === indicator.id && one.field === name)
    : []
  const hint = hinted.has(name) ? c.var.t(`logframe.hint.${name}` as MessageKey) : null
  return {
    ...fieldsOf(view, 'indicador')(name, typedAs(stored[name] ?? null)),
    label: fieldWord(c, name),
    hint:
      hint || (faults.length > 0 && row) ? (
        <>
          {hint} <Beside c={c} faults={faults} />
        </>
      ) : undefined,
  }
}

export function TextOf(props: Props & { required?: boolean; type?: 'text' | 'url' }) {
  return <Field {...frameOf(props)} required={props.required} type={props.type} />
}

export function ProseOf(props: Props) {
  return <TextArea {...frameOf(props)} rows={2} />
}

export function NumberOf(props: Props) {
  return <Field {...frameOf(props)} size="short" inputmode="decimal" />
}

export function DateOf(props: Props) {
  return <DateField {...frameOf(props)} />
}

export function ChoiceOf(props: Props) {
  const { t } = props.view.c.var
  const set = props.name === 'meansFrequency' ? 'frequency' : props.name
  return (
    <Select
      {...frameOf(props)}
      empty={t('logframe.unsaid')}
      options={(choices[props.name] ?? []).map((value) => ({
        value,
        label: t(`logframe.${set}.${value}` as MessageKey),
      }))}
    />
  )
}

export function YesNoOf(props: Props) {
  const { t } = props.view.c.var
  return (
    <RadioGroup
      {...frameOf(props)}
      inline
      options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`logframe.${value}`) }))}
    />
  )
}
