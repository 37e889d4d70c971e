import type { C } from '../../../../platform/http/env.ts'
import { Card } from '../../../../ui/Card.tsx'
import { DescriptionList } from '../../../../ui/DescriptionList.tsx'
import { formatDateTime, formatNumber } from '../../../../ui/format.ts'
import type { Edition } from '../../editions/model.ts'
import { rallyPaths } from '../../paths.ts'
import { activeTeams, type Board, consolidationClock } from '../board/model.ts'
import { boardPaths } from '../paths.ts'
import { durationWords, reasonWords } from './words.ts'

/** While it runs, what is left; afterwards the mechanism's own goal: minutes from the close to everybody's points. */
export function ClockCard({ c, edition }: { c: C; edition: Edition }) {
  const { t, context } = c.var
  const clock = consolidationClock(edition, context.now)
  if (clock.phase === 'before') return null
  if (clock.phase === 'running') {
    return (
      <Card title={t('rally.clock.left')} size="small">
        <p class="figure">{durationWords(t, clock.minutesLeft)}</p>
        <p class="small muted">
          {t('rally.clock.closes', { at: formatDateTime(edition.closesAt ?? '', context.locale, edition.timeZone) })}
        </p>
      </Card>
    )
  }
  const target = durationWords(t, clock.target)
  const tone = clock.isLate ? 'late' : clock.phase === 'scored' ? 'done' : 'on-time'
  return (
    <Card title={t(`rally.clock.${clock.phase}`)} size="small" tone={tone}>
      <p class="figure">{durationWords(t, clock.minutes)}</p>
      <p class="small muted">
        {t(clock.isLate ? 'rally.clock.target.missed' : 'rally.clock.target.met', { target })}
        {clock.phase === 'scored' && clock.finalMinutes !== null
          ? ` ${t('rally.clock.final', { duration: durationWords(t, clock.finalMinutes) })}`
          : ''}
      </p>
    </Card>
  )
}

/** What was read and what became of it; nothing is dropped without a word. */
export function TotalsCard({ c, board }: { c: C; board: Board }) {
  const { t, context } = c.var
  const { run } = board
  const number = (value: number) => formatNumber(value, context.locale)
  const active = run ? activeTeams(run.standings) : 0
  const teams = {
    term: t('rally.totals.teams'),
    value: t('rally.totals.teams.value', { registered: board.registered, active }),
  }
  if (!run) {
    return (
      <Card title={t('rally.totals')} size="small">
        <DescriptionList items={[teams]} />
      </Card>
    )
  }
  const { summary } = run
  const reasons = Object.entries(summary.by_reason).filter(([, count]) => count > 0)
  return (
    <Card title={t('rally.totals')} size="small">
      <DescriptionList
        items={[
          teams,
          { term: t('rally.totals.read'), value: number(summary.posts_read) },
          { term: t('rally.totals.distinct'), value: number(summary.distinct) },
          { term: t('rally.totals.counted'), value: number(summary.by_status.counted ?? 0) },
          { term: t('rally.totals.review'), value: number(summary.by_status.review ?? 0) },
          { term: t('rally.totals.excluded'), value: number(summary.by_status.excluded ?? 0) },
          ...(board.lateArrivals > 0
            ? [{ term: t('rally.totals.late'), value: `${number(board.lateArrivals)}. ${t('rally.totals.late.note')}` }]
            : []),
        ]}
      />
      {reasons.length > 0 ? (
        <>
          <p class="small">{t('rally.totals.reasons')}</p>
          <ul class="small">
            {reasons
              .toSorted(([, a], [, b]) => b - a)
              .map(([reason, count]) => (
                <li>
                  {reasonWords(t, reason)}: <b>{number(count)}</b>
                </li>
              ))}
          </ul>
        </>
      ) : null}
    </Card>
  )
}

export function RulesNote({ c, board }: { c: C; board: Board }) {
  const { t } = c.var
  const { edition } = board
  return (
    <p class="small muted">
      {t('rally.board.rules', { version: edition.rules.rules.version })}{' '}
      {edition.rules.isSample ? <b>{t('rally.board.sample')} </b> : null}
      <a href={rallyPaths.rules(edition)}>{t('rally.board.rules.link')}</a>.{' '}
      {edition.rules.number > 1 ? (
        <>
          <a href={boardPaths.versions(edition)}>{t('rally.board.versions.link')}</a>.{' '}
        </>
      ) : null}
      {t('rally.board.recount')} <a href={rallyPaths.data(edition)}>{t('rally.board.recount.link')}</a>.
    </p>
  )
}
