import { dayIn, daysBetween } from '../../../platform/civil-day.ts'
import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { Chips } from '../../../ui/Chips.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { Details } from '../../../ui/Details.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { FollowLink } from '../../../ui/FollowLink.tsx'
import { formatDate, formatDateRange, formatDateTime } from '../../../ui/format.ts'
import { PageHeader } from '../../../ui/Header.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Pager } from '../../../ui/Pager.tsx'
import { StackedBar } from '../../../ui/StackedBar.tsx'
import { Status } from '../../../ui/Status.tsx'
import { VoicesBars } from '../../../ui/VoicesBars.tsx'
import { lightKinds, partsOf, voicesOf } from '../../commitments/pages/light-words.ts'
import { planPaths } from '../../commitments/paths.ts'
import { type Plan, standingPause } from '../../commitments/plan/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import { type Filters, isFiltered, queryOf } from '../board/schema.ts'
import { cutPaths } from '../cuts/paths.ts'
import { Download, Embed } from './board-aside.tsx'
import { BoardFilters } from './board-filters.tsx'
import { Rows, Views } from './board-rows.tsx'
import { type Board, validatedTotal } from './board-view.ts'
import { FictionalNote } from './fictional-note.tsx'
import { mapTitle, TerritoryMap } from './territory-map.tsx'

/** Is what was promised being kept? Totals first, then every commitment with its light and its reason. */
export function BoardPage({ c, board }: { c: C; board: Board }) {
  const { t } = c.var
  const { plan, space, filters } = board
  const trail = plan
    ? [{ label: plan.title, href: planPaths.plan(plan) }, { label: t('board.title') }]
    : [{ label: t('board.title') }]
  const frame = space ? spaceFrame(t, space, 'board', trail) : { crumbs: [{ label: t('board.all.title') }] }
  return (
    <Page
      c={c}
      {...frame}
      title={plan ? `${t('board.title')}: ${plan.title}` : t('board.title')}
      description={t('board.question')}
      canonical={board.address}
      noindex={isFiltered(filters)}
      changedAt={board.changedAt}
      twins={['json', 'csv', 'atom', 'ics', 'geojson']}
      islands={['filter-form', 'copy-text']}
      banners={plan ? <PlanBanner c={c} plan={plan} asOf={board.asOf} /> : undefined}
    >
      <PageHeader title={t('board.question')} lead={leadOf(c, board)} />
      <Voices c={c} board={board} />
      <Figures c={c} board={board} />
      {space?.isFictional ? null : <FictionalNote t={t} totals={board.totals} />}
      <div class="with-aside">
        <section class="stack">
          <BoardFilters c={c} board={board} />
          <Lights c={c} board={board} />
          <Views c={c} board={board} />
          {board.shown.length === 0 ? <Nothing c={c} board={board} /> : <Rows c={c} board={board} />}
          <Pager
            t={t}
            page={filters.pagina}
            pages={board.pages}
            hrefOf={(page) => `${board.address}${queryOf(filters, { pagina: page })}`}
          />
        </section>
        <aside class="stack">
          {filters.vista === 'mapa' || !board.map.regions.some(({ count }) => count > 0) ? null : (
            <Card title={mapTitle(t, board.map)} size="small">
              <TerritoryMap t={t} board={board} id="map-aside" />
            </Card>
          )}
          {plan?.publication ? <FollowLink t={t} type="plan" id={plan.id} /> : null}
          <Download c={c} board={board} />
          {plan ? (
            <p>
              <a href={cutPaths.list(plan)}>{t('time.cuts.title')}</a>
            </p>
          ) : null}
          {plan ? (
            <Card title={t('board.embed')} size="small">
              <Embed c={c} plan={plan} />
            </Card>
          ) : null}
        </aside>
      </div>
    </Page>
  )
}

function PlanBanner({ c, plan, asOf }: { c: C; plan: Plan; asOf: Date | null }) {
  const { t, context } = c.var
  const pause = standingPause(plan.pauses, null)
  return (
    <>
      {asOf ? (
        <Notice t={t} title={t('time.board.as-of', { when: formatDateTime(asOf, context.locale, plan.timeZone) })}>
          <p>
            <a href={cutPaths.compare(plan)}>{t('time.compare.title')}</a> ·{' '}
            <a href={planPaths.board(plan)}>{t('time.board.now')}</a>
          </p>
        </Notice>
      ) : null}
      {pause ? (
        <Notice
          t={t}
          kind="warning"
          title={t(`board.banner.${pause.kind}`, { date: formatDate(pause.since, context.locale) })}
        >
          <p>{t('board.banner.text', { party: pause.party, reason: pause.reason })}</p>
        </Notice>
      ) : null}
      {plan.origin === 'public-record' ? (
        <Notice t={t}>
          <p>
            {t('board.public-record')}{' '}
            {plan.sourceUrl ? (
              <a href={plan.sourceUrl} rel="noopener">
                {t('board.source', { title: plan.sourceTitle ?? '' })}
              </a>
            ) : (
              t('board.source', { title: plan.sourceTitle ?? '' })
            )}
          </p>
        </Notice>
      ) : null}
    </>
  )
}

