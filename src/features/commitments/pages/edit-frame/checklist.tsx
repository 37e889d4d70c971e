import type { T } from '../../../../platform/i18n.ts'
import { Card } from '../../../../ui/Card.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import type { Fault } from '../../completeness/model.ts'
import { hrefOf } from '../../editing/places.ts'
import type { Plan } from '../../plan/model.ts'

type ChecklistProps = { t: T; plan: Plan; commitmentKey: string; faults: readonly Fault[] }

/** What a commitment still needs, each line leading to the field where it is mended. A restated plan is asked for nothing. */
export function Checklist({ t, plan, commitmentKey, faults }: ChecklistProps) {
  const isAsked = plan.origin === 'platform'
  const errors = isAsked ? faults.filter((fault) => fault.severity === 'error') : []
  const others = faults.filter((fault) => !errors.includes(fault))
  const title = t(plan.publication ? 'commitment.checklist.published' : 'commitment.checklist.title')
  return (
    <>
      {errors.length === 0 && isAsked && !plan.publication ? (
        <Notice t={t} kind="success">
          <p>{t('commitment.checklist.done')}</p>
        </Notice>
      ) : null}
      {errors.length > 0 ? (
        <Card title={title} size="small" tone="at-risk" id="checklist">
          <FaultList t={t} plan={plan} commitmentKey={commitmentKey} faults={errors} />
        </Card>
      ) : null}
      {others.length > 0 ? (
        <Card title={t('commitment.checklist.warnings')} size="small">
          <FaultList t={t} plan={plan} commitmentKey={commitmentKey} faults={others} />
        </Card>
      ) : null}
    </>
  )
}

/** On a narrow screen the list stands below a long form; this line says so above it. */
export function ChecklistJump({ t, plan, faults }: Pick<ChecklistProps, 't' | 'plan' | 'faults'>) {
  const count = faults.filter((fault) => fault.severity === 'error').length
  if (count === 0 || plan.origin !== 'platform' || plan.publication) return null
  return (
    <p>
      <a href="#checklist">{t('commitment.checklist.jump', { count })}</a>
    </p>
  )
}

export function FaultList({ t, plan, commitmentKey, faults }: ChecklistProps) {
  return (
    <div class="flow">
      <ul>
        {faults.map((fault) => (
          <li>
            <a href={hrefOf(plan, commitmentKey, fault.at)}>{t(`commitment.fault.${fault.code}`, fault.values)}</a>{' '}
            <span class="small muted">({t('commitment.checklist.rule', { rule: fault.rule })})</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
