import type { Child } from 'hono/jsx'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import type { T } from '../../../../platform/i18n.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { DraftKeeper } from '../../../../ui/DraftKeeper.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import type { Change } from '../../differences/model.ts'
import { ChangeList } from '../versions/change-list.tsx'
import { ApprovalFields } from './approval-fields.tsx'

/** A form as it stands: what is typed, what is wrong with it, and what it was filled from. */
export type FormState = {
  typed: Typed
  errors: FieldErrors
  /** The fingerprint of the document that the form was filled from, or was last compared with. */
  seen: string | null
  isPublished: boolean
  /** Differences to look at before saving: asked for, or because somebody else changed it meanwhile. */
  comparison: { why: 'preview' | 'stale'; changes: readonly Change[] } | null
}

type EditFormProps = { t: T; locale: string; action: string; state: FormState; saveLabel?: string; children: Child }

/** The frame of every form that changes a commitment: errors first, what changes, the fields, and after publication the reason. */
export function EditForm({ t, locale, action, state, saveLabel, children }: EditFormProps) {
  const { typed, errors, seen, isPublished } = state
  return (
    <div class="stack">
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <Comparison t={t} locale={locale} state={state} />
      <DraftKeeper t={t}>
        <form method="post" action={action} class="form" novalidate>
          {seen ? <input type="hidden" name="seen" value={seen} /> : null}
          {children}
          {isPublished ? <ApprovalFields t={t} typed={typed} errors={errors} /> : null}
          <Actions>
            <Button>{saveLabel ?? t(isPublished ? 'commitment.edit.publish-change' : 'commitment.edit.save')}</Button>
            {isPublished && seen ? (
              <Button kind="quiet" name="intent" value="preview">
                {t('commitment.edit.preview')}
              </Button>
            ) : null}
          </Actions>
        </form>
      </DraftKeeper>
    </div>
  )
}

function Comparison({ t, locale, state: { comparison } }: { t: T; locale: string; state: FormState }) {
  if (comparison === null) return null
  const { why, changes } = comparison
  if (why === 'stale') {
    return (
      <>
        <Notice t={t} kind="warning" title={t('commitment.stale.title')} live>
          <p>{t('commitment.stale.text')}</p>
        </Notice>
        {changes.length > 0 ? <ChangeList t={t} locale={locale} changes={changes} /> : null}
      </>
    )
  }
  return (
    <Card title={t('commitment.edit.preview-title')} tone="on-time">
      {changes.length > 0 ? (
        <ChangeList t={t} locale={locale} changes={changes} />
      ) : (
        <p>{t('commitment.edit.preview-none')}</p>
      )}
    </Card>
  )
}