function leadOf(c: C, { plan, totals, plans }: Board): string {
  const { t, context } = c.var
  if (!plan) return t('board.lead.many', { count: totals.commitments, plans })
  const { startsOn, endsOn } = plan
  const period = startsOn && endsOn ? formatDateRange(startsOn, endsOn, context.locale) : t('board.period.unknown')
  const lead = t('board.lead.plan', { title: plan.title, count: totals.commitments, period })
  if (!startsOn || !endsOn) return lead
  const today = dayIn(plan.timeZone, context.now)
  if (today > endsOn) return `${lead}. ${t('board.month.over', { date: formatDate(endsOn, context.locale) })}`
  if (today < startsOn) return `${lead}. ${t('board.month.before', { date: formatDate(startsOn, context.locale) })}`
  const months = (days: number) => Math.ceil((days + 1) / 30.44)
  const month = months(daysBetween(startsOn, today))
  return `${lead}. ${t('board.month', { month, months: Math.max(month, Math.round((daysBetween(startsOn, endsOn) + 1) / 30.44)) })}`
}

function Voices({ c, board }: { c: C; board: Board }) {
  const { t, context } = c.var
  const { progress, measured, commitments, proactive } = board.totals
  return (
    <Card>
      <h2 class="visually-hidden">{t('board.voices')}</h2>
      {progress ? (
        <>
          <VoicesBars voices={voicesOf(t, context.locale, progress, 2, validatedTotal(board))} />
          <StackedBar label={t('board.shares')} parts={partsOf(t, context.locale, progress)} />
          {proactive > 0 ? <p class="small muted">{t('board.proactive', { count: proactive })}</p> : null}
          {measured < commitments - proactive ? (
            <p class="small muted">{t('board.measured', { measured, count: commitments - proactive })}</p>
          ) : null}
          <Details summary={t('board.recipe')}>
            <p>{t('board.recipe.text')}</p>
          </Details>
        </>
      ) : (
        <>
          <p>{t('board.unmeasured')}</p>
          <Judgements c={c} board={board} />
        </>
      )}
    </Card>
  )
}

/** What the independent assessment published, counted label by label; never made into a percentage (T-20). */
function Judgements({ c, board }: { c: C; board: Board }) {
  const { t } = c.var
  const groups = Map.groupBy(board.judgements, (judgement) => judgement.variable)
  if (groups.size === 0) return null
  return (
    <DescriptionList
      items={[...groups].map(([variable, labels]) => ({
        term: t(`board.assessed.${variable}`),
        value: labels.map(({ label, count }, index) => (
          <>
            {index > 0 ? ' · ' : ''}
            <span lang="en">{label}</span> <b>{count}</b>
          </>
        )),
      }))}
    />
  )
}

function Figures({ c, board }: { c: C; board: Board }) {
  const { t } = c.var
  const { totals, filters } = board
  const only = (change: Partial<Filters>) =>
    `${board.address}${queryOf({ ...filters, plazo: null, avance: null }, change)}`
  return (
    <Facts
      label={t('board.facts')}
      items={[
        { label: t('board.facts.commitments'), value: totals.commitments },
        { label: t('board.facts.done'), value: totals.standing.verified, href: only({ avance: 'verified' }) },
        {
          label: t('board.facts.late'),
          value: totals.lateness.late,
          ...(totals.lateness.late > 0 ? { tone: 'late' as const } : {}),
          href: only({ plazo: 'late' }),
        },
        {
          label: t('board.facts.due-soon'),
          value: totals.lateness['due-soon'],
          ...(totals.lateness['due-soon'] > 0 ? { tone: 'at-risk' as const } : {}),
          href: only({ plazo: 'due-soon' }),
        },
        { label: t('board.facts.silent'), value: totals.silent, href: only({ plazo: 'silent' }) },
        {
          label: t('board.facts.disputed'),
          value: totals.disputed,
          href: only({ plazo: 'disputed' }),
        },
        { label: t('board.facts.paused'), value: totals.paused, href: only({ plazo: 'paused' }) },
        ...(totals.standing['no-information'] > 0
          ? [
              {
                label: t('board.facts.no-information'),
                value: totals.standing['no-information'],
                href: only({ avance: 'no-information' }),
              },
            ]
          : []),
      ]}
    />
  )
}

const lightOrder = ['late', 'due-soon', 'on-time', 'done', 'no-date', 'paused', 'silent', 'disputed'] as const
const lightTones = { ...lightKinds, paused: 'paused', silent: 'no-information', disputed: 'dispute' } as const

function Lights({ c, board }: { c: C; board: Board }) {
  const { t } = c.var
  const { filters, lights } = board
  const href = (plazo: Filters['plazo']) => `${board.address}${queryOf(filters, { plazo })}`
  return (
    <Chips
      label={t('board.lights')}
      items={[
        { href: href(null), label: t('board.light.all'), count: lights.all ?? 0, current: filters.plazo === null },
        ...lightOrder
          .filter((light) => (lights[light] ?? 0) > 0 || filters.plazo === light)
          .map((light) => ({
            href: href(light),
            label: <Status kind={lightTones[light]} word={t(`board.light.${light}`)} />,
            count: lights[light] ?? 0,
            current: filters.plazo === light,
          })),
      ]}
    />
  )
}

function Nothing({ c, board }: { c: C; board: Board }) {
  const { t } = c.var
  if (board.totals.commitments === 0) {
    return (
      <EmptyState title={t('board.empty.none')}>
        <p>{t('board.empty.none.text')}</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={t('board.empty')} actions={<a href={board.address}>{t('ui.filter.clear')}</a>}>
      <p>{t('board.empty.text')}</p>
    </EmptyState>
  )
}
