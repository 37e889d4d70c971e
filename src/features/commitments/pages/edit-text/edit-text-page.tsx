import type { C } from '../../../../platform/http/env.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { WithAside } from '../../../../ui/Card.tsx'
import { CheckboxGroup, RadioGroup } from '../../../../ui/Choices.tsx'
import { Confirm, Details } from '../../../../ui/Details.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { fieldsWith } from '../../../../ui/form-back.tsx'
import type { Fault } from '../../completeness/model.ts'
import { type CommitmentDocument, localCriteria, ogpValues, origins } from '../../model.ts'
import { commitmentPaths } from '../../paths.ts'
import type { Plan } from '../../plan/model.ts'
import { Checklist, ChecklistJump } from '../edit-frame/checklist.tsx'
import { EditForm, type FormState } from '../edit-frame/edit-form.tsx'
import { EditFrame } from '../edit-frame/edit-frame.tsx'
import { AlignmentFields, type Offered } from './alignment-fields.tsx'
import { type KindOption, PartyRows, SourceRows } from './party-rows.tsx'
import { type FieldsProps, Long, Short } from './text-fields.tsx'

type EditTextPageProps = {
  c: C
  plan: Plan
  document: CommitmentDocument
  faults: readonly Fault[]
  state: FormState
  offered: Offered & { kinds: readonly KindOption[]; organizations: readonly string[] }
  sent: string | null
}

/** The text of a commitment: OGP's questions with their hints, who answers, and what it relates to. */
export function EditTextPage({ c, plan, document, faults, state, offered, sent }: EditTextPageProps) {
  const { t, context } = c.var
  const action = commitmentPaths.edit(plan, document.key)
  const props = { t, state, missing: document.missing }
  return (
    <EditFrame
      c={c}
      plan={plan}
      title={t('commitment.edit.title', { number: document.number })}
      commitment={document}
      tab="text"
      sent={sent}
    >
      <ChecklistJump t={t} plan={plan} faults={faults} />
      <WithAside aside={<Checklist t={t} plan={plan} commitmentKey={document.key} faults={faults} />}>
        <EditForm t={t} locale={context.locale} action={action} state={state}>
          <Questions {...props} />
          <Fieldset legend={t('commitment.section.parties')}>
            <PartyRows t={t} state={state} list="lead" kinds={offered.kinds} spare={1} />
            <PartyRows t={t} state={state} list="coResponsible" kinds={offered.kinds} spare={1} />
            <PartyRows t={t} state={state} list="supporting" kinds={offered.kinds} spare={1} />
            <datalist id="organizations">
              {offered.organizations.map((name) => (
                <option value={name}></option>
              ))}
            </datalist>
          </Fieldset>
          <Fieldset legend={t('commitment.section.alignment')}>
            <AlignmentFields {...props} offered={offered} />
          </Fieldset>
          <Fieldset legend={t('commitment.section.more')}>
            <Long {...props} name="genderInclusion" rows={3} />
            <Long {...props} name="assumptions" rows={3} />
            <Long {...props} name="budgetNote" rows={3} />
            <Long {...props} name="supportingActors" rows={3} />
          </Fieldset>
          <Details summary={t('commitment.section.criteria')} open={plan.kind === 'local'}>
            <p class="hint">{t('commitment.hint.criteria')}</p>
            {localCriteria.map((name) => (
              <Long {...props} name={name} rows={2} />
            ))}
          </Details>
          <Fieldset legend={t('commitment.section.sources')} hint={t('commitment.hint.rows')}>
            <SourceRows t={t} state={state} />
          </Fieldset>
        </EditForm>
        {plan.publication ? null : <Removal c={c} action={`${action}/quitar`} />}
      </WithAside>
    </EditFrame>
  )
}

function Questions(props: FieldsProps) {
  const { t, state } = props
  const field = fieldsWith(t, state)
  return (
    <>
      <Fieldset legend={t('commitment.section.identity')}>
        <Short {...props} name="number" required />
        <Short {...props} name="title" required />
        <Short {...props} name="shortTitle" />
        <Long {...props} name="summary" rows={3} />
        <RadioGroup
          {...field('origin')}
          label={t('commitment.field.origin')}
          options={origins.map((value) => ({ value, label: t(`commitment.origin.${value}`) }))}
        />
      </Fieldset>
      <Fieldset legend={t('commitment.section.problem')}>
        <Long {...props} name="problem" />
        <Long {...props} name="causes" />
      </Fieldset>
      <Fieldset legend={t('commitment.section.description')}>
        <Long {...props} name="previousActions" />
        <Long {...props} name="solution" />
        <Long {...props} name="expectedResults" />
      </Fieldset>
      <Fieldset legend={t('commitment.section.lens')} hint={t('commitment.hint.lens')}>
        <Long {...props} name="transparency" rows={3} />
        <Long {...props} name="accountability" rows={3} />
        <Long {...props} name="participation" rows={3} />
        <CheckboxGroup
          t={t}
          name="values"
          label={t('commitment.field.values')}
          options={ogpValues.map((value) => ({ value, label: t(`commitment.value.${value}`) }))}
          values={(state.typed.values ?? '').split('\n')}
          inline
          error={state.errors.values}
        />
      </Fieldset>
    </>
  )
}

function Removal({ c, action }: { c: C; action: string }) {
  const { t } = c.var
  return (
    <Confirm summary={t('commitment.edit.remove')}>
      <form method="post" action={action}>
        <p>{t('commitment.edit.remove-text')}</p>
        <Actions>
          <Button kind="danger">{t('commitment.edit.remove-yes')}</Button>
        </Actions>
      </form>
    </Confirm>
  )
}
