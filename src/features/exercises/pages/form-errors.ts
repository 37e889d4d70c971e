import type { FieldErrors } from '../../../platform/http/form.ts'

/** What is wrong with a form, for its summary. */
export function errorsOf(errors: FieldErrors) {
  return Object.entries(errors).map(([field, message]) => ({ field, message }))
}
