import type { T } from '../../../../platform/i18n.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { formatNumber, formatShortDate } from '../../../../ui/format.ts'
import { Table } from '../../../../ui/Table.tsx'
import type { Activity, CommitmentDocument, Indicator, KeyAction } from '../../model.ts'
import { commitmentPaths } from '../../paths.ts'
import type { Plan } from '../../plan/model.ts'

type Props = { t: T; locale: string; plan: Plan; document: CommitmentDocument }

export function KeyActionSection({ action, ...props }: Props & { action: KeyAction }) {
  const { t, locale, plan, document } = props
  const { key } = document
  const weight =
    action.weight === null ? t('commitment.roadmap.without-weight') : `${formatNumber(action.weight, locale)} %`
  return (
    <div class="stack">
      <div>
        <h3>
          <a href={commitmentPaths.keyAction(plan, key, action.code)}>
            {action.code}. {action.title}
          </a>
        </h3>
        <p class="small muted">
          {weight} · {periodOf(t, locale, action)}
        </p>
      </div>
      {action.activities.length > 0 ? (
        <ActivityTable {...props} action={action} />
      ) : (
        <p class="muted">{t('commitment.roadmap.no-activities')}</p>
      )}
      <p>
        <ButtonLink
          href={`${commitmentPaths.activity(plan, key, 'nueva')}?accion=${encodeURIComponent(action.code)}`}
          kind="quiet"
          small
        >
          {t('commitment.roadmap.add-activity')}
        </ButtonLink>
      </p>
    </div>
  )
}

function periodOf(t: T, locale: string, { startsOn, endsOn }: Pick<KeyAction, 'startsOn' | 'endsOn'>): string {
  if (!startsOn && !endsOn) return t('commitment.roadmap.without-dates')
  return [startsOn, endsOn].map((date) => (date ? formatShortDate(date, locale) : '…')).join(' – ')
}

function ActivityTable({ t, locale, plan, document, action }: Props & { action: KeyAction }) {
  const none = <span class="muted">{t('commitment.version.unsaid')}</span>
  return (
    <Table<Activity>
      id={`activities-${action.code.replace(/[^\w-]/g, '-')}`}
      caption={`${t('commitment.field.activities')}: ${action.title}`}
      captionHidden
      rows={action.activities}
      columns={[
        {
          key: 'title',
          label: t('commitment.field.activities'),
          cell: (activity) => (
            <>
              <a href={commitmentPaths.activity(plan, document.key, activity.code)}>
                {activity.code} {activity.title}
              </a>
              {activity.state === 'cancelled' ? (
                <span class="muted"> ({t('commitment.activity.is-cancelled')})</span>
              ) : null}
            </>
          ),
        },
        { key: 'product', label: t('commitment.field.product'), cell: (activity) => activity.product ?? none },
        {
          key: 'endsOn',
          label: t('commitment.field.endsOn'),
          cell: (activity) =>
            activity.endsOn
              ? formatShortDate(activity.endsOn, locale)
              : (activity.dueAsWritten ?? <span class="muted">{t('commitment.roadmap.without-date')}</span>),
        },
      ]}
    />
  )
}

export function IndicatorTable({ t, locale, plan, document }: Props) {
  return (
    <Table<Indicator>
      id="indicator-table"
      caption={`${t('commitment.field.indicators')}: ${document.title}`}
      captionHidden
      rows={document.indicators}
      columns={[
        {
          key: 'name',
          label: t('commitment.field.name'),
          cell: (indicator) => (
            <a href={commitmentPaths.indicator(plan, document.key, indicator.code)}>{indicator.name}</a>
          ),
        },
        { key: 'unit', label: t('commitment.field.unit'), cell: (indicator) => indicator.unit ?? '' },
        {
          key: 'baseline',
          label: t('commitment.field.baseline'),
          numeric: true,
          cell: (indicator) => (indicator.baseline === null ? '' : formatNumber(indicator.baseline, locale)),
        },
        {
          key: 'target',
          label: t('commitment.field.target'),
          numeric: true,
          cell: (indicator) =>
            indicator.target === null ? t('commitment.roadmap.without-target') : formatNumber(indicator.target, locale),
        },
      ]}
    />
  )
}
