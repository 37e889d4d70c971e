import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { Card, WithAside } from '../../../../ui/Card.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import type { SeenPost } from '../deciding/queries/post.ts'
import { reviewPaths } from '../paths.ts'
import { DecisionForm } from './decision-form.tsx'
import { Evidence } from './evidence.tsx'

type SecondLookPageProps = {
  c: C
  edition: Edition
  /** Null: nothing is left for her. Carries nothing of the first look: no verdict, no decision, no points. */
  item: { post: SeenPost; other: SeenPost | null; criterion: string } | null
  left: number
  typed: Typed
  errors: FieldErrors
}

export function SecondLookPage({ c, edition, item, left, typed, errors }: SecondLookPageProps) {
  const { t } = c.var
  const title = t('review.second')
  return (
    <EditionFrame c={c} edition={edition} title={title} width="wide" noindex islands={['review-keys']}>
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <h1>{title}</h1>
      <p class="lead">{t('review.second.page', { left })}</p>
      {item ? (
        <WithAside
          label={t('review.decide.label')}
          aside={
            <Card title={t('review.decide.title')} size="small">
              <DecisionForm
                c={c}
                action={reviewPaths.secondLook(edition)}
                post={item.post}
                criteria={[item.criterion]}
                typed={typed}
                errors={errors}
              />
            </Card>
          }
        >
          <Evidence c={c} edition={edition} post={item.post} other={item.other} />
        </WithAside>
      ) : (
        <EmptyState
          title={t('review.none')}
          actions={<ButtonLink href={reviewPaths.agreement(edition)}>{t('review.agreement.link')}</ButtonLink>}
        >
          <p>{t('review.second.nothing')}</p>
        </EmptyState>
      )}
    </EditionFrame>
  )
}
