import type { T } from '../platform/i18n.ts'
import { Details } from './Details.tsx'
import { formatDate, formatDateRange, formatMonth } from './format.ts'
import { dayAfter, type Scale, scaleOf } from './gantt-scale.ts'
import { Status, type StatusKind } from './Status.tsx'
import { Table } from './Table.tsx'

export interface GanttRow {
  label: string
  href?: string | undefined
  /** ISO days; both belong to the bar. */
  start: string
  end: string
  kind: StatusKind
  word: string
}

interface GanttProps {
  t: T
  locale: string
  /** Unique on the page. */
  id: string
  label: string
  rows: readonly GanttRow[]
  /** Draws the line of today when it falls inside. */
  today?: string | undefined
}

/** Bars over months. On a phone each name stands over its bar, so nothing has to be moved sideways. */
export function Gantt({ t, locale, id, label, rows, today }: GanttProps) {
  if (rows.length === 0) return null
  const scale = scaleOf(rows.flatMap((row) => [row.start, row.end]))
  const now = today !== undefined && today >= scale.start && today < scale.end ? scale.at(today) : null
  return (
    <figure class="gantt" aria-label={label}>
      <div class="gantt-row axis">
        <Axis t={t} locale={locale} scale={scale} now={now} />
      </div>
      <ol>
        {rows.map((row) => (
          <li class="gantt-row">
            <div class="gantt-label">
              {row.href ? <a href={row.href}>{row.label}</a> : row.label} <Status kind={row.kind} word={row.word} />{' '}
              <span class="visually-hidden">{formatDateRange(row.start, row.end, locale)}</span>
            </div>
            <Bar row={row} scale={scale} now={now} />
          </li>
        ))}
      </ol>
      <Details summary={t('ui.gantt.table')}>
        <GanttTable t={t} locale={locale} id={id} label={label} rows={rows} />
      </Details>
    </figure>
  )
}

/** A label near the end would leave the drawing (sooner on a phone, where it is left out): its line stays. */
function Axis({ t, locale, scale, now }: { t: T; locale: string; scale: Scale; now: number | null }) {
  const years = scale.start.slice(0, 4) !== scale.ticks.at(-1)?.date.slice(0, 4)
  return (
    <svg width="100%" height="26" aria-hidden="true" focusable="false">
      {scale.ticks
        .filter((tick) => tick.percent < 92)
        .map((tick) => (
          <text class={tick.major ? '' : 'minor'} x={percent(tick.percent)} y="18">
            {years && tick.date.slice(5, 7) === '01' ? tick.date.slice(0, 4) : formatMonth(tick.date, locale)}
          </text>
        ))}
      {now === null ? null : (
        <text class="today-word" x={percent(now)} y="2" text-anchor={now > 90 ? 'end' : now < 10 ? 'start' : 'middle'}>
          {t('ui.gantt.today')}
        </text>
      )}
    </svg>
  )
}

function Bar({ row, scale, now }: { row: GanttRow; scale: Scale; now: number | null }) {
  const from = scale.at(row.start)
  const width = Math.max(0.75, scale.at(dayAfter(row.end)) - from)
  return (
    <svg width="100%" height="40" aria-hidden="true" focusable="false">
      {scale.ticks.map((tick) => (
        <line class="tick" x1={percent(tick.percent)} x2={percent(tick.percent)} y1="0" y2="100%" />
      ))}
      <rect
        class={`fill ${row.kind}`}
        x={percent(from)}
        width={percent(width)}
        y="50%"
        height="20"
        rx="4"
        transform="translate(0 -10)"
      />
      {now === null ? null : <line class="today" x1={percent(now)} x2={percent(now)} y1="0" y2="100%" />}
    </svg>
  )
}

function GanttTable({ t, locale, id, label, rows }: Omit<GanttProps, 'today'>) {
  return (
    <Table
      id={`${id}-table`}
      caption={label}
      captionHidden
      rows={rows}
      columns={[
        { key: 'item', label: t('ui.gantt.item'), cell: (row) => row.label },
        { key: 'start', label: t('ui.gantt.start'), cell: (row) => formatDate(row.start, locale) },
        { key: 'end', label: t('ui.gantt.end'), cell: (row) => formatDate(row.end, locale) },
        { key: 'state', label: t('ui.gantt.state'), cell: (row) => <Status kind={row.kind} word={row.word} /> },
      ]}
    />
  )
}

const percent = (value: number) => `${Math.round(value * 100) / 100}%`
