import type { Child } from 'hono/jsx'
import type { T } from '../platform/i18n.ts'

/** Around a long form; pages that use it name the island 'draft-keeper' in their layout. `draftKey`: default, the form's address. */
export function DraftKeeper({ t, draftKey, children }: { t: T; draftKey?: string; children: Child }) {
  return (
    <draft-keeper
      data-restored={t('ui.draft.restored')}
      data-clear={t('ui.draft.clear')}
      {...(draftKey ? { 'data-key': draftKey } : {})}
    >
      {children}
    </draft-keeper>
  )
}
