import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Select } from '../../../../ui/Choices.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { fieldsWith } from '../../../../ui/form-back.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import type { WithoutWork } from '../corrections/queries.ts'
import type { Choice, NamedJudge } from '../judges/queries.ts'
import { reviewPaths } from '../paths.ts'

type JudgesPageProps = {
  c: C
  edition: Edition
  judges: readonly NamedJudge[]
  choices: { evaluators: readonly Choice[]; organizations: readonly Choice[] }
  withoutWork: readonly WithoutWork[]
  typed: Typed
  errors: FieldErrors
}

/** The organisers' desk of the review: who judges, and posts that wait for a work. */
export function JudgesPage({ c, edition, judges, choices, withoutWork, typed, errors }: JudgesPageProps) {
  const { t, context } = c.var
  const title = t('review.judges.title')
  return (
    <EditionFrame c={c} edition={edition} title={title} noindex>
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <h1>{title}</h1>
      <p class="lead">{t('review.judges.lead')}</p>
      {judges.length < 3 ? (
        <Notice t={t} kind="warning">
          <p>{t('review.judges.few', { count: judges.length })}</p>
        </Notice>
      ) : null}
      {judges.length === 0 ? (
        <EmptyState title={t('review.judges.none')} />
      ) : (
        <Table
          id="judges"
          caption={title}
          captionHidden
          rows={judges}
          columns={[
            { key: 'code', label: t('review.judges.code'), cell: (judge) => judge.code },
            { key: 'name', label: t('review.judges.name'), cell: (judge) => judge.name },
            { key: 'of', label: t('review.judges.organization'), cell: (judge) => judge.organization ?? '—' },
            { key: 'count', label: t('review.judges.decisions'), numeric: true, cell: (judge) => judge.decisions },
            {
              key: 'at',
              label: t('review.judges.since'),
              cell: (judge) => formatDateTime(judge.namedAt, context.locale, edition.timeZone),
            },
          ]}
        />
      )}
      <Card title={t('review.judges.add')}>
        <JudgeForm c={c} edition={edition} choices={choices} typed={typed} errors={errors} />
      </Card>
      <Card title={t('review.without-work.title')}>
        {withoutWork.length === 0 ? <p class="muted">{t('review.without-work.none')}</p> : null}
        <ul class="review-history">
          {withoutWork.map((post) => (
            <li>
              <a href={reviewPaths.workOf(edition, post)}>{post.text || post.id}</a>
              <span class="small muted">
                {post.team ?? '—'} · {formatDateTime(post.publishedAt, context.locale, edition.timeZone)}
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </EditionFrame>
  )
}

type JudgeFormProps = Pick<JudgesPageProps, 'c' | 'edition' | 'choices' | 'typed' | 'errors'>

function JudgeForm({ c, edition, choices, typed, errors }: JudgeFormProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  const optionsOf = (list: readonly Choice[]) => list.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <form method="post" action={reviewPaths.judges(edition)} class="form" novalidate>
      {choices.evaluators.length > 0 ? (
        <Select
          {...field('person')}
          label={t('review.judges.person')}
          empty={t('review.judges.by-mail')}
          options={optionsOf(choices.evaluators)}
        />
      ) : null}
      <Field
        {...field('email')}
        type="email"
        autocomplete="off"
        label={t('review.judges.email')}
        hint={t('review.judges.email-hint')}
      />
      <Select
        {...field('organization')}
        label={t('review.judges.organization')}
        hint={t('review.judges.organization-hint')}
        empty={t('review.judges.no-organization')}
        options={optionsOf(choices.organizations)}
      />
      <Actions>
        <Button>{t('review.judges.name-her')}</Button>
      </Actions>
    </form>
  )
}
