import type { MessageKey, T } from '../../../../platform/i18n.ts'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import type { Missing } from '../../model.ts'
import type { FormState } from '../edit-frame/edit-form.tsx'

export type FieldsProps = { t: T; state: FormState; missing: Record<string, Missing> }

type Own = Extract<MessageKey, `commitment.field.${string}`> extends `commitment.field.${infer Name}` ? Name : never

/** The hint of a field, and, where the field is empty for a stated reason, that reason. */
export function hintOf(t: T, name: Own, missing: Record<string, Missing>): string | undefined {
  const key = `commitment.hint.${name}` as MessageKey
  const hint = t(key)
  const kind = missing[name]
  const said = kind ? t('commitment.missing.now', { kind: t(`commitment.missing.${kind}`) }) : ''
  const words = [hint === key ? '' : hint, said].filter((text) => text !== '')
  return words.length > 0 ? words.join(' ') : undefined
}

export function Long({
  t,
  state,
  missing,
  name,
  rows,
  hint,
}: FieldsProps & { name: Own; rows?: number; hint?: string }) {
  return (
    <TextArea
      t={t}
      name={name}
      label={t(`commitment.field.${name}`)}
      hint={hint ?? hintOf(t, name, missing)}
      rows={rows}
      value={state.typed[name]}
      error={state.errors[name]}
    />
  )
}

export function Short({ t, state, missing, name, required }: FieldsProps & { name: Own; required?: boolean }) {
  return (
    <Field
      t={t}
      name={name}
      label={t(`commitment.field.${name}`)}
      hint={hintOf(t, name, missing)}
      required={required}
      value={state.typed[name]}
      error={state.errors[name]}
    />
  )
}
