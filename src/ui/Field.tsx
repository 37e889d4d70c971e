import type { Child } from 'hono/jsx'
import type { T } from '../platform/i18n.ts'

/** The id a field has on the page, so that a summary of errors can lead to it. */
export function fieldId(name: string): string {
  return name.replace(/[^\w-]+/g, '-').replace(/-$/, '')
}

export interface FieldFrame {
  t: T
  name: string
  label: string
  hint?: Child | undefined
  error?: string | undefined
  required?: boolean | undefined
  /** When the same name appears more than once on a page. */
  id?: string | undefined
}

/** What every control says to assistive technology about its hint and its error. */
export function described(frame: FieldFrame) {
  const id = frame.id ?? fieldId(frame.name)
  const parts = [frame.hint ? `${id}-hint` : '', frame.error ? `${id}-error` : ''].filter(Boolean)
  return {
    id,
    name: frame.name,
    ...(frame.required ? { required: true } : {}),
    ...(parts.length ? { 'aria-describedby': parts.join(' ') } : {}),
    ...(frame.error ? { 'aria-invalid': 'true' } : {}),
  }
}

export function Hint({ id, children }: { id: string; children?: Child }) {
  return children ? (
    <p class="hint" id={`${id}-hint`}>
      {children}
    </p>
  ) : null
}

export function FieldError({ id, t, message }: { id: string; t: T; message?: string | undefined }) {
  return message ? (
    <p class="field-error" id={`${id}-error`}>
      <span class="visually-hidden">{t('ui.error')}: </span>
      {message}
    </p>
  ) : null
}

export function RequiredMark({ t, required }: { t: T; required?: boolean | undefined }) {
  return required ? <span class="required"> ({t('ui.required')})</span> : null
}

/** Label above, hint below it, control, error beside it. */
export function FieldBox({ frame, size, children }: { frame: FieldFrame; size?: string | undefined; children: Child }) {
  const id = frame.id ?? fieldId(frame.name)
  return (
    <div class={['field', size, frame.error ? 'invalid' : ''].filter(Boolean).join(' ')}>
      <label for={id}>
        {frame.label}
        <RequiredMark t={frame.t} required={frame.required} />
      </label>
      <Hint id={id}>{frame.hint}</Hint>
      {children}
      <FieldError id={id} t={frame.t} message={frame.error} />
    </div>
  )
}

export interface FieldProps extends FieldFrame {
  value?: string | number | undefined
  type?: 'text' | 'email' | 'url' | 'tel' | 'number' | 'search' | 'password' | 'time' | 'datetime-local' | undefined
  size?: 'short' | 'medium' | 'grow' | undefined
  autocomplete?: string | undefined
  inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'url' | 'tel' | undefined
  maxlength?: number | undefined
  min?: string | number | undefined
  max?: string | number | undefined
  step?: string | number | undefined
  pattern?: string | undefined
  spellcheck?: boolean | undefined
  list?: string | undefined
}

export function Field({ t, name, label, hint, error, required, id, size, type, spellcheck, ...rest }: FieldProps) {
  const frame = { t, name, label, hint, error, required, id }
  return (
    <FieldBox frame={frame} size={size}>
      <input
        type={type ?? 'text'}
        {...described(frame)}
        {...rest}
        {...(spellcheck === undefined ? {} : { spellcheck })}
      />
    </FieldBox>
  )
}

export interface TextAreaProps extends FieldFrame {
  value?: string | undefined
  rows?: number | undefined
  maxlength?: number | undefined
  /** Where the cursor waits when a page is for typing one after another. */
  autofocus?: boolean | undefined
}

export function TextArea(props: TextAreaProps) {
  const { t, name, label, hint, error, required, id, value, rows, maxlength, autofocus } = props
  const frame = { t, name, label, hint, error, required, id }
  return (
    <FieldBox frame={frame}>
      {/* A first line break is swallowed by HTML, so one is given away before the text. */}
      <textarea
        rows={rows ?? 5}
        {...(maxlength ? { maxlength } : {})}
        {...(autofocus ? { autofocus } : {})}
        {...described(frame)}
      >
        {`\n${value ?? ''}`}
      </textarea>
    </FieldBox>
  )
}
