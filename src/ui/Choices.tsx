import type { Child } from 'hono/jsx'
import { described, FieldBox, FieldError, type FieldFrame, fieldId, Hint, RequiredMark } from './Field.tsx'

export interface Option {
  value: string
  label: string
  hint?: Child
  disabled?: boolean
}

export interface OptionGroup {
  label: string
  options: readonly Option[]
}

export interface SelectProps extends FieldFrame {
  options: readonly (Option | OptionGroup)[]
  value?: string | undefined
  /** The words of the first, empty choice; without it there is none. */
  empty?: string | undefined
  size?: 'short' | 'medium' | 'grow' | undefined
}

export function Select({ options, value, empty, size, ...frame }: SelectProps) {
  const one = (option: Option) => (
    <option value={option.value} selected={option.value === value} disabled={option.disabled === true}>
      {option.label}
    </option>
  )
  return (
    <FieldBox frame={frame} size={size}>
      <select {...described(frame)}>
        {empty === undefined ? null : <option value="">{empty}</option>}
        {options.map((entry) =>
          'options' in entry ? <optgroup label={entry.label}>{entry.options.map(one)}</optgroup> : one(entry),
        )}
      </select>
    </FieldBox>
  )
}

export interface CheckboxProps extends FieldFrame {
  value?: string | undefined
  checked?: boolean | undefined
}

/** One yes or no. The label stands beside the box, as in every paper form. */
export function Checkbox({ value, checked, ...frame }: CheckboxProps) {
  const id = frame.id ?? fieldId(frame.name)
  return (
    <div class={frame.error ? 'field invalid' : 'field'}>
      <div class="choices">
        <label class="choice">
          <input type="checkbox" value={value ?? 'on'} checked={checked === true} {...described(frame)} />
          <span>
            {frame.label}
            <RequiredMark t={frame.t} required={frame.required} />
          </span>
        </label>
      </div>
      <Hint id={id}>{frame.hint}</Hint>
      <FieldError id={id} t={frame.t} message={frame.error} />
    </div>
  )
}

interface GroupProps extends FieldFrame {
  options: readonly Option[]
  /** Choices side by side where there is room. */
  inline?: boolean | undefined
}

/** A state has up to 570 municipalities: more choices than this are moved through inside their own frame. */
const scrollsFrom = 60

function ChoiceGroup(props: GroupProps & { type: 'radio' | 'checkbox'; chosen: (value: string) => boolean }) {
  const { t, options, type, chosen, inline, ...frame } = props
  const id = frame.id ?? fieldId(frame.name)
  const about = described({ t, ...frame })
  return (
    <fieldset
      class={frame.error ? 'field invalid' : 'field'}
      {...(about['aria-describedby'] ? { 'aria-describedby': about['aria-describedby'] } : {})}
    >
      <legend>
        {frame.label}
        <RequiredMark t={t} required={frame.required} />
      </legend>
      <Hint id={id}>{frame.hint}</Hint>
      <div
        class={['choices', inline ? 'inline' : '', options.length > scrollsFrom ? 'many' : '']
          .filter(Boolean)
          .join(' ')}
      >
        {options.map((option, index) => {
          const optionId = index === 0 ? id : `${id}-${index + 1}`
          return (
            <label class="choice">
              <input
                type={type}
                id={optionId}
                name={frame.name}
                value={option.value}
                checked={chosen(option.value)}
                disabled={option.disabled === true}
                required={type === 'radio' && frame.required === true}
              />
              <span>
                {option.label}
                {option.hint ? <small>{option.hint}</small> : null}
              </span>
            </label>
          )
        })}
      </div>
      <FieldError id={id} t={t} message={frame.error} />
    </fieldset>
  )
}

export function RadioGroup({ value, ...group }: GroupProps & { value?: string | undefined }) {
  return <ChoiceGroup {...group} type="radio" chosen={(option) => option === value} />
}

export function CheckboxGroup({ values, ...group }: GroupProps & { values?: readonly string[] | undefined }) {
  return <ChoiceGroup {...group} type="checkbox" chosen={(option) => values?.includes(option) === true} />
}
