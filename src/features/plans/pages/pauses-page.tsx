import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { RadioGroup, Select } from '../../../ui/Choices.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { formatDate } from '../../../ui/format.ts'
import { planPaths } from '../../commitments/paths.ts'
import type { Pause, Plan } from '../../commitments/plan/model.ts'
import { pauseKinds } from '../model.ts'
import { deskPaths } from '../paths.ts'
import type { CommitmentLine } from '../queries.ts'
import { FormErrors } from './form-errors.tsx'
import { PlanFrame } from './plan-frame.tsx'

type PausesPageProps = {
  c: C
  plan: Plan
  lines: readonly CommitmentLine[]
  today: string
  /** The form that came back: of a new pause (''), or of the end of one (its id). */
  wrong: { form: string; typed: Typed; errors: FieldErrors } | null
}

export function PausesPage({ c, plan, lines, today, wrong }: PausesPageProps) {
  const { t } = c.var
  const title = t('plan.pauses.title')
  const declared = wrong?.form === '' ? wrong : { typed: {}, errors: {} }
  return (
    <PlanFrame c={c} plan={plan} title={title}>
      <h1>{title}</h1>
      <p class="lead">{t('plan.pauses.lead')}</p>
      {wrong ? <FormErrors t={t} errors={summaryOf(wrong)} /> : null}
      {plan.pauses.length === 0 ? <EmptyState title={t('plan.pauses.none')} /> : null}
      {plan.pauses.map((pause) => (
        <PauseCard c={c} plan={plan} lines={lines} pause={pause} today={today} wrong={wrong} />
      ))}
      <Card title={t('plan.pauses.declare')}>
        <PauseForm c={c} plan={plan} lines={lines} typed={declared.typed} errors={declared.errors} today={today} />
      </Card>
    </PlanFrame>
  )
}

/** The forms of endings have ids of their own. */
function summaryOf({ form, errors }: NonNullable<PausesPageProps['wrong']>): FieldErrors {
  if (form === '') return errors
  return Object.fromEntries(
    Object.entries(errors).map(([field, message]) => [field ? `${field}-${form}` : '', message]),
  )
}

type PauseFormProps = Pick<PausesPageProps, 'c' | 'plan' | 'lines' | 'today'> & { typed: Typed; errors: FieldErrors }

function PauseForm({ c, plan, lines, typed, errors, today }: PauseFormProps) {
  const { t } = c.var
  return (
    <form method="post" action={planPaths.pauses(plan)} class="form" novalidate>
      <Select
        t={t}
        name="what"
        label={t('plan.pauses.what')}
        options={[
          { value: '', label: t('plan.pauses.whole') },
          ...lines.map((line) => ({ value: line.key, label: `${line.number}. ${line.title}` })),
        ]}
        value={typed.what}
      />
      <RadioGroup
        t={t}
        name="kind"
        label={t('plan.pauses.kind')}
        required
        options={pauseKinds.map((value) => ({ value, label: t(`plan.pauses.kind.${value}`) }))}
        value={typed.kind}
        error={errors.kind}
      />
      <DateField
        t={t}
        name="since"
        label={t('plan.pauses.since')}
        required
        value={typed.since ?? today}
        error={errors.since}
      />
      <Field
        t={t}
        name="party"
        label={t('plan.pauses.party')}
        hint={t('plan.pauses.party-hint')}
        required
        value={typed.party}
        error={errors.party}
      />
      <TextArea
        t={t}
        name="reason"
        label={t('plan.pauses.reason')}
        hint={t('plan.pauses.reason-hint')}
        required
        rows={3}
        value={typed.reason}
        error={errors.reason}
      />
      <Field
        t={t}
        name="sourceUrl"
        type="url"
        label={t('plan.pauses.source')}
        value={typed.sourceUrl}
        error={errors.sourceUrl}
      />
      <Actions>
        <Button>{t('plan.pauses.declare')}</Button>
      </Actions>
    </form>
  )
}

type PauseCardProps = PausesPageProps & { pause: Pause }

function PauseCard({ c, plan, lines, pause, today, wrong }: PauseCardProps) {
  const { t, context } = c.var
  const line = lines.find((one) => one.id === pause.commitmentId)
  const date = formatDate(pause.since, context.locale)
  const back = wrong?.form === pause.id ? wrong : { typed: {} as Typed, errors: {} as FieldErrors }
  return (
    <Card title={line ? `${line.number}. ${line.title}` : t('plan.pauses.whole')} size="small" tone="paused">
      <div class="stack">
        <p>
          {t('plan.pauses.notice', { kind: pause.kind, date, party: pause.party })} {pause.reason}{' '}
          {pause.sourceUrl ? <a href={pause.sourceUrl}>{t('plan.field.source')}</a> : null}
        </p>
        {pause.ending ? (
          <p>
            {t('plan.pauses.ended', { date: formatDate(pause.ending.on, context.locale), reason: pause.ending.reason })}
          </p>
        ) : (
          <form method="post" action={deskPaths.endPause(plan, pause.id)} class="form" novalidate>
            <DateField
              t={t}
              name="endedOn"
              id={`endedOn-${pause.id}`}
              label={t('plan.pauses.end-on')}
              required
              value={back.typed.endedOn ?? today}
              error={back.errors.endedOn}
            />
            <TextArea
              t={t}
              name="reason"
              id={`reason-${pause.id}`}
              label={t('plan.pauses.end-reason')}
              hint={t('plan.pauses.reason-hint')}
              required
              rows={2}
              value={back.typed.reason}
              error={back.errors.reason}
            />
            <Actions>
              <Button kind="quiet">{t('plan.pauses.end')}</Button>
            </Actions>
          </form>
        )}
      </div>
    </Card>
  )
}
