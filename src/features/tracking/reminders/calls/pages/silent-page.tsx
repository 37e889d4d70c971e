import { dayIn, daysBetween } from '../../../../../platform/civil-day.ts'
import type { C } from '../../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../../ui/Button.tsx'
import { Card } from '../../../../../ui/Card.tsx'
import { DateField } from '../../../../../ui/DateField.tsx'
import { Details } from '../../../../../ui/Details.tsx'
import { DraftKeeper } from '../../../../../ui/DraftKeeper.tsx'
import { EmptyState } from '../../../../../ui/EmptyState.tsx'
import { TextArea } from '../../../../../ui/Field.tsx'
import { formatDate, formatDateTime } from '../../../../../ui/format.ts'
import { Notice } from '../../../../../ui/Notice.tsx'
import { Prose } from '../../../../commitments/pages/prose.tsx'
import type { Plan } from '../../../../commitments/plan/model.ts'
import { TrackingFrame } from '../../../reports/pages/frame.tsx'
import { callPaths } from '../paths.ts'
import type { Call, SilentInstitution } from '../queries.ts'

export type SilentView = {
  plan: Plan
  since: string
  silent: readonly SilentInstitution[]
  calls: readonly Call[]
  /** The call that the reader has just sent. */
  sent: Call | null
}

type Props = { c: C; view: SilentView; typed: Typed; errors: FieldErrors }

/** Institutions that have told nothing since a day, and one letter to all of their liaisons. */
export function SilentPage({ c, view, typed, errors }: Props) {
  const { t, context } = c.var
  const { plan, since, silent, calls, sent } = view
  const reachable = silent.filter(({ liaisons }) => liaisons > 0).length
  return (
    <TrackingFrame
      c={c}
      plan={plan}
      title={t('calls.title')}
      lead={t('calls.lead', { date: formatDate(since, context.locale) })}
      errors={errors}
      islands={['draft-keeper']}
    >
      {sent ? (
        <Notice t={t} live>
          <div data-draft-sent={callPaths.silent(plan)}>
            <p>{t('calls.sent', { letters: sent.letters, institutions: sent.institutions })}</p>
          </div>
        </Notice>
      ) : null}
      <form method="get" action={callPaths.silent(plan)} class="form inline-form">
        <DateField t={t} name="desde" label={t('calls.since')} value={since} />
        <Button kind="quiet">{t('calls.see')}</Button>
      </form>
      {silent.length === 0 ? (
        <EmptyState title={t('calls.none')} />
      ) : (
        silent.map((one) => <Silent c={c} plan={plan} one={one} />)
      )}
      {reachable > 0 && plan.publication !== null ? (
        <Card title={t('calls.write', { count: reachable })} id="escribir">
          <p>{t('calls.write.lead')}</p>
          <DraftKeeper t={t} draftKey={callPaths.silent(plan)}>
            <form method="post" action={callPaths.silent(plan)} class="form" novalidate>
              <input type="hidden" name="clientId" value={typed.clientId ?? ''} />
              <input type="hidden" name="since" value={since} />
              <TextArea
                t={t}
                name="body"
                label={t('calls.body')}
                hint={t('calls.body.hint')}
                required
                rows={6}
                maxlength={3000}
                value={typed.body}
                error={errors.body}
              />
              <Actions>
                <Button>{t('calls.send')}</Button>
              </Actions>
            </form>
          </DraftKeeper>
        </Card>
      ) : null}
      {calls.length > 0 ? <Sent c={c} plan={plan} calls={calls} /> : null}
    </TrackingFrame>
  )
}

function Silent({ c, plan, one }: { c: C; plan: Plan; one: SilentInstitution }) {
  const { t, context } = c.var
  const { name, open, late, theirs, lastReportAt, liaisons } = one
  const today = dayIn(plan.timeZone, context.now)
  const last = lastReportAt && dayIn(plan.timeZone, lastReportAt)
  return (
    <Card title={name} size="small">
      <p>
        {last
          ? t('calls.last', { days: daysBetween(last, today), date: formatDate(last, context.locale) })
          : t('calls.never')}{' '}
        {t('calls.open', { open, late })}
      </p>
      <p>
        {theirs < open ? t('tracking.turn.institution') : t('tracking.turn.civil-society')}
        {theirs > 0 && theirs < open ? ` ${t('calls.theirs', { count: theirs })}` : ''}
      </p>
      <p class="small muted">{t('calls.liaisons', { count: liaisons })}</p>
    </Card>
  )
}

function Sent({ c, plan, calls }: { c: C; plan: Plan; calls: readonly Call[] }) {
  const { t, context } = c.var
  return (
    <Card title={t('calls.before')}>
      {calls.map(({ calledAt, letters, institutions, body }) => (
        <Details
          summary={`${formatDateTime(calledAt, context.locale, plan.timeZone)} · ${t('calls.counts', { letters, institutions })}`}
        >
          <Prose text={body} />
        </Details>
      ))}
    </Card>
  )
}
