import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { formatDate, formatNumber } from '../../../ui/format.ts'
import { Gantt, type GanttRow } from '../../../ui/Gantt.tsx'
import { Status, type StatusKind } from '../../../ui/Status.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { Activity, ActivityState, KeyAction } from '../model.ts'
import type { CommitmentView, Said } from './commitment-view.ts'
import { lightKinds, reasonOf } from './light-words.ts'
import { periodOf } from './words.ts'

const stateKinds: Record<ActivityState, StatusKind> = {
  verified: 'done',
  complete: 'on-time',
  'in-progress': 'at-risk',
  'not-started': 'not-started',
  cancelled: 'paused',
}

/** Key actions over time, then each with its activities: what, product, proof, who, until when, and how it stands. */
export function RoadmapCard({ c, view }: { c: C; view: CommitmentView }) {
  const { t, context } = c.var
  const { keyActions } = view.stored.document
  const rows = keyActions.flatMap((action): GanttRow[] => {
    const period = spanOf(action)
    if (!period) return []
    const light = lightOf(action, view.said)
    return [{ label: action.title, ...period, kind: lightKinds[light], word: t(`board.light.${light}`) }]
  })
  return (
    <Card id="hoja-de-ruta" title={t('public.roadmap')}>
      {rows.length > 0 ? (
        <Gantt
          t={t}
          locale={context.locale}
          id="roadmap"
          label={t('public.roadmap.when')}
          rows={rows}
          today={view.said.today}
        />
      ) : null}
      {keyActions.length === 0 ? <p class="muted">{t('public.roadmap.none')}</p> : null}
      {keyActions.map((action) => (
        <ActionSection c={c} view={view} action={action} />
      ))}
    </Card>
  )
}

/** An action's own dates, else those of its activities. */
function spanOf(action: KeyAction): { start: string; end: string } | null {
  const starts = [action.startsOn, ...action.activities.map((activity) => activity.startsOn)].filter(
    (day) => day !== null,
  )
  const ends = [action.endsOn, ...action.activities.map((activity) => activity.endsOn)].filter((day) => day !== null)
  const start = action.startsOn ?? starts.sort()[0] ?? ends.toSorted()[0]
  const end = action.endsOn ?? ends.sort().at(-1)
  return start && end && start <= end ? { start, end } : null
}

const worst = ['late', 'due-soon', 'on-time', 'no-date', 'done'] as const

function lightOf(action: KeyAction, said: Said) {
  const lights = action.activities.map((activity) => said.deadlines.get(activity.code)?.lateness ?? 'no-date')
  return worst.find((light) => lights.includes(light)) ?? 'no-date'
}

function ActionSection({ c, view, action }: { c: C; view: CommitmentView; action: KeyAction }) {
  const { t, context } = c.var
  const weight =
    action.weight === null
      ? t('public.weight.none')
      : t('public.weight', { weight: `${formatNumber(action.weight, context.locale)} %` })
  const period = periodOf(t, context.locale, action)
  return (
    <section class="key-action">
      <h3 id={`accion-${action.code}`}>{action.title}</h3>
      <p class="small muted">
        {t('public.action', { code: action.code })} · {weight}
        {period ? ` · ${period}` : ''}
      </p>
      {action.activities.length === 0 ? null : <Activities c={c} view={view} action={action} />}
    </section>
  )
}

function Activities({ c, view, action }: { c: C; view: CommitmentView; action: KeyAction }) {
  const { t, context } = c.var
  const deadline = (activity: Activity) => view.said.deadlines.get(activity.code)
  return (
    <Table
      id={`actividades-${action.code.replace(/[^\w-]+/g, '-')}`}
      caption={t('public.activities.of', { action: action.title })}
      captionHidden
      dense
      stacked
      rows={action.activities}
      columns={[
        {
          key: 'activity',
          label: t('public.activity'),
          cell: (activity) => (
            <>
              {activity.title}
              {activity.responsibleOffice ? <span class="why">{activity.responsibleOffice}</span> : null}
            </>
          ),
        },
        {
          key: 'product',
          label: t('public.product'),
          cell: (activity) => (
            <>
              {activity.product ?? <span class="muted">{t('public.missing.empty')}</span>}
              {activity.meansOfVerification ? (
                <span class="why">
                  {t('public.means')}: {activity.meansOfVerification}
                </span>
              ) : null}
            </>
          ),
        },
        {
          key: 'end',
          label: t('public.deadline'),
          cell: (activity) => {
            if (!activity.endsOn) return activity.dueAsWritten ?? <span class="muted">{t('public.missing.empty')}</span>
            const light = deadline(activity)
            const reason = light?.date ? reasonOf(t, context.locale, light) : null
            return (
              <>
                {formatDate(activity.endsOn, context.locale)}
                {reason && light?.lateness !== 'on-time' ? <span class="why">{reason}</span> : null}
              </>
            )
          },
        },
        {
          key: 'state',
          label: t('public.state'),
          cell: (activity) =>
            view.said.progress === null && activity.state === 'not-started' && view.plan.origin === 'public-record' ? (
              <Status kind="no-information" word={t('board.unknown')} />
            ) : (
              <Status kind={stateKinds[activity.state]} word={t(`board.activity.${activity.state}`)} />
            ),
        },
      ]}
    />
  )
}
