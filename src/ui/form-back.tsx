import type { Wrong, WrongForm } from '../platform/http/answer-submission.ts'
import type { C } from '../platform/http/env.ts'
import type { T } from '../platform/i18n.ts'
import { ErrorSummary } from './ErrorSummary.tsx'
import { fieldId } from './Field.tsx'

const nothingWrong = { typed: {}, errors: {} }

/** What one form of a page shows of what came back. */
export function backOf(wrong: Wrong, form: string): Omit<WrongForm, 'form'> {
  return wrong?.form === form ? wrong : nothingWrong
}

/** Ids on a page with several forms: 'wording-n3'. */
export function idIn(form: string, field: string): string {
  return form === '' ? fieldId(field) : `${fieldId(field)}-${form}`
}

/**
 * What every field of one form of a page says of itself: its name, its id, what is wrong with it, and its value:
 * what was typed, otherwise what is kept.
 */
export function fieldsOf({ c, wrong }: { c: C; wrong: Wrong }, form = '') {
  return fieldsWith(c.var.t, backOf(wrong, form), form)
}

/** The same where the page has what came back of one form. */
export function fieldsWith(t: T, { typed, errors }: Omit<WrongForm, 'form'>, form = '') {
  return (name: string, kept?: string) => ({
    ...{ t, name, id: idIn(form, name), value: typed[name] ?? kept, error: errors[name] },
  })
}

/** First thing of a page one of whose forms came back. */
export function WrongSummary({ t, wrong }: { t: T; wrong?: Wrong | undefined }) {
  if (!wrong) return null
  const entries = Object.entries(wrong.errors).map(([field, message]) => ({
    field: field && field !== 'form' ? idIn(wrong.form, field) : '',
    message,
  }))
  return <ErrorSummary t={t} errors={entries} />
}
