import { dayIn } from '../../../platform/civil-day.ts'
import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { Details } from '../../../ui/Details.tsx'
import { formatDate, formatDateTime } from '../../../ui/format.ts'
import { type Moment, Timeline } from '../../../ui/Timeline.tsx'
import type { Happened } from '../history/model.ts'
import { commitmentPaths } from '../paths.ts'
import type { CommitmentView } from './commitment-view.ts'

/**
 * What happened to the promise, newest first; nothing published ever leaves it. Of a long one the page holds the newest part, and
 * `?historia=completa` all of it.
 */
export function HistoryCard({ c, view }: { c: C; view: CommitmentView }) {
  const { t } = c.var
  const { history } = view
  if (history.length === 0) return null
  const isWhole = c.req.query('historia') === 'completa'
  const moments = (from: number, to?: number) => history.slice(from, to).map((one) => momentOf(c, view, one))
  return (
    <Card title={t('public.history')} size="small" id="historia">
      <Timeline items={moments(0, shownAtOnce)} />
      {history.length > shownAtOnce ? (
        <Details summary={t('public.history.older', { count: history.length - shownAtOnce })} open={isWhole}>
          <Timeline items={moments(shownAtOnce, isWhole ? undefined : shownFolded)} />
          {history.length > shownFolded && !isWhole ? (
            <p>
              <a
                href={`${commitmentPaths.commitment(view.plan, view.stored.document.key)}?historia=completa#historia`}
                rel="nofollow"
              >
                {t('public.history.all', { count: history.length })}
              </a>
            </p>
          ) : null}
        </Details>
      ) : null}
    </Card>
  )
}

const shownAtOnce = 8
const shownFolded = 40

const longest = 280

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest).trimEnd()}…`
}

function momentOf(c: C, { plan, stored }: CommitmentView, happened: Happened): Moment {
  const { t, context } = c.var
  const day = dayIn(plan.timeZone, happened.at)
  const when = { when: formatDate(day, context.locale), datetime: happened.at.toISOString() }
  const approved = (name: string | null) => (name ? <p>{t('public.history.approved', { name })}</p> : null)
  switch (happened.kind) {
    case 'told':
      return {
        ...when,
        when: formatDateTime(happened.at, context.locale, plan.timeZone),
        title: happened.href ? <a href={happened.href}>{happened.title}</a> : happened.title,
        text:
          happened.by || happened.reason ? (
            <>
              {happened.by ? <p>{happened.by}</p> : null}
              {happened.reason ? <p>{shortened(happened.reason)}</p> : null}
            </>
          ) : null,
      }
    case 'recorded':
    case 'published':
      return { ...when, title: t(`public.history.${happened.kind}`), text: approved(happened.approvedBy) }
    case 'version':
      return {
        ...when,
        title: t('public.history.version'),
        text: (
          <>
            <p>{t('public.history.reason', { reason: happened.reason })}</p>
            {approved(happened.approvedBy)}
            <p>
              <a href={commitmentPaths.version(plan, stored.document.key, happened.number)}>
                {t('public.history.see')}
              </a>
            </p>
          </>
        ),
      }
    case 'state':
      return {
        ...when,
        title: t('public.history.state', { activity: happened.activity, state: t(`board.activity.${happened.state}`) }),
        text: happened.reason ? <p>{t('public.history.reason', { reason: happened.reason })}</p> : null,
        tone: happened.state === 'verified' ? 'done' : happened.state === 'complete' ? 'on-time' : undefined,
      }
    default:
      return {
        ...when,
        title: t(`public.history.${happened.kind}`),
        text: <p>{`${happened.party}. ${t('public.history.reason', { reason: happened.reason })}`}</p>,
        tone: happened.kind === 'resumed' ? 'on-time' : 'paused',
      }
  }
}
