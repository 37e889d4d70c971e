import type { C } from '../../../../platform/http/env.ts'
import { Card } from '../../../../ui/Card.tsx'
import type { Plan } from '../../../commitments/plan/model.ts'
import type { Contestation } from '../model.ts'
import { contestationPaths } from '../paths.ts'
import { StandingWord } from './contestation-pages.tsx'

/** What people said is not true of this commitment. */
export function ContestedCard({ c, plan, list }: { c: C; plan: Plan; list: readonly Contestation[] }) {
  const { t } = c.var
  if (list.length === 0) return null
  return (
    <Card title={t('tracking.contested.list')} size="small">
      {list.map((contestation) => (
        <p>
          <a href={contestationPaths.one(plan, contestation.folio)}>{contestation.folio}</a>{' '}
          {contestation.code ? `${contestation.code} ` : ''}
          <StandingWord c={c} plan={plan} contestation={contestation} />
        </p>
      ))}
    </Card>
  )
}
