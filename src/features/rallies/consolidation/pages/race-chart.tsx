import { dayIn } from '../../../../platform/civil-day.ts'
import type { C } from '../../../../platform/http/env.ts'
import { Details } from '../../../../ui/Details.tsx'
import { formatDateTime, formatNumber, formatShortDate } from '../../../../ui/format.ts'
import { Table } from '../../../../ui/Table.tsx'
import type { Edition } from '../../editions/model.ts'
import { type Race, racePlot } from '../board/race.ts'

/** How the first teams' points grew; each line has its own stroke and name, and its numbers stand in the table below. */
export function RaceChart({ c, edition, race }: { c: C; edition: Edition; race: Race }) {
  const { t, context } = c.var
  const { locale } = context
  const day = (at: Date) => formatShortDate(dayIn(edition.timeZone, at), locale)
  return (
    <figure class="race">
      <svg viewBox={`0 0 ${race.width} ${race.height}`} role="img" aria-label={t('rally.race.label')}>
        <Axes race={race} from={day(race.from)} to={day(race.to)} most={formatNumber(race.most, locale)} />
        {race.lines.map((line, index) => (
          <>
            <path class={`race-line race-${index + 1}`} d={line.path} />
            <text class={`race-name race-${index + 1}`} x={line.end.x - 4} y={Math.max(12, line.end.y - 5)}>
              {String(index + 1)}
            </text>
          </>
        ))}
      </svg>
      <ol class="race-legend">
        {race.lines.map((line, index) => (
          <li>
            <svg viewBox="0 0 28 10" aria-hidden="true" focusable="false">
              <path class={`race-line race-${index + 1}`} d="M0 5H28" />
            </svg>
            {line.name}
          </li>
        ))}
      </ol>
      <Details summary={t('rally.race.table')}>
        <RaceTable c={c} edition={edition} race={race} />
      </Details>
      <p class="small muted">{t('rally.race.note')}</p>
    </figure>
  )
}

function Axes({ race, from, to, most }: { race: Race; from: string; to: string; most: string }) {
  const { left, right, top, bottom } = racePlot
  return (
    <g class="race-axes">
      <path d={`M${left} ${top}V${bottom}H${right}`} />
      <text x={left - 6} y={top + 6} class="end">
        {most}
      </text>
      <text x={left - 6} y={bottom} class="end">
        0
      </text>
      <text x={left} y={race.height - 8}>
        {from}
      </text>
      <text x={right} y={race.height - 8} class="end">
        {to}
      </text>
    </g>
  )
}

function RaceTable({ c, edition, race }: { c: C; edition: Edition; race: Race }) {
  const { t, context } = c.var
  const rows = race.lines.flatMap((line) => line.sums.map((sum) => ({ name: line.name, ...sum })))
  return (
    <Table
      id="carrera"
      caption={t('rally.race.label')}
      captionHidden
      dense
      rows={rows}
      columns={[
        { key: 'team', label: t('rally.board.team'), cell: (row) => row.name },
        {
          key: 'at',
          label: t('rally.race.until'),
          cell: (row) => formatDateTime(row.at, context.locale, edition.timeZone),
        },
        {
          key: 'points',
          label: t('rally.board.points'),
          numeric: true,
          cell: (row) => formatNumber(row.points, context.locale, 2),
        },
      ]}
    />
  )
}
