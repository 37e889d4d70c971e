import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { formatDate } from '../../../ui/format.ts'
import { planPaths } from '../../commitments/paths.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { documentKinds, type PlanDocument } from '../model.ts'
import { deskPaths } from '../paths.ts'
import { FormErrors } from './form-errors.tsx'
import { PlanFrame } from './plan-frame.tsx'

type DocumentsPageProps = { c: C; plan: Plan; documents: readonly PlanDocument[]; typed: Typed; errors: FieldErrors }

export function DocumentsPage({ c, plan, documents, typed, errors }: DocumentsPageProps) {
  const { t } = c.var
  const title = t('plan.documents.title')
  const field = fieldsWith(t, { typed, errors })
  return (
    <PlanFrame c={c} plan={plan} title={title}>
      <h1>{title}</h1>
      <p>{t('plan.documents.hint')}</p>
      <FormErrors t={t} errors={errors} />
      {documents.length > 0 ? (
        <DocumentList c={c} plan={plan} documents={documents} />
      ) : (
        <p>{t('plan.documents.none')}</p>
      )}
      <Card title={t('plan.documents.add')}>
        <form method="post" action={planPaths.documents(plan)} class="form" novalidate>
          <Field {...field('title')} label={t('plan.document.title')} required />
          <Field {...field('url')} type="url" label={t('plan.document.url')} required />
          <Select
            {...field('kind')}
            label={t('plan.document.kind')}
            required
            size="medium"
            options={documentKinds.map((value) => ({ value, label: t(`plan.document.kind.${value}`) }))}
          />
          <DateField {...field('datedOn')} label={t('plan.document.dated')} />
          <Field {...field('language')} label={t('plan.document.language')} size="short" />
          <Field {...field('note')} label={t('plan.document.note')} />
          <Actions>
            <Button>{t('plan.documents.add')}</Button>
          </Actions>
        </form>
      </Card>
    </PlanFrame>
  )
}

function DocumentList({ c, plan, documents }: Pick<DocumentsPageProps, 'c' | 'plan' | 'documents'>) {
  const { t, context } = c.var
  return (
    <ul class="plain-list stack">
      {documents.map((document) => (
        <li>
          <a href={document.url}>{document.title}</a>
          <p class="small muted">
            {t(`plan.document.kind.${document.kind}`)}
            {document.datedOn ? ` · ${formatDate(document.datedOn, context.locale)}` : null}
          </p>
          <form method="post" action={deskPaths.removeDocument(plan, document.id)}>
            <button class="link-button small" type="submit">
              {t('plan.documents.remove-which', { title: document.title })}
            </button>
          </form>
        </li>
      ))}
    </ul>
  )
}
