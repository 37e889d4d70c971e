import type { C } from '../../../platform/http/env.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { TextArea } from '../../../ui/Field.tsx'
import { formatDate, formatDateTime } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { Status } from '../../../ui/Status.tsx'
import type { PrivacyRequestRow } from '../model/views.ts'
import { dayOf, workingDaysBetween } from '../model/working-days.ts'
import { peoplePaths } from '../paths.ts'

const outcomes = ['granted', 'partly', 'denied'] as const

export function PrivacyDeskPage({ c, requests }: { c: C; requests: PrivacyRequestRow[] }) {
  const { t } = c.var
  return (
    <Page c={c} title={t('people.desk.title')} noindex>
      <h1>{t('people.desk.title')}</h1>
      <p class="lead">{t('people.desk.lead')}</p>
      {requests.length === 0 ? <EmptyState title={t('people.desk.none')} /> : null}
      {requests.map((request) => (
        <RequestCard c={c} request={request} />
      ))}
    </Page>
  )
}

function RequestCard({ c, request }: { c: C; request: PrivacyRequestRow }) {
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
      {request.outcome ? null : <AnswerForm c={c} request={request} />}
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

function AnswerForm({ c, request }: { c: C; request: PrivacyRequestRow }) {
  const { t } = c.var
  return (
    <form method="post" action={peoplePaths.answerPrivacyRequest(request.id)} class="stack">
      <Select
        t={t}
        name="outcome"
        id={`outcome-${request.id}`}
        label={t('people.desk.outcome')}
        options={outcomes.map((outcome) => ({ value: outcome, label: t(`people.outcome.${outcome}`) }))}
        empty={t('people.choose')}
        required
      />
      <TextArea
        t={t}
        name="reason"
        id={`reason-${request.id}`}
        label={t('people.desk.reason')}
        hint={t('people.desk.reason-hint')}
        maxlength={4000}
        required
      />
      <Button>{t('people.desk.answer')}</Button>
    </form>
  )
}
