import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import type { T } from '../../../../platform/i18n.ts'
import { DateField } from '../../../../ui/DateField.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'

type ApprovalFieldsProps = {
  t: T
  typed: Typed
  errors: FieldErrors
  /** Where a page has more than one such form: what the ids of this one begin with. */
  prefix?: string
}

/** What every change of a published commitment tells: why, who approved it, when, and where it is written. */
export function ApprovalFields({ t, typed, errors, prefix }: ApprovalFieldsProps) {
  const idOf = (name: string) => (prefix ? `${prefix}-${name}` : undefined)
  return (
    <Fieldset legend={t('commitment.section.approval')} hint={t('commitment.approval.hint')}>
      <TextArea
        t={t}
        name="reason"
        id={idOf('reason')}
        label={t('commitment.approval.reason')}
        hint={t('commitment.approval.reason-hint')}
        required
        rows={3}
        value={typed.reason}
        error={errors.reason}
      />
      <Field
        t={t}
        name="approvedBy"
        id={idOf('approvedBy')}
        label={t('commitment.approval.approvedBy')}
        hint={t('commitment.approval.approvedBy-hint')}
        required
        value={typed.approvedBy}
        error={errors.approvedBy}
      />
      <DateField
        t={t}
        name="approvedOn"
        id={idOf('approvedOn')}
        label={t('commitment.approval.approvedOn')}
        value={typed.approvedOn}
        error={errors.approvedOn}
      />
      <Field
        t={t}
        name="approvalUrl"
        id={idOf('approvalUrl')}
        type="url"
        label={t('commitment.approval.approvalUrl')}
        value={typed.approvalUrl}
        error={errors.approvalUrl}
      />
    </Fieldset>
  )
}
