import type { T } from '../platform/i18n.ts'
import { fieldId } from './Field.tsx'

export interface ErrorEntry {
  /** Name of the field; empty for what concerns the whole form. */
  field: string
  message: string
  /** Leads elsewhere than to a field of this page. */
  href?: string
}

/** First thing of a form that came back: what is wrong, each line leading to its field. */
export function ErrorSummary({ t, errors, title }: { t: T; errors: readonly ErrorEntry[]; title?: string }) {
  if (errors.length === 0) return null
  return (
    <div class="error-summary" role="alert" tabindex={-1} id="error-summary" autofocus>
      <h2>{title ?? t('ui.errorSummary', { count: errors.length })}</h2>
      <ul>
        {errors.map((entry) => {
          const href = entry.href ?? (entry.field ? `#${fieldId(entry.field)}` : '')
          return <li>{href ? <a href={href}>{entry.message}</a> : entry.message}</li>
        })}
      </ul>
    </div>
  )
}
