import type { C } from '../../../../platform/http/env.ts'
import { formatDateTime } from '../../../../ui/format.ts'
import { Table } from '../../../../ui/Table.tsx'
import type { Edition } from '../../editions/model.ts'
import type { Batch } from '../files/queries.ts'
import { sourcePaths } from '../paths.ts'

/** Files and pasted addresses that came before, newest first. */
export function BatchTable({ c, edition, batches }: { c: C; edition: Edition; batches: readonly Batch[] }) {
  const { t, context } = c.var
  const stateOf = ({ mapping, outcome, report, fileName }: Batch) => {
    if (outcome === 'failed') return t('networks.file.state.failed')
    if (report) return t('networks.file.state.kept', { kept: report.kept, rejected: report.rejected })
    return t(fileName !== null && mapping === null ? 'networks.file.state.mapping' : 'networks.file.state.waiting')
  }
  return (
    <Table<Batch>
      id="batches"
      caption={t('networks.file.earlier')}
      rows={batches}
      columns={[
        {
          key: 'file',
          label: t('networks.file.file'),
          cell: ({ id, fileName }) =>
            fileName === null ? t('networks.file.pasted') : <a href={sourcePaths.file(edition, id)}>{fileName}</a>,
        },
        { key: 'state', label: t('networks.file.state'), cell: stateOf },
        {
          key: 'at',
          label: t('networks.file.sent'),
          cell: ({ requestedAt }) => formatDateTime(requestedAt, context.locale, edition.timeZone),
        },
      ]}
    />
  )
}
