import { Actions, Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { Details } from '../../../ui/Details.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fieldsOf } from '../../../ui/form-back.tsx'
import { tablePaths } from '../paths.ts'
import type { TableView } from './view.ts'

/** A draft starts from a selected alternative of the table's tree, where there is one. */
export function BeginDraft({
  c,
  table,
  alternatives,
  wrong,
}: Pick<TableView, 'c' | 'table' | 'alternatives' | 'wrong'>) {
  const { t } = c.var
  const field = fieldsOf({ c, wrong }, 'borrador')
  return (
    <Details summary={t('tables.draft.begin')} open={wrong?.form === 'borrador'}>
      <form method="post" action={tablePaths.drafts(table)} class="form" novalidate>
        <Field {...field('title')} label={t('tables.draft.title')} required />
        {alternatives.length > 0 ? (
          <Select
            {...field('alternative')}
            label={t('tables.draft.alternative')}
            empty={t('tables.about.none')}
            options={alternatives.map(({ id, number, wording }) => ({ value: id, label: `${number}. ${wording}` }))}
          />
        ) : null}
        <Actions>
          <Button>{t('tables.draft.begin')}</Button>
        </Actions>
      </form>
    </Details>
  )
}
