import type { Child } from 'hono/jsx'
import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { DraftKeeper } from '../../../../ui/DraftKeeper.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { TextArea } from '../../../../ui/Field.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import type { Part } from '../checklist/model.ts'
import { type Edition, isLocked } from '../model.ts'
import { partPath } from '../paths.ts'
import { DeskFrame } from './edition-frame.tsx'

type PartPageProps = {
  c: C
  edition: Edition
  part: Part
  typed: Typed
  errors: FieldErrors
  /** A rule that refused: its sentence. */
  refused?: string | undefined
  saved: boolean
  children: Child
  before?: Child
  after?: Child
}

/** One part of the desk: a form, and what the edition's standing asks for besides (a reason, once it runs). */
export function PartPage({ c, edition, part, typed, errors, refused, saved, children, before, after }: PartPageProps) {
  const { t, context } = c.var
  const title = t(`rally.part.${part}`)
  const asksWhy = isLocked(edition, context.now) && part !== 'textos' && part !== 'obras' && part !== 'aliados'
  return (
    <DeskFrame c={c} edition={edition} title={title} islands={['draft-keeper']}>
      <h1>{title}</h1>
      <p class="lead">{t(`rally.part.${part}.hint`)}</p>
      {saved ? (
        <div data-draft-sent={partPath(edition, part)}>
          <Notice t={t} kind="success" live>
            <p>{t('plan.saved')}</p>
          </Notice>
        </div>
      ) : null}
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      {refused ? (
        <Notice t={t} kind="error" live>
          <p>{refused}</p>
        </Notice>
      ) : null}
      {before}
      <DraftKeeper t={t}>
        <form method="post" action={partPath(edition, part)} class="form" novalidate>
          {children}
          {asksWhy ? (
            <TextArea
              {...{ t, name: 'reason', label: t('plan.field.reason'), hint: t('rally.locked.reason'), rows: 3 }}
              {...{ required: true, value: typed.reason, error: errors.reason }}
            />
          ) : null}
          <Actions>
            <Button>{t(part === 'aliados' ? 'rally.partner.add' : 'plan.edit.save')}</Button>
          </Actions>
        </form>
      </DraftKeeper>
      {after}
    </DeskFrame>
  )
}
