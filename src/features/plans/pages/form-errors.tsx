import type { FieldErrors } from '../../../platform/http/form.ts'
import type { T } from '../../../platform/i18n.ts'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'

/** What is wrong with a form, each line leading to its field. */
export function FormErrors({ t, errors }: { t: T; errors: FieldErrors }) {
  return <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
}
