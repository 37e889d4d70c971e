import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { FaultList } from '../../commitments/pages/edit-frame/checklist.tsx'
import { planPaths } from '../../commitments/paths.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { countErrors, type Judgement, type PlanFault } from '../model.ts'
import { FormErrors } from './form-errors.tsx'
import { PlanFrame } from './plan-frame.tsx'

type PublicationPageProps = {
  c: C
  plan: Plan
  judgement: Judgement
  typed: Typed
  errors: FieldErrors
  refused: boolean
}

/** What keeps a plan from being published, each line leading to its field; and, when nothing does, the form that publishes it. */
export function PublicationPage({ c, plan, judgement, typed, errors, refused }: PublicationPageProps) {
  const { t, context } = c.var
  const title = t('plan.publication.title')
  const count = countErrors(judgement)
  const { publication } = plan
  if (publication) {
    const date = formatDateTime(publication.publishedAt, context.locale, plan.timeZone)
    return (
      <PlanFrame c={c} plan={plan} title={title} width="narrow">
        <h1>{title}</h1>
        <p>{t('plan.publication.done', { date })}</p>
      </PlanFrame>
    )
  }
  return (
    <PlanFrame c={c} plan={plan} title={title} width="narrow">
      <h1>{title}</h1>
      <FormErrors t={t} errors={errors} />
      {count > 0 ? (
        <Notice t={t} kind={refused ? 'error' : 'warning'} live={refused}>
          <p>{t('plan.publication.incomplete', { count })}</p>
        </Notice>
      ) : (
        <Notice t={t} kind="success">
          <p>{t(plan.origin === 'public-record' ? 'plan.publication.public-record' : 'plan.publication.ready')}</p>
        </Notice>
      )}
      <Faults c={c} plan={plan} judgement={judgement} severity="error" title={t('plan.publication.missing')} />
      <Faults c={c} plan={plan} judgement={judgement} severity="warning" title={t('plan.publication.warnings')} />
      <Card title={t('plan.publication.form')}>
        <PublicationForm c={c} plan={plan} typed={typed} errors={errors} />
      </Card>
    </PlanFrame>
  )
}

type FaultsProps = { c: C; plan: Plan; judgement: Judgement; severity: 'error' | 'warning'; title: string }

function Faults({ c, plan, judgement, severity, title }: FaultsProps) {
  const { t } = c.var
  const own = judgement.plan.filter((fault) => fault.severity === severity)
  const commitments = judgement.commitments
    .map((one) => ({ ...one, faults: one.faults.filter((fault) => fault.severity === severity) }))
    .filter(({ faults }) => faults.length > 0)
  if (own.length + commitments.length === 0) return null
  return (
    <Card title={title} {...(severity === 'error' ? { tone: 'at-risk' as const } : {})}>
      <div class="stack">
        {own.length > 0 ? (
          <div>
            <h3>{t('plan.publication.the-plan')}</h3>
            <PlanFaults c={c} plan={plan} faults={own} />
          </div>
        ) : null}
        {commitments.map(({ key, number, title: name, faults }) => (
          <div>
            <h3>{t('plan.publication.commitment', { number, title: name })}</h3>
            <FaultList t={t} plan={plan} commitmentKey={key} faults={faults} />
          </div>
        ))}
      </div>
    </Card>
  )
}

function PlanFaults({ c, plan, faults }: { c: C; plan: Plan; faults: readonly PlanFault[] }) {
  const { t } = c.var
  return (
    <div class="flow">
      <ul>
        {faults.map((fault) => {
          const href = fault.field ? `${planPaths.edit(plan)}#${fault.field}` : planPaths.plan(plan)
          return (
            <li>
              <a href={href}>{t(`plan.fault.${fault.code}`, fault.values)}</a>{' '}
              <span class="small muted">({t('commitment.checklist.rule', { rule: fault.rule })})</span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function PublicationForm({ c, plan, typed, errors }: { c: C; plan: Plan; typed: Typed; errors: FieldErrors }) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  return (
    <form method="post" action={planPaths.publication(plan)} class="form" novalidate>
      <Field
        {...field('approvedBy')}
        label={t('plan.publication.approvedBy')}
        hint={t('plan.publication.approvedBy-hint')}
        required={plan.origin === 'platform'}
      />
      <DateField {...field('approvedOn')} label={t('plan.publication.approvedOn')} />
      <Field {...field('approvalUrl')} type="url" label={t('plan.publication.approvalUrl')} />
      <DateField
        {...field('launchedOn')}
        label={t('plan.publication.launchedOn')}
        hint={t('plan.publication.launchedOn-hint')}
      />
      <Actions>
        <Button kind="accent">{t('plan.publication.publish')}</Button>
      </Actions>
    </form>
  )
}
