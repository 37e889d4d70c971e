import type { C } from '../../../../platform/http/env.ts'
import { Card } from '../../../../ui/Card.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { Page } from '../../../../ui/Page.tsx'
import { Podium } from '../../editions/pages/podium.tsx'
import { rallyPaths } from '../../paths.ts'
import { activeTeams, type Board } from '../board/model.ts'
import { raceOf } from '../board/race.ts'
import { boardPaths } from '../paths.ts'
import { ClockCard, RulesNote, TotalsCard } from './board-aside.tsx'
import { resultsFrame } from './frame.ts'
import { RaceChart } from './race-chart.tsx'
import { StandingsTable } from './standings-table.tsx'
import { VerifiedMap } from './verified-map.tsx'

/** Who leads, and why? Renewed by itself with script, by a press without. */
export function BoardPage({ c, board }: { c: C; board: Board }) {
  const { t } = c.var
  const { edition } = board
  const isLive = board.state === 'running' || board.state === 'consolidating' || board.state === 'preliminary'
  return (
    <Page
      c={c}
      {...resultsFrame(c, edition, [{ label: t('rally.board.crumb') }])}
      title={`${t(titleKey(board))} · ${edition.name}`}
      description={t('rally.board.description', { name: edition.name })}
      canonical={rallyPaths.board(edition)}
      changedAt={board.run?.finishedAt}
      twins={['json', 'csv']}
      islands={isLive ? ['live-board'] : []}
      banners={
        board.state === 'cancelled' ? <Notice t={t} kind="warning" title={t('rally.board.cancelled')} /> : undefined
      }
    >
      {isLive ? (
        <live-board data-events={boardPaths.live(edition)} data-part={boardPaths.part(edition)}>
          <BoardPart c={c} board={board} />
          <p class="visually-hidden" role="status" data-live-words></p>
          <p class="small">
            <a href={rallyPaths.board(edition)} data-live-refresh>
              {t('rally.board.refresh')}
            </a>
          </p>
        </live-board>
      ) : (
        <BoardPart c={c} board={board} />
      )}
    </Page>
  )
}

function titleKey({ state }: Board) {
  if (state === 'closed') return 'rally.board.title.final'
  if (state === 'preliminary') return 'rally.board.title.preliminary'
  return state === 'consolidating' ? 'rally.board.title.consolidating' : 'rally.board.title'
}

/** The part that changes while posts arrive; also an address of its own, which the page fetches again. */
export function BoardPart({ c, board }: { c: C; board: Board }) {
  const { t } = c.var
  const { edition, run } = board
  const hasPoints = run?.standings.some((row) => Number(row.points) > 0) ?? false
  return (
    <div id="marcador" class="stack" data-words={wordsOf(c, board)}>
      <PageHeader title={t(titleKey(board))} lead={leadOf(c, board)} />
      <div class="with-aside">
        <section class="stack">
          {run ? <Podium c={c} edition={edition} standings={run.standings} /> : null}
          {run && run.standings.length > 0 ? (
            <StandingsTable c={c} edition={edition} standings={run.standings} />
          ) : (
            <EmptyState title={t('rally.board.empty')}>
              <p>{t('rally.board.empty.text')}</p>
            </EmptyState>
          )}
          <RulesNote c={c} board={board} />
          {hasPoints ? <RaceCard c={c} board={board} /> : null}
        </section>
        <aside class="stack">
          <ClockCard c={c} edition={edition} />
          {board.verified.length > 0 ? (
            <Card title={t('rally.board.map')} size="small">
              <VerifiedMap c={c} board={board} />
            </Card>
          ) : null}
          <ReviewCard c={c} board={board} />
          <TotalsCard c={c} board={board} />
        </aside>
      </div>
    </div>
  )
}

function RaceCard({ c, board }: { c: C; board: Board }) {
  const { opensAt, closesAt } = board.edition
  if (!board.run || !opensAt || !closesAt) return null
  const { now } = c.var.context
  const race = raceOf(board.run.standings, board.race, {
    from: opensAt,
    to: new Date(Math.min(now.getTime(), closesAt.getTime())),
  })
  return race ? (
    <Card title={c.var.t('rally.race')}>
      <RaceChart c={c} edition={board.edition} race={race} />
    </Card>
  ) : null
}

function ReviewCard({ c, board }: { c: C; board: Board }) {
  const { t } = c.var
  const waiting = board.run?.summary.by_status.review ?? 0
  if (waiting === 0) return null
  return (
    <Card title={t(board.state === 'closed' ? 'rally.board.review.undecided' : 'rally.board.review')} size="small">
      <p class="figure">{waiting}</p>
      <p class="small muted">
        {t(board.state === 'closed' ? 'rally.board.review.final' : 'rally.board.review.text', { count: waiting })}
      </p>
    </Card>
  )
}

function leadOf(c: C, board: Board): string {
  const { t, context } = c.var
  const { edition, run } = board
  const states = new Set(board.verified.flatMap(({ stateKey }) => stateKey ?? [])).size
  const works = board.verified.length
  const done = t('rally.board.lead', { works, teams: run ? activeTeams(run.standings) : 0, states })
  const at = (date: Date | null | undefined) => (date ? formatDateTime(date, context.locale, edition.timeZone) : '')
  if (board.state === 'running') return `${done} ${t('rally.board.lead.running', { at: at(edition.closesAt) })}`
  if (board.state === 'consolidating')
    return `${done} ${t('rally.board.lead.consolidating', { at: at(edition.closesAt) })}`
  if (board.state === 'preliminary')
    return `${done} ${t('rally.board.lead.preliminary', { at: at(edition.appealsCloseAt) })}`
  if (board.state === 'closed') return `${done} ${t('rally.board.lead.closed', { at: at(edition.acts.finalised) })}`
  return edition.opensAt ? t('rally.board.lead.before', { at: at(edition.opensAt) }) : done
}

/** What is said aloud when the board renews itself: short, and only new when something that matters is. */
function wordsOf(c: C, { run }: Board): string {
  const leader = run?.standings[0]
  if (!leader || Number(leader.points) === 0) return ''
  return c.var.t('rally.board.leader', { team: leader.team_name, points: leader.points })
}
