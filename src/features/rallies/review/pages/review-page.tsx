import type { C } from '../../../../platform/http/env.ts'
import { Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Card, WithAside } from '../../../../ui/Card.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Status } from '../../../../ui/Status.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import type { Earlier, SeenPost } from '../deciding/queries/post.ts'
import { reviewPaths } from '../paths.ts'
import { DecisionForm, type DecisionFormProps } from './decision-form.tsx'
import { Evidence } from './evidence.tsx'
import { reasonWords, verdictTone } from './words.ts'

export type Item = {
  post: SeenPost
  other: SeenPost | null
  earlier: readonly Earlier[]
  criteria: readonly string[]
}

export type ReviewPageProps = {
  c: C
  edition: Edition
  judge: string
  /** Null: nothing is left for her. */
  item: Item | null
  left: number
  skipped: number
  canUndo: boolean
  saved: boolean
  wrong?: Pick<DecisionFormProps, 'typed' | 'errors'>
}

/** One post a page: the evidence, and beside it what is asked. */
export function ReviewPage(props: ReviewPageProps) {
  const { c, edition, item, left, judge, saved, wrong } = props
  const { t } = c.var
  const title = t('review.title')
  return (
    <EditionFrame c={c} edition={edition} title={title} width="wide" noindex islands={['review-keys']}>
      <ErrorSummary
        t={t}
        errors={Object.entries(wrong?.errors ?? {}).map(([field, message]) => ({ field, message }))}
      />
      <h1>{title}</h1>
      <p class="lead">
        {t('review.lead', { left, judge })} · <a href={reviewPaths.agreement(edition)}>{t('review.agreement.link')}</a>
      </p>
      {saved ? (
        <Notice t={t} kind="success" live>
          <p>{t('review.saved')}</p>
        </Notice>
      ) : null}
      {item ? <Bench {...props} item={item} /> : <Nothing {...props} />}
    </EditionFrame>
  )
}

function Nothing({ c, edition, skipped, canUndo }: ReviewPageProps) {
  const { t } = c.var
  const actions = (
    <>
      {skipped > 0 ? <ButtonLink href={reviewPaths.next(edition)}>{t('review.from-start')}</ButtonLink> : null}
      <ButtonLink href={reviewPaths.secondLook(edition)} kind="quiet">
        {t('review.second')}
      </ButtonLink>
      {canUndo ? <UndoForm c={c} edition={edition} /> : null}
    </>
  )
  return (
    <EmptyState title={t(skipped > 0 ? 'review.none.skipped' : 'review.none')} actions={actions}>
      <p>{t('review.none.text')}</p>
    </EmptyState>
  )
}

function Bench({ c, edition, item, skipped, canUndo, wrong }: ReviewPageProps & { item: Item }) {
  const { t } = c.var
  const { post, other, earlier, criteria } = item
  const isWithoutWork = criteria.includes('work_named')
  return (
    <WithAside
      label={t('review.decide.label')}
      aside={
        <>
          <Card title={t(isWithoutWork ? 'review.work.title' : 'review.decide.title')} size="small" tone="at-risk">
            <p>
              <Status
                kind={verdictTone[post.status]}
                word={t(`review.status.${post.status}`)}
                why={reasonWords(t, post.reason)}
              />
            </p>
            {isWithoutWork ? (
              <p>
                <ButtonLink href={reviewPaths.workOf(edition, post)}>{t('review.work.name')}</ButtonLink>
              </p>
            ) : null}
            <DecisionForm
              c={c}
              action={reviewPaths.next(edition, skipped)}
              post={post}
              criteria={criteria}
              typed={wrong?.typed ?? {}}
              errors={wrong?.errors ?? {}}
            />
            <p>
              <a href={reviewPaths.next(edition, skipped + 1)}>{t('review.skip')}</a>
            </p>
          </Card>
          {canUndo ? (
            <Card title={t('review.undo.title')} size="small">
              <p class="small">{t('review.undo.text')}</p>
              <UndoForm c={c} edition={edition} />
            </Card>
          ) : null}
          <History c={c} edition={edition} earlier={earlier} />
        </>
      }
    >
      <Evidence c={c} edition={edition} post={post} other={other} />
    </WithAside>
  )
}

export function UndoForm({ c, edition }: { c: C; edition: Edition }) {
  return (
    <form method="post" action={reviewPaths.undo(edition)} id="undo">
      <Button kind="quiet" small>
        {c.var.t('review.undo')}
      </Button>
    </form>
  )
}

function History({ c, edition, earlier }: { c: C; edition: Edition; earlier: readonly Earlier[] }) {
  const { t, context } = c.var
  return (
    <Card title={t('review.history')} size="small">
      {earlier.length === 0 ? <p class="muted">{t('review.history.none')}</p> : null}
      <ul class="review-history">
        {earlier.map((post) => (
          <li>
            <Status
              kind={verdictTone[post.status]}
              word={t(`review.status.${post.status}`)}
              why={reasonWords(t, post.reason)}
            />
            <span class="small muted">
              {post.kind ? `${t(`review.kind.${post.kind as 'visit'}`)} · ` : ''}
              {post.works.join(', ')} · {formatDateTime(post.publishedAt, context.locale, edition.timeZone)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
