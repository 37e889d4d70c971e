import type { C } from '../../../../platform/http/env.ts'
import { RadioGroup } from '../../../../ui/Choices.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { fieldsWith } from '../../../../ui/form-back.tsx'
import { origins } from '../../model.ts'
import { commitmentPaths } from '../../paths.ts'
import type { Plan } from '../../plan/model.ts'
import { EditForm, type FormState } from '../edit-frame/edit-form.tsx'
import { EditFrame } from '../edit-frame/edit-frame.tsx'

/** The least with which a commitment begins. */
export function NewCommitmentPage({ c, plan, state }: { c: C; plan: Plan; state: FormState }) {
  const { t, context } = c.var
  const field = fieldsWith(t, state)
  return (
    <EditFrame c={c} plan={plan} title={t('commitment.new.title')} commitment={null} tab={null}>
      <p class="lead">{t('commitment.new.lead')}</p>
      <EditForm
        t={t}
        locale={context.locale}
        action={commitmentPaths.create(plan)}
        state={state}
        saveLabel={t('commitment.new.save')}
      >
        <Field
          {...field('number')}
          label={t('commitment.field.number')}
          hint={t('commitment.hint.number')}
          required
          size="short"
        />
        <Field {...field('title')} label={t('commitment.field.title')} hint={t('commitment.hint.title')} required />
        <RadioGroup
          {...field('origin')}
          label={t('commitment.field.origin')}
          options={origins.map((value) => ({ value, label: t(`commitment.origin.${value}`) }))}
        />
      </EditForm>
    </EditFrame>
  )
}
