import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { RadioGroup, Select } from '../../../../ui/Choices.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { fieldsWith } from '../../../../ui/form-back.tsx'
import type { Edition } from '../../editions/model.ts'
import { stances } from '../model.ts'
import { findingPaths } from '../paths.ts'
import type { FindingRow } from '../queries.ts'

type AnswerFormProps = {
  c: C
  edition: Edition
  row: FindingRow
  organizations: readonly { id: string; name: string }[]
  typed: Typed
  errors: FieldErrors
}

/** Formal: whoever answers does so for an institution. */
export function AnswerForm({ c, edition, row, organizations, typed, errors }: AnswerFormProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  const [only] = organizations
  return (
    <form method="post" action={findingPaths.answer(edition, row.number)} class="form" novalidate>
      <h3>{t('finding.answer.title')}</h3>
      {organizations.length === 1 && only ? (
        <>
          <input type="hidden" name="organization" value={only.id} />
          <p>{t('finding.answer.for', { organization: only.name })}</p>
        </>
      ) : (
        <Select
          {...field('organization')}
          label={t('finding.answer.organization')}
          required
          empty={t('finding.answer.choose')}
          options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <RadioGroup
        {...field('stance')}
        label={t('finding.answer.stance')}
        required
        options={stances.map((value) => ({ value, label: t(`finding.stance.${value}`) }))}
      />
      <TextArea
        {...field('answer')}
        label={t('finding.answer.text')}
        hint={t('finding.answer.hint')}
        rows={5}
        maxlength={4000}
        required
      />
      <Field {...field('documentUrl')} type="url" label={t('finding.answer.document')} />
      <Actions>
        <Button>{t('finding.answer.send')}</Button>
      </Actions>
    </form>
  )
}
