import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { RadioGroup, Select } from '../../../ui/Choices.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { fieldsOf, WrongSummary } from '../../../ui/form-back.tsx'
import { formatDate } from '../../../ui/format.ts'
import { planPaths } from '../../commitments/paths.ts'
import type { Pause, Plan } from '../../commitments/plan/model.ts'
import { pauseKinds } from '../model.ts'
import { deskPaths } from '../paths.ts'
import type { CommitmentLine } from '../queries.ts'
import { PlanFrame } from './plan-frame.tsx'

type PausesPageProps = {
  c: C
  plan: Plan
  lines: readonly CommitmentLine[]
  today: string
  /** The form that came back: of a new pause (''), or of the end of one (its id). */
  wrong: Wrong
}

export function PausesPage({ c, plan, lines, today, wrong }: PausesPageProps) {
  const { t } = c.var
  const title = t('plan.pauses.title')
  return (
    <PlanFrame c={c} plan={plan} title={title}>
      <h1>{title}</h1>
      <p class="lead">{t('plan.pauses.lead')}</p>
      <WrongSummary t={t} wrong={wrong} />
      {plan.pauses.length === 0 ? <EmptyState title={t('plan.pauses.none')} /> : null}
      {plan.pauses.map((pause) => (
        <PauseCard c={c} plan={plan} lines={lines} pause={pause} today={today} wrong={wrong} />
      ))}
      <Card title={t('plan.pauses.declare')}>
        <PauseForm c={c} plan={plan} lines={lines} today={today} wrong={wrong} />
      </Card>
    </PlanFrame>
  )
}

function PauseForm({ c, plan, lines, today, wrong }: PausesPageProps) {
  const { t } = c.var
  const field = fieldsOf({ c, wrong })
  return (
    <form method="post" action={planPaths.pauses(plan)} class="form" novalidate>
      <Select
        {...field('what')}
        label={t('plan.pauses.what')}
        options={[
          { value: '', label: t('plan.pauses.whole') },
          ...lines.map((line) => ({ value: line.key, label: `${line.number}. ${line.title}` })),
        ]}
      />
      <RadioGroup
        {...field('kind')}
        label={t('plan.pauses.kind')}
        required
        options={pauseKinds.map((value) => ({ value, label: t(`plan.pauses.kind.${value}`) }))}
      />
      <DateField {...field('since', today)} label={t('plan.pauses.since')} required />
      <Field {...field('party')} label={t('plan.pauses.party')} hint={t('plan.pauses.party-hint')} required />
      <TextArea
        {...field('reason')}
        label={t('plan.pauses.reason')}
        hint={t('plan.pauses.reason-hint')}
        required
        rows={3}
      />
      <Field {...field('sourceUrl')} type="url" label={t('plan.pauses.source')} />
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
  const field = fieldsOf({ c, wrong }, pause.id)
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
            <DateField {...field('endedOn', today)} label={t('plan.pauses.end-on')} required />
            <TextArea
              {...field('reason')}
              label={t('plan.pauses.end-reason')}
              hint={t('plan.pauses.reason-hint')}
              required
              rows={2}
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
