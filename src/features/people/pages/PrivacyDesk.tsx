import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { TextArea } from '../../../ui/Field.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { formatDate, formatDateTime } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { Status } from '../../../ui/Status.tsx'
import type { PrivacyRequestRow } from '../model/views.ts'
import { dayOf, workingDaysBetween } from '../model/working-days.ts'
import { peoplePaths } from '../paths.ts'

const outcomes = ['granted', 'partly', 'denied'] as const

/** An answer that could not be sent: to which request, and how it was written. */
export type WrongAnswer = { id: string; typed: Typed; errors: FieldErrors }

type PrivacyDeskProps = { c: C; requests: PrivacyRequestRow[]; wrong?: WrongAnswer }

export function PrivacyDeskPage({ c, requests, wrong }: PrivacyDeskProps) {
  const { t } = c.var
  const errors = Object.entries(wrong?.errors ?? {}).map(([field, message]) => ({
    field,
    message,
    href: `#${field}-${wrong?.id}`,
  }))
  return (
    <Page c={c} title={t('people.desk.title')} noindex>
      <ErrorSummary t={t} errors={errors} />
      <h1>{t('people.desk.title')}</h1>
      <p class="lead">{t('people.desk.lead')}</p>
      {requests.length === 0 ? <EmptyState title={t('people.desk.none')} /> : null}
      {requests.map((request) => (
        <RequestCard c={c} request={request} {...(wrong?.id === request.id ? { wrong } : {})} />
      ))}
    </Page>
  )
}

type RequestProps = { c: C; request: PrivacyRequestRow; wrong?: WrongAnswer }

function RequestCard({ c, request, ...props }: RequestProps) {
  const { t, context } = c.var
  const kind = request.kind as 'access' | 'rectification' | 'cancellation' | 'opposition'
  return (
    <Card title={`${request.folio} · ${t(`people.requests.kind.${kind}`)}`} id={request.folio.toLowerCase()}>
      <p>
        <Clock c={c} request={request} />
      </p>
      <DescriptionList
        items={[
          { term: t('people.requests.name'), value: request.name },
          { term: t('people.email'), value: request.email },
          { term: t('people.desk.received'), value: formatDateTime(request.requestedAt, context.locale) },
          { term: t('people.desk.due'), value: formatDate(request.dueOn, context.locale) },
        ]}
      />
      <p class="letter">{request.details}</p>
      {request.outcome ? null : <AnswerForm c={c} request={request} {...props} />}
    </Card>
  )
}

/** R-146: the clock is visible, counted in working days. */
function Clock({ c, request }: { c: C; request: PrivacyRequestRow }) {
  const { t, context } = c.var
  if (request.outcome) {
    const outcome = request.outcome as (typeof outcomes)[number]
    return <Status kind="done" word={t('people.desk.answered')} why={t(`people.outcome.${outcome}`)} />
  }
  const days = workingDaysBetween(dayOf(context.now), request.dueOn)
  if (days < 0)
    return <Status kind="late" word={t('people.desk.late')} why={t('people.desk.days-late', { days: -days })} />
  const why = t('people.desk.days-left', { days })
  return <Status kind={days <= 5 ? 'at-risk' : 'on-time'} word={t('people.desk.waiting')} why={why} />
}

function AnswerForm({ c, request, wrong }: RequestProps) {
  const { t } = c.var
  const { typed = {}, errors = {} } = wrong ?? {}
  const field = fieldsWith(t, { typed, errors }, request.id)
  return (
    <form method="post" action={peoplePaths.answerPrivacyRequest(request.id)} class="stack" novalidate>
      <Select
        {...field('outcome')}
        label={t('people.desk.outcome')}
        options={outcomes.map((outcome) => ({ value: outcome, label: t(`people.outcome.${outcome}`) }))}
        empty={t('people.choose')}
        required
      />
      <TextArea
        {...field('reason')}
        label={t('people.desk.reason')}
        hint={t('people.desk.reason-hint')}
        maxlength={4000}
        required
      />
      <Button>{t('people.desk.answer')}</Button>
    </form>
  )
}
