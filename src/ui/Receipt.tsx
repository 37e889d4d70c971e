import type { Child } from 'hono/jsx'
import type { T } from '../platform/i18n.ts'

interface ReceiptProps {
  t: T
  title: string
  folio: string
  /** When it was received, in words. */
  at: string
  /** Where the folio can be looked up without an account. */
  href?: string
  /** Draft of the form that was sent: it may be forgotten now (draft-keeper). */
  draft?: string
  children?: Child
}

export function Receipt({ t, title, folio, at, href, draft, children }: ReceiptProps) {
  return (
    <div class="receipt" role="status" {...(draft ? { 'data-draft-sent': draft } : {})}>
      <p class="receipt-title">{title}</p>
      <p>
        {t('ui.folio')}{' '}
        <copy-text data-copy={t('ui.copy')} data-copied={t('ui.copied')}>
          <code class="folio">{folio}</code>
        </copy-text>
      </p>
      <p class="small muted">{at}</p>
      {children}
      {href ? (
        <p>
          <a href={href}>{t('ui.folio.lookUp')}</a>
        </p>
      ) : null}
    </div>
  )
}
