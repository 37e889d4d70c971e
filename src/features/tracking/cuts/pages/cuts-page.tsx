import type { Wrong } from '../../../../platform/http/answer-submission.ts'
import type { C } from '../../../../platform/http/env.ts'
import { Actions, Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { DateField } from '../../../../ui/DateField.tsx'
import { Details } from '../../../../ui/Details.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { fieldsOf, WrongSummary } from '../../../../ui/form-back.tsx'
import { formatDate, formatDateTime, formatZone } from '../../../../ui/format.ts'
import { Table } from '../../../../ui/Table.tsx'
import { planPaths } from '../../../commitments/paths.ts'
import type { Plan } from '../../../commitments/plan/model.ts'
import { canEditPlan } from '../../../commitments/plan/policy.ts'
import { PlanFrame } from '../../../plans/pages/plan-frame.tsx'
import type { Cut, CutDate } from '../model.ts'
import { cutPaths } from '../paths.ts'

type CutsPageProps = {
  c: C
  plan: Plan
  dates: readonly CutDate[]
  cuts: readonly Cut[]
  today: string
  /** The form that came back: 'new', 'freeze', or the id of the date that was to move. */
  wrong: Wrong
}

type Part = Omit<CutsPageProps, 'cuts'>

/** Dates at which the board is frozen and what was frozen; for the facilitator, with the forms that set and move them. */
export function CutsPage(props: CutsPageProps) {
  const { c, plan, dates, cuts, wrong } = props
  const { t } = c.var
  const title = t('time.cuts.title')
  const isDesk = canEditPlan(c.var.context.actor, plan.space.id)
  return (
    <PlanFrame c={c} plan={plan} title={title} twins={['json']}>
      <h1>{title}</h1>
      <p class="lead">{t('time.cuts.lead')}</p>
      <WrongSummary t={t} wrong={wrong} />
      <Actions>
        <ButtonLink kind="quiet" href={cutPaths.compare(plan)}>
          {t('time.compare.title')}
        </ButtonLink>
      </Actions>
      <OfDay c={c} plan={plan} today={props.today} />
      {cuts.length === 0 ? <EmptyState title={t('time.cuts.none')} /> : <Cuts c={c} plan={plan} cuts={cuts} />}
      <h2>{t('time.dates.title')}</h2>
      {dates.length === 0 ? <p>{t('time.dates.none')}</p> : null}
      {dates.map((date) => (
        <DateCard {...props} date={date} isDesk={isDesk} />
      ))}
      {isDesk ? (
        <>
          <NewDate {...props} />
          {plan.publication ? <FreezeNow {...props} /> : null}
        </>
      ) : null}
    </PlanFrame>
  )
}

function OfDay({ c, plan, today }: Pick<CutsPageProps, 'c' | 'plan' | 'today'>) {
  const { t } = c.var
  return (
    <form method="get" action={planPaths.board(plan)} class="form">
      <DateField t={t} name="al" label={t('time.of-day.label')} hint={t('time.of-day.hint')} max={today} required />
      <Actions>
        <Button kind="quiet">{t('time.of-day.action')}</Button>
      </Actions>
    </form>
  )
}

function Cuts({ c, plan, cuts }: Pick<CutsPageProps, 'c' | 'plan' | 'cuts'>) {
  const { t, context } = c.var
  return (
    <Table
      id="cortes"
      caption={t('time.cuts.frozen')}
      stacked
      rows={cuts}
      columns={[
        {
          key: 'name',
          wide: true,
          label: t('time.cuts.cut'),
          cell: (cut) => (
            <a href={cutPaths.cut(plan, cut.number)}>{t('time.cut.name', { number: cut.number, title: cut.title })}</a>
          ),
        },
        {
          key: 'as-of',
          wide: true,
          label: t('time.cuts.as-of'),
          cell: (cut) => formatDateTime(cut.asOf, context.locale, plan.timeZone),
        },
        { key: 'missing', label: t('time.cuts.missing'), numeric: true, cell: (cut) => cut.opinionsMissing },
        { key: 'hash', label: 'SHA-256', cell: (cut) => <code>{cut.sha256.slice(0, 12)}…</code> },
      ]}
    />
  )
}

function DateCard({ c, plan, date, today, wrong, isDesk }: Part & { date: CutDate; isDesk: boolean }) {
  const { t, context } = c.var
  const field = fieldsOf({ c, wrong }, date.id)
  return (
    <Card title={date.title} size="small">
      <p>
        {t('time.dates.on', {
          date: formatDate(date.dueOn, context.locale),
          zone: formatZone(context.now, context.locale, plan.timeZone),
        })}
      </p>
      {date.cutNumber !== null ? (
        <p>
          <a href={cutPaths.cut(plan, date.cutNumber)}>{t('time.dates.frozen', { number: date.cutNumber })}</a>
        </p>
      ) : null}
      {isDesk && date.cutNumber === null ? (
        <Details summary={t('time.dates.move')} open={wrong?.form === date.id}>
          <form method="post" action={cutPaths.move(plan, date.id)} class="form" novalidate>
            <DateField {...field('dueOn', date.dueOn)} label={t('time.dates.due')} min={today} required />
            <TextArea
              {...field('reason')}
              label={t('time.dates.reason')}
              hint={t('plan.pauses.reason-hint')}
              required
              rows={2}
            />
            <Actions>
              <Button kind="quiet">{t('time.dates.move')}</Button>
            </Actions>
          </form>
        </Details>
      ) : null}
    </Card>
  )
}

function NewDate({ c, plan, today, wrong }: Part) {
  const { t } = c.var
  const field = fieldsOf({ c, wrong }, 'new')
  return (
    <Card title={t('time.dates.new')}>
      <form method="post" action={cutPaths.dates(plan)} class="form" novalidate>
        <Field {...field('title')} label={t('time.dates.name')} hint={t('time.dates.name-hint')} required />
        <DateField
          {...field('dueOn')}
          label={t('time.dates.due')}
          hint={t('time.dates.due-hint', { zone: formatZone(c.var.context.now, c.var.context.locale, plan.timeZone) })}
          min={today}
          required
        />
        <Actions>
          <Button>{t('time.dates.set')}</Button>
        </Actions>
      </form>
    </Card>
  )
}

function FreezeNow({ c, plan, wrong }: Part) {
  const { t } = c.var
  const field = fieldsOf({ c, wrong }, 'freeze')
  return (
    <Card title={t('time.freeze.title')}>
      <p>{t('time.freeze.text')}</p>
      <form method="post" action={cutPaths.freeze(plan)} class="form" novalidate>
        <Field {...field('title')} label={t('time.dates.name')} required />
        <Actions>
          <Button kind="quiet">{t('time.freeze.action')}</Button>
        </Actions>
      </form>
    </Card>
  )
}
