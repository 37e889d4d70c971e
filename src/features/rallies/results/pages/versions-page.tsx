import type { C } from '../../../../platform/http/env.ts'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Run } from '../../consolidation/board/model.ts'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import { resultsPaths } from '../paths.ts'
import type { RulesHead } from '../queries.ts'

type VersionsView = { c: C; edition: Edition; versions: readonly RulesHead[]; runs: readonly Run[] }

/** What did each version of the rules give? The newest standings by each, side by side. */
export function VersionsPage({ c, edition, versions, runs }: VersionsView) {
  const { t, context } = c.var
  const told = versions.flatMap((version) => {
    const run = runs.find(({ rulesNumber }) => rulesNumber === version.number)
    return run ? [{ version, run }] : []
  })
  const newest = told.at(-1)
  return (
    <EditionFrame
      c={c}
      edition={edition}
      title={t('rally.versions.title')}
      canonical={resultsPaths.versions(edition)}
      between={[{ label: t('rally.board.crumb'), href: rallyPaths.board(edition) }]}
    >
      <PageHeader title={t('rally.versions.title')} lead={t('rally.versions.lead', { count: versions.length })} />
      <ul class="listed">
        {versions.map((version) => (
          <li>
            <b>{version.version}</b>, {formatDateTime(version.writtenAt, context.locale, edition.timeZone)}
            {version.isSample ? ` · ${t('rally.board.sample')}` : ''}
            {version.reason ? `: ${version.reason}` : ''}
          </li>
        ))}
      </ul>
      {newest ? (
        <Table
          id="comparacion"
          caption={t('rally.versions.table')}
          rows={newest.run.standings}
          columns={[
            { key: 'team', label: t('rally.board.team'), heading: true, cell: (row) => row.team_name },
            ...told.map(({ version, run }) => ({
              key: `v${version.number}`,
              label: t('rally.versions.by', { version: version.version }),
              cell: (row: Run['standings'][number]) => {
                const then = run.standings.find(({ team_id }) => team_id === row.team_id)
                return then ? t('rally.versions.cell', { rank: then.rank, points: then.points }) : '—'
              },
            })),
          ]}
        />
      ) : (
        <EmptyState title={t('rally.versions.empty')} />
      )}
    </EditionFrame>
  )
}
