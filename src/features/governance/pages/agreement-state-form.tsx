import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { Details } from '../../../ui/Details.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { fieldsOf } from '../../../ui/form-back.tsx'
import type { StatusKind } from '../../../ui/Status.tsx'
import { type AgreementStanding, agreementStates } from '../agreements/model.ts'

/** How a standing is shown, wherever agreements are listed. */
export const agreementTones: Record<AgreementStanding, StatusKind> = {
  pending: 'not-started',
  'in-progress': 'on-time',
  late: 'late',
  done: 'done',
  cancelled: 'paused',
}

type StateFormProps = { c: C; action: string; folio: string; wrong: Wrong }

/** What became of an agreement, of a session or of a table; `wrong` is this form's where it carries the folio. */
export function AgreementStateForm({ c, action, folio, wrong }: StateFormProps) {
  const { t } = c.var
  const field = fieldsOf({ c, wrong }, folio)
  return (
    <Details summary={t('governance.agreement.move')} open={wrong?.form === folio}>
      <form method="post" action={action} class="form" novalidate>
        <Select
          {...field('state')}
          label={t('governance.agreement.state')}
          required
          options={agreementStates.map((value) => ({ value, label: t(`governance.agreement.${value}`) }))}
        />
        <TextArea {...field('reason')} label={t('governance.agreement.what')} rows={2} required />
        <Field {...field('url')} type="url" label={t('governance.document')} />
        <Actions>
          <Button>{t('governance.agreement.submit')}</Button>
        </Actions>
      </form>
    </Details>
  )
}
