import type { FieldErrors } from '../../../platform/http/form.ts'
import type { ErrorEntry } from '../../../ui/ErrorSummary.tsx'

/** What the summary on top of a refused form lists. */
export function entriesOf(errors: FieldErrors): ErrorEntry[] {
  return Object.entries(errors).map(([field, message]) => ({ field, message }))
}
