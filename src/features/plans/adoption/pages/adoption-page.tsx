import type { Wrong } from '../../../../platform/http/answer-submission.ts'
import type { C } from '../../../../platform/http/env.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { fieldsOf } from '../../../../ui/form-back.tsx'
import { formatList } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import type { Plan } from '../../../commitments/plan/model.ts'
import { criteriaMissing, sectorsMissing, stateOfDraft } from '../../../tables/drafts/model.ts'
import { tablePaths } from '../../../tables/paths.ts'
import { PlanFrame } from '../../pages/plan-frame.tsx'
import { adoptionPath } from '../paths.ts'
import type { Candidate } from '../queries.ts'

type AdoptionProps = { c: C; plan: Plan; candidates: readonly Candidate[]; wrong: Wrong }

/** Drafts of the space's tables: approved ones can be taken into the plan, the others say what they lack. */
export function AdoptionPage({ c, plan, candidates, wrong }: AdoptionProps) {
  const { t } = c.var
  return (
    <PlanFrame c={c} plan={plan} title={t('adoption.title')} width="narrow">
      <h1>{t('adoption.title')}</h1>
      <p class="lead">{t('adoption.lead', { plan: plan.title })}</p>
      {plan.publication ? (
        <Notice t={t} kind="warning">
          <p>{t('adoption.refused.published')}</p>
        </Notice>
      ) : null}
      {wrong?.errors.form ? (
        <Notice t={t} kind="error" live>
          <p>{wrong.errors.form}</p>
        </Notice>
      ) : null}
      {candidates.length === 0 ? <EmptyState title={t('adoption.none')} /> : null}
      {candidates.map((candidate) => (
        <CandidateCard {...{ c, plan, candidate, wrong }} />
      ))}
    </PlanFrame>
  )
}

function CandidateCard({ c, plan, candidate, wrong }: Omit<AdoptionProps, 'candidates'> & { candidate: Candidate }) {
  const { t, context } = c.var
  const { draft, table } = candidate
  const field = fieldsOf({ c, wrong }, draft.id)
  const at = { space: plan.space, slug: table.slug }
  const missing = sectorsMissing(draft).map((sector) => t(`governance.sector.${sector}`))
  const unargued = criteriaMissing(draft).length
  return (
    <Card title={<a href={tablePaths.draft(at, draft.number)}>{draft.title}</a>}>
      <p class="small muted">{table.title}</p>
      {unargued > 0 ? <p class="small">{t('tables.ratings.missing', { count: unargued })}</p> : null}
      {stateOfDraft(draft) !== 'approved' ? (
        <p>{t('adoption.missing', { sectors: formatList(missing, context.locale) })}</p>
      ) : plan.publication ? null : (
        <form method="post" action={adoptionPath(plan)} class="form" novalidate>
          <input type="hidden" name="draft" value={draft.id} />
          <Field {...field('number')} label={t('adoption.number')} size="short" required maxlength={20} />
          <Actions>
            <Button>{t('adoption.adopt')}</Button>
          </Actions>
        </form>
      )}
    </Card>
  )
}
