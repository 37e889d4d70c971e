import type { C } from '../../../../platform/http/env.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { Card, WithAside } from '../../../../ui/Card.tsx'
import { DateField } from '../../../../ui/DateField.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { fieldsWith } from '../../../../ui/form-back.tsx'
import { formatNumber } from '../../../../ui/format.ts'
import type { Fault } from '../../completeness/model.ts'
import { weightSum } from '../../editing/roadmap.ts'
import type { CommitmentDocument } from '../../model.ts'
import { commitmentPaths } from '../../paths.ts'
import type { Plan } from '../../plan/model.ts'
import { Checklist, ChecklistJump } from '../edit-frame/checklist.tsx'
import { EditForm, type FormState } from '../edit-frame/edit-form.tsx'
import { EditFrame } from '../edit-frame/edit-frame.tsx'
import { type FieldsProps, Long, Short } from '../edit-text/text-fields.tsx'
import { Elements } from './elements.tsx'
import { IndicatorTable, KeyActionSection } from './key-actions.tsx'

type RoadmapPageProps = {
  c: C
  plan: Plan
  document: CommitmentDocument
  faults: readonly Fault[]
  state: FormState
  sent: string | null
}

/** The roadmap (hoja de ruta) as its facilitator writes it: eight elements, key actions with weights, indicators. */
export function RoadmapPage({ c, plan, document, faults, state, sent }: RoadmapPageProps) {
  const { t, context } = c.var
  const { locale } = context
  const props = { t, locale, plan, document }
  const { key } = document
  return (
    <EditFrame
      c={c}
      plan={plan}
      title={t('commitment.roadmap.title', { number: document.number })}
      commitment={document}
      tab="roadmap"
      sent={sent}
    >
      <ChecklistJump t={t} plan={plan} faults={faults} />
      <WithAside
        aside={
          <>
            <Elements t={t} plan={plan} document={document} />
            <Checklist t={t} plan={plan} commitmentKey={key} faults={faults} />
          </>
        }
      >
        <Card title={t('commitment.roadmap.key-actions')} id="activities">
          <KeyActions {...props} />
        </Card>
        <Card title={t('commitment.field.indicators')} id="indicators">
          <div class="stack">
            {document.indicators.length > 0 ? (
              <IndicatorTable {...props} />
            ) : (
              <EmptyState title={t('commitment.roadmap.no-indicators')} />
            )}
            <p>
              <ButtonLink href={commitmentPaths.indicator(plan, key, 'nuevo')} kind="quiet">
                {t('commitment.roadmap.add-indicator')}
              </ButtonLink>
            </p>
          </div>
        </Card>
        <Card title={t('commitment.roadmap.form')}>
          <EditForm t={t} locale={locale} action={commitmentPaths.roadmap(plan, key)} state={state}>
            <RoadmapFields t={t} state={state} missing={document.missing} />
          </EditForm>
        </Card>
      </WithAside>
    </EditFrame>
  )
}

function KeyActions(props: Pick<RoadmapPageProps, 'plan' | 'document'> & { t: C['var']['t']; locale: string }) {
  const { t, locale, plan, document } = props
  return (
    <div class="stack">
      {document.keyActions.length > 0 ? (
        <p id="weights" tabindex={-1}>
          <strong>{t('commitment.roadmap.weights', { sum: formatNumber(weightSum(document), locale) })}</strong>
        </p>
      ) : (
        <EmptyState title={t('commitment.roadmap.no-actions')} />
      )}
      {document.keyActions.map((action) => (
        <KeyActionSection {...props} action={action} />
      ))}
      <p>
        <ButtonLink href={commitmentPaths.keyAction(plan, document.key, 'nueva')}>
          {t('commitment.roadmap.add-action')}
        </ButtonLink>
      </p>
    </div>
  )
}

function RoadmapFields(props: FieldsProps) {
  const { t, state } = props
  const field = fieldsWith(t, state)
  const lines = t('commitment.hint.lines')
  return (
    <>
      <Short {...props} name="responsibleOffice" />
      <Long {...props} name="finalResult" rows={3} />
      <Long {...props} name="expectedProducts" rows={3} hint={lines} />
      <Long {...props} name="meansOfVerification" rows={3} hint={lines} />
      <DateField {...field('startsOn')} label={t('commitment.field.startsOn')} />
      <DateField {...field('endsOn')} label={t('commitment.field.endsOn')} />
    </>
  )
}
