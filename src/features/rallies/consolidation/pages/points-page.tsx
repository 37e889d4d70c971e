import type { C } from '../../../../platform/http/env.ts'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { Page } from '../../../../ui/Page.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { Status } from '../../../../ui/Status.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Edition } from '../../editions/model.ts'
import { challengeName } from '../../editions/pages/words.ts'
import { rallyPaths } from '../../paths.ts'
import type { ChallengeRow, Standing } from '../../scoring/model.ts'
import { pointsPath } from '../paths.ts'
import type { TeamHead, Told } from '../verdicts/queries.ts'
import { BecauseList } from './because-list.tsx'
import { resultsFrame } from './frame.ts'
import { networkName, reasonWords, shortTime, statusKinds, statusWords } from './words.ts'

export type PointsView = {
  edition: Edition
  team: TeamHead
  standing: Standing | null
  challenges: readonly ChallengeRow[]
  verdicts: readonly Told[]
  shown: readonly Told[]
  page: number
  pages: number
}

/** Where do this team's points come from? The sum first, then every post with its verdict. */
export function PointsPage({ c, view }: { c: C; view: PointsView }) {
  const { t } = c.var
  const { edition, team } = view
  return (
    <Page
      c={c}
      {...resultsFrame(c, edition, [
        { label: team.name, href: rallyPaths.team(edition, team.code) },
        { label: t('rally.points.crumb') },
      ])}
      title={t('rally.points.title', { team: team.name })}
      canonical={pointsPath(edition, team.code)}
      twins={['json']}
    >
      <PageHeader title={t('rally.points.title', { team: team.name })} lead={leadOf(c, view)} />
      {team.withdrawnAt ? (
        <Notice t={t}>
          <p>
            {t('rally.points.withdrawn', { at: shortTime(team.withdrawnAt, c.var.context.locale, edition.timeZone) })}
          </p>
        </Notice>
      ) : null}
      {view.standing ? <SumTable c={c} view={view} standing={view.standing} /> : null}
      {view.verdicts.length === 0 ? (
        <EmptyState title={t('rally.points.empty')}>
          <p>{t('rally.points.empty.text')}</p>
        </EmptyState>
      ) : (
        <Posts c={c} view={view} />
      )}
      <Pager
        t={t}
        page={view.page}
        pages={view.pages}
        hrefOf={(page) => `${pointsPath(edition, team.code)}?pagina=${page}`}
      />
      <p class="small">
        <a href={rallyPaths.board(edition)}>{t('rally.points.back')}</a>
      </p>
    </Page>
  )
}

function leadOf(c: C, { standing, verdicts }: PointsView): string {
  const { t } = c.var
  const counted = verdicts.filter(({ status }) => status === 'counted').length
  const review = verdicts.filter(({ status }) => status === 'review').length
  const posts = t('rally.points.lead', { posts: verdicts.length, counted, review })
  return standing ? `${t('rally.points.place', { rank: standing.rank, points: standing.points })} ${posts}` : posts
}

/** The sum as a person would write it: each kind of post, each challenge, the total. */
function SumTable({ c, view, standing }: { c: C; view: PointsView; standing: Standing }) {
  const { t } = c.var
  const rows = [
    ...(['announcement', 'visit'] as const).map((kind) => {
      const posts = view.verdicts.filter((verdict) => verdict.kind === kind && verdict.status === 'counted')
      return {
        name: t(`rally.points.of.${kind}`, { count: posts.length }),
        points: sum(posts.map((post) => post.points)),
      }
    }),
    ...view.challenges.map((row) => ({
      name: t('rally.points.of.challenge', { name: challengeName(t, row.challenge) }),
      points: row.points,
    })),
  ]
  return (
    <Table
      id="suma"
      caption={t('rally.points.sum')}
      rows={rows}
      columns={[
        { key: 'name', label: t('rally.points.from'), cell: (row) => row.name },
        { key: 'points', label: t('rally.board.points'), numeric: true, cell: (row) => row.points },
      ]}
      footer={
        <tr>
          <th scope="row">{t('rally.points.total')}</th>
          <td class="n">
            <b>{standing.points}</b>
          </td>
        </tr>
      }
    />
  )
}

/** Sums texts with two decimals exactly. */
function sum(points: readonly string[]): string {
  const hundredths = points.reduce((total, text) => total + Math.round(Number(text) * 100), 0)
  return (hundredths / 100).toFixed(2)
}

function Posts({ c, view }: { c: C; view: PointsView }) {
  const { t, context } = c.var
  const { edition } = view
  return (
    <Table
      id="publicaciones"
      caption={t('rally.points.posts')}
      rows={view.shown}
      columns={[
        {
          key: 'post',
          label: t('rally.points.post'),
          cell: (row) => (
            <>
              <a href={rallyPaths.post(edition, row.network, row.id)}>
                {shortTime(row.publishedAt, context.locale, edition.timeZone)}
              </a>
              <span class="cell-note">
                {row.kind ? t(`rally.kind.${row.kind}`) : t('rally.kind.unknown')} · {networkName(t, row.network)}
              </span>
            </>
          ),
        },
        { key: 'points', label: t('rally.board.points'), numeric: true, cell: (row) => <b>{row.points}</b> },
        {
          key: 'status',
          label: t('rally.points.verdict'),
          cell: (row) => (
            <>
              <Status kind={statusKinds[row.status]} word={statusWords(t, row.status)} />
              {row.reason ? <span class="cell-note">{reasonWords(t, row.reason)}</span> : null}
            </>
          ),
        },
        {
          key: 'why',
          label: t('rally.points.why'),
          wide: true,
          cell: (row) => <BecauseList c={c} edition={edition} verdict={row} />,
        },
      ]}
    />
  )
}
