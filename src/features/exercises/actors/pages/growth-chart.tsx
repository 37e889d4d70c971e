import type { C } from '../../../../platform/http/env.ts'
import { formatMonth } from '../../../../ui/format.ts'
import type { Growth } from '../model.ts'

const width = 240
const height = 56

/** One small line a sector on one scale: shapes are compared, no colour has to be told apart. The table below says the same. */
export function GrowthChart({ c, growth }: { c: C; growth: Growth }) {
  const { t, context } = c.var
  const { months, series, totals } = growth
  const lines = [...series.map(({ sector, joined }) => ({ name: t(`exercise.sector.${sector}`), joined }))]
  const most = Math.max(1, ...lines.flatMap(({ joined }) => joined))
  const from = formatMonth(months[0] ?? '', context.locale, true)
  const to = formatMonth(months.at(-1) ?? '', context.locale, true)
  const total = totals.at(-1) ?? 0
  return (
    <>
      <p class="small muted">{t('participation.scale', { from, to, most, total })}</p>
      <ul class="growth">
        {lines.map(({ name, joined }) => (
          <li>
            <span class="growth-name">
              {name} <strong>{joined.at(-1) ?? 0}</strong>
            </span>
            <svg
              viewBox={`0 0 ${width} ${height}`}
              role="img"
              aria-label={t('participation.line', { name, count: joined.at(-1) ?? 0, from, to })}
              preserveAspectRatio="none"
            >
              <path class="growth-ground" d={`M0 ${height - 1}H${width}`} />
              <path class="growth-line" d={stepsOf(joined, most)} />
            </svg>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Steps, because between two months nothing is known. */
function stepsOf(values: readonly number[], most: number): string {
  const x = (at: number) => Math.round((at / values.length) * width)
  const y = (value: number) => Math.round((height - 3 - (value / most) * (height - 8)) * 10) / 10
  return values.map((value, at) => `${at === 0 ? `M1.5 ${y(0)}V` : 'V'}${y(value)}H${x(at + 1)}`).join('')
}
