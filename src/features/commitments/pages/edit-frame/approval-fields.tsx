import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import type { T } from '../../../../platform/i18n.ts'
import { DateField } from '../../../../ui/DateField.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { fieldsWith } from '../../../../ui/form-back.tsx'

type ApprovalFieldsProps = {
  t: T
  typed: Typed
  errors: FieldErrors
  /** Where a page has more than one such form: what the ids of this one begin with. */
  prefix?: string
}

/** What every change of a published commitment tells: why, who approved it, when, and where it is written. */
export function ApprovalFields({ t, typed, errors, prefix }: ApprovalFieldsProps) {
  const plain = fieldsWith(t, { typed, errors })
  const field = (name: string) => ({ ...plain(name), ...(prefix ? { id: `${prefix}-${name}` } : {}) })
  return (
    <Fieldset legend={t('commitment.section.approval')} hint={t('commitment.approval.hint')}>
      <TextArea
        {...field('reason')}
        label={t('commitment.approval.reason')}
        hint={t('commitment.approval.reason-hint')}
        required
        rows={3}
      />
      <Field
        {...field('approvedBy')}
        label={t('commitment.approval.approvedBy')}
        hint={t('commitment.approval.approvedBy-hint')}
        required
      />
      <DateField {...field('approvedOn')} label={t('commitment.approval.approvedOn')} />
      <Field {...field('approvalUrl')} type="url" label={t('commitment.approval.approvalUrl')} />
    </Fieldset>
  )
}
