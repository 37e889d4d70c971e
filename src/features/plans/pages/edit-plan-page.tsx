import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { DraftKeeper } from '../../../ui/DraftKeeper.tsx'
import { TextArea } from '../../../ui/Field.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import { planPaths } from '../../commitments/paths.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import type { Space } from '../../spaces/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import { FormErrors } from './form-errors.tsx'
import { PlanFields } from './plan-fields.tsx'
import { PlanFrame } from './plan-frame.tsx'

type NewPlanPageProps = { c: C; space: Space; typed: Typed; errors: FieldErrors }

export function NewPlanPage({ c, space, typed, errors }: NewPlanPageProps) {
  const { t } = c.var
  const title = t('plan.new.title')
  return (
    <Page
      c={c}
      title={title}
      {...spaceFrame(t, space, 'home', [{ label: title }])}
      islands={['draft-keeper']}
      width="narrow"
      noindex
    >
      <h1>{title}</h1>
      <p class="lead">{t('plan.new.lead')}</p>
      <FormErrors t={t} errors={errors} />
      <DraftKeeper t={t}>
        <form method="post" action={planPaths.newPlan(space.slug)} class="form" novalidate>
          <PlanFields t={t} typed={typed} errors={errors} isNew isPublished={false} />
          <Actions>
            <Button>{t('plan.new.save')}</Button>
          </Actions>
        </form>
      </DraftKeeper>
    </Page>
  )
}

type EditPlanPageProps = { c: C; plan: Plan; typed: Typed; errors: FieldErrors; sent: boolean }

export function EditPlanPage({ c, plan, typed, errors, sent }: EditPlanPageProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  const title = t('plan.edit.title')
  const isPublished = plan.publication !== null
  return (
    <PlanFrame c={c} plan={plan} title={title} islands={['draft-keeper']} width="narrow">
      <h1>{title}</h1>
      {sent ? (
        <div data-draft-sent={planPaths.edit(plan)}>
          <Notice t={t} kind="success" live>
            <p>{t('plan.saved')}</p>
          </Notice>
        </div>
      ) : null}
      <FormErrors t={t} errors={errors} />
      <DraftKeeper t={t}>
        <form method="post" action={planPaths.edit(plan)} class="form" novalidate>
          <PlanFields t={t} typed={typed} errors={errors} isNew={false} isPublished={isPublished} />
          {isPublished ? (
            <TextArea
              {...field('reason')}
              label={t('plan.field.reason')}
              hint={t('plan.hint.reason')}
              required
              rows={3}
            />
          ) : null}
          <Actions>
            <Button>{t('plan.edit.save')}</Button>
          </Actions>
        </form>
      </DraftKeeper>
    </PlanFrame>
  )
}
