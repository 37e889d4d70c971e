import type { T } from '../../../../platform/i18n.ts'
import { Card } from '../../../../ui/Card.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import type { Fault } from '../../completeness/model.ts'
import { hrefOf } from '../../editing/places.ts'
import type { Plan } from '../../plan/model.ts'

type ChecklistProps = { t: T; plan: Plan; commitmentKey: string; faults: readonly Fault[] }

/** What a commitment still needs, each line leading to the field where it is mended. */
export function Checklist({ t, plan, commitmentKey, faults }: ChecklistProps) {
  const errors = faults.filter((fault) => fault.severity === 'error')
  const warnings = faults.filter((fault) => fault.severity === 'warning')
  if (faults.length === 0) {
    return (
      <Notice t={t} kind="success">
        <p>{t('commitment.checklist.done')}</p>
      </Notice>
    )
  }
  return (
    <>
      {errors.length > 0 ? (
        <Card title={t('commitment.checklist.title')} size="small" tone="at-risk">
          <FaultList t={t} plan={plan} commitmentKey={commitmentKey} faults={errors} />
        </Card>
      ) : null}
      {warnings.length > 0 ? (
        <Card title={t('commitment.checklist.warnings')} size="small">
          <FaultList t={t} plan={plan} commitmentKey={commitmentKey} faults={warnings} />
        </Card>
      ) : null}
    </>
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
