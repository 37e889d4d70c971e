import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { FileField } from '../../../../ui/DateField.tsx'
import type { Edition } from '../../editions/model.ts'
import type { Batch } from '../files/queries.ts'
import { sourcePaths } from '../paths.ts'
import { BatchTable } from './batch-table.tsx'
import { SourcesFrame } from './sources-frame.tsx'

type FilePageProps = { c: C; edition: Edition; batches: readonly Batch[]; errors: FieldErrors }

/** Sending a file of posts. */
export function FilePage({ c, edition, batches, errors }: FilePageProps) {
  const { t } = c.var
  const title = t('networks.file.title')
  const hint =
    Object.keys(errors).length > 0 ? `${t('networks.file.hint')} ${t('networks.file.again')}` : t('networks.file.hint')
  return (
    <SourcesFrame {...{ c, edition, title, lead: t('networks.file.lead'), errors }}>
      <form method="post" action={sourcePaths.files(edition)} enctype="multipart/form-data" class="form" novalidate>
        <FileField
          {...{ t, name: 'file', label: t('networks.file.file'), hint, required: true, error: errors.file }}
          accept=".csv,.tsv,.txt,.xlsx,.jsonl,.ndjson"
        />
        <Actions>
          <Button>{t('networks.file.send')}</Button>
        </Actions>
      </form>
      {batches.length > 0 ? <BatchTable c={c} edition={edition} batches={batches} /> : null}
    </SourcesFrame>
  )
}
