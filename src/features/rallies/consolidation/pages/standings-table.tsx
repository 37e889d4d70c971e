import type { C } from '../../../../platform/http/env.ts'
import { Table } from '../../../../ui/Table.tsx'
import type { Edition } from '../../editions/model.ts'
import { placesOf } from '../../editions/summary/model.ts'
import { rallyPaths } from '../../paths.ts'
import type { Standing } from '../../scoring/model.ts'
import { pointsPath } from '../paths.ts'
import { shortTime } from './words.ts'

export function StandingsTable({ c, edition, standings }: { c: C; edition: Edition; standings: readonly Standing[] }) {
  const { t, context } = c.var
  return (
    <Table
      id="clasificacion"
      caption={t('rally.board.table')}
      captionHidden
      rows={placesOf(standings)}
      columns={[
        {
          key: 'rank',
          label: t('rally.board.rank'),
          cell: (row) => (
            <>
              {row.rank}
              {row.isTied ? <span class="cell-note">{t('rally.board.tied')}</span> : null}
            </>
          ),
        },
        {
          key: 'team',
          label: t('rally.board.team'),
          heading: true,
          cell: (row) => <a href={rallyPaths.team(edition, row.team_id)}>{row.team_name}</a>,
        },
        { key: 'points', label: t('rally.board.points'), numeric: true, cell: (row) => <b>{row.points}</b> },
        { key: 'works', label: t('rally.board.works'), numeric: true, cell: (row) => row.works_verified },
        {
          key: 'why',
          label: t('rally.board.why'),
          cell: (row) => (
            <a
              class="nowrap"
              href={pointsPath(edition, row.team_id)}
              aria-label={t('rally.board.why.of', { team: row.team_name })}
            >
              {t('rally.board.why.link')}
            </a>
          ),
        },
        {
          key: 'municipalities',
          label: t('rally.board.municipalities'),
          numeric: true,
          cell: (row) => row.distinct_municipalities,
        },
        {
          key: 'announcements',
          label: t('rally.board.announcements'),
          numeric: true,
          cell: (row) => row.announcements,
        },
        { key: 'challenges', label: t('rally.board.challenges'), numeric: true, cell: (row) => row.challenge_points },
        {
          key: 'last',
          label: t('rally.board.last'),
          cell: (row) =>
            row.last_scoring_post ? (
              <time datetime={row.last_scoring_post} class="small nowrap">
                {shortTime(row.last_scoring_post, context.locale, edition.timeZone)}
              </time>
            ) : (
              '—'
            ),
        },
      ]}
    />
  )
}
