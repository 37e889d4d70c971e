import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { DraftKeeper } from '../../../../ui/DraftKeeper.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { fieldsWith } from '../../../../ui/form-back.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { Receipt } from '../../../../ui/Receipt.tsx'
import { Status } from '../../../../ui/Status.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import { dueAt } from '../appeals/model.ts'
import type { SeenPost } from '../deciding/queries/post.ts'
import { reviewPaths } from '../paths.ts'
import { AppealWindow } from './appeals-page.tsx'
import { reasonWords, verdictTone } from './words.ts'

type NewAppealPageProps = {
  c: C
  edition: Edition
  post: SeenPost
  isOpen: boolean
  typed: Typed
  errors: FieldErrors
}

export function NewAppealPage({ c, edition, post, isOpen, typed, errors }: NewAppealPageProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  const title = t('review.appeals.new')
  const between = [{ label: t('review.appeals.title'), href: reviewPaths.appeals(edition) }]
  return (
    <EditionFrame
      c={c}
      edition={edition}
      title={title}
      between={between}
      width="narrow"
      noindex
      islands={['draft-keeper', 'copy-text']}
    >
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <h1>{title}</h1>
      <p class="lead">{t('review.appeals.new.lead')}</p>
      <AppealWindow c={c} edition={edition} />
      <PostSummary c={c} edition={edition} post={post} />
      {isOpen ? (
        <DraftKeeper t={t}>
          <form method="post" action={reviewPaths.newAppeal(edition, post)} class="form" novalidate>
            <TextArea
              {...field('reason')}
              label={t('review.appeals.reason')}
              hint={t('review.appeals.reason-hint')}
              rows={6}
              maxlength={2000}
              required
            />
            <Field
              {...field('evidenceUrl')}
              type="url"
              label={t('review.appeals.evidence')}
              hint={t('review.appeals.evidence-hint')}
            />
            <Actions>
              <Button>{t('review.appeals.send')}</Button>
            </Actions>
          </form>
        </DraftKeeper>
      ) : null}
    </EditionFrame>
  )
}

export function PostSummary({ c, edition, post }: { c: C; edition: Edition; post: SeenPost }) {
  const { t, context } = c.var
  return (
    <blockquote class="quoted-post">
      <p>{post.record.text || t('review.no-text')}</p>
      <p class="small muted">
        <a href={rallyPaths.post(edition, post.network, post.id)}>
          {t('review.by', { team: post.team?.name ?? post.record.author, network: post.network })}
        </a>{' '}
        · {formatDateTime(post.publishedAt, context.locale, edition.timeZone)}
      </p>
      <p>
        <Status
          kind={verdictTone[post.status]}
          word={t(`review.status.${post.status}`)}
          why={reasonWords(t, post.reason) || t('review.points', { points: post.points })}
        />
      </p>
    </blockquote>
  )
}

type ReceivedProps = { c: C; edition: Edition; folio: string }

export function AppealReceivedPage({ c, edition, folio }: ReceivedProps) {
  const { t, context } = c.var
  const title = t('review.appeals.received')
  const words = (date: Date) => formatDateTime(date, context.locale, edition.timeZone)
  return (
    <EditionFrame c={c} edition={edition} title={title} width="narrow" noindex islands={['copy-text', 'draft-keeper']}>
      <h1>{title}</h1>
      <Receipt
        t={t}
        title={t('review.appeals.received.title')}
        folio={folio}
        at={words(context.now)}
        href={reviewPaths.appeal(edition, folio)}
        draft={reviewPaths.newAppeal(edition)}
      >
        <p>{t('review.appeals.received.text', { date: words(dueAt(context.now)) })}</p>
      </Receipt>
    </EditionFrame>
  )
}
