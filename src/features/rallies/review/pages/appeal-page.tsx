import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { RadioGroup, Select } from '../../../../ui/Choices.tsx'
import { Details } from '../../../../ui/Details.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { fieldsWith } from '../../../../ui/form-back.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { Timeline } from '../../../../ui/Timeline.tsx'
import { unbroken } from '../../../../ui/unbroken.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import { outcomes, type Remedy } from '../appeals/model.ts'
import type { Appeal } from '../appeals/queries.ts'
import type { SeenPost } from '../deciding/queries/post.ts'
import { reviewPaths } from '../paths.ts'
import { AppealState, outcomeTone } from './appeals-page.tsx'
import { PostSummary } from './new-appeal-page.tsx'
import { criterionWords } from './words.ts'

type AppealPageProps = {
  c: C
  edition: Edition
  appeal: Appeal
  post: SeenPost | null
  /** What the judge who looks may do; null: she may not answer. */
  remedies: readonly Remedy[] | null
  canHide: boolean
  typed: Typed
  errors: FieldErrors
}

export function AppealPage({ c, edition, appeal, post, remedies, canHide, typed, errors }: AppealPageProps) {
  const { t, context } = c.var
  const title = t('review.appeals.one', { folio: appeal.folio })
  const between = [{ label: t('review.appeals.title'), href: reviewPaths.appeals(edition) }]
  const when = (date: Date) => formatDateTime(date, context.locale, edition.timeZone)
  const { answer, hidden } = appeal
  return (
    <EditionFrame c={c} edition={edition} title={title} between={between} width="narrow">
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <h1>{unbroken(title)}</h1>
      <p>
        <AppealState c={c} edition={edition} appeal={appeal} />
      </p>
      {post ? <PostSummary c={c} edition={edition} post={post} /> : null}
      <Timeline
        items={[
          ...(answer
            ? [
                {
                  title: t('review.appeals.answered-by', {
                    outcome: t(`review.outcome.${answer.outcome}`),
                    judge: answer.by,
                  }),
                  text: <p class="post-text">{answer.reason}</p>,
                  when: when(answer.at),
                  datetime: answer.at.toISOString(),
                  tone: outcomeTone[answer.outcome],
                },
              ]
            : []),
          ...(hidden
            ? [
                {
                  title: t('review.appeals.was-hidden'),
                  text: <p>{hidden.reason}</p>,
                  when: when(hidden.at),
                  datetime: hidden.at.toISOString(),
                },
              ]
            : []),
          {
            title: t('review.appeals.filed'),
            text: appeal.reason ? (
              <>
                <p class="post-text">{appeal.reason}</p>
                {appeal.evidenceUrl ? (
                  <p>
                    <a href={appeal.evidenceUrl} rel="noopener noreferrer nofollow ugc">
                      {t('review.appeals.see-evidence')}
                    </a>
                  </p>
                ) : null}
              </>
            ) : undefined,
            when: when(appeal.filedAt),
            datetime: appeal.filedAt.toISOString(),
          },
        ]}
      />
      {remedies && !answer ? (
        <Card title={t('review.appeals.answer')}>
          <AnswerForm c={c} edition={edition} folio={appeal.folio} remedies={remedies} typed={typed} errors={errors} />
        </Card>
      ) : null}
      {canHide && !hidden ? (
        <Details summary={t('review.appeals.hide')} open={errors.hiding !== undefined}>
          <form method="post" action={reviewPaths.hideAppeal(edition, appeal.folio)} class="form" novalidate>
            <TextArea
              t={t}
              name="reason"
              id="hiding"
              label={t('review.appeals.hide-reason')}
              hint={t('review.appeals.hide-hint')}
              rows={2}
              required
              error={errors.hiding}
            />
            <Actions>
              <Button kind="danger">{t('review.appeals.hide')}</Button>
            </Actions>
          </form>
        </Details>
      ) : null}
    </EditionFrame>
  )
}

type AnswerFormProps = Pick<AppealPageProps, 'c' | 'edition' | 'typed' | 'errors'> & {
  folio: string
  remedies: readonly Remedy[]
}

function AnswerForm({ c, edition, folio, remedies, typed, errors }: AnswerFormProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  const words = (remedy: Remedy) => {
    const [verb = '', criterion = ''] = remedy.split(':')
    if (remedy === 'text' || remedy === 'work') return t(`review.remedy.${remedy}`)
    return t(verb === 'grant' ? 'review.remedy.grant' : 'review.remedy.deny', {
      criterion: criterionWords(t, criterion),
    })
  }
  return (
    <form method="post" action={reviewPaths.answerAppeal(edition, folio)} class="form" novalidate>
      <RadioGroup
        {...field('outcome')}
        label={t('review.appeals.outcome')}
        required
        options={outcomes.map((value) => ({ value, label: t(`review.outcome.${value}`) }))}
      />
      <Select
        {...field('remedy')}
        label={t('review.appeals.remedy')}
        hint={t('review.appeals.remedy-hint')}
        empty={t('review.remedy.none')}
        options={remedies.map((value) => ({ value, label: words(value) }))}
      />
      {remedies.includes('work') ? <Field {...field('work')} label={t('review.work.key')} /> : null}
      <TextArea
        {...field('reason')}
        label={t('review.appeals.answer-reason')}
        hint={t('review.appeals.answer-hint')}
        rows={5}
        maxlength={2000}
        required
      />
      <Actions>
        <Button>{t('review.appeals.answer')}</Button>
      </Actions>
    </form>
  )
}
