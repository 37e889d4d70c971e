import type { T } from '../../../platform/i18n.ts'
import { formatPercent, formatShortDate } from '../../../ui/format.ts'

export type Reported = { datedOn: string; progress: number | null }

const [width, height, left, right, top, bottom] = [600, 220, 44, 16, 16, 34]

/**
 * Reported progress over the cuts, as reported: a fall is drawn as a fall, dashed and in another colour (T-45). Cuts without a
 * figure break the line. The table beside it says the same.
 */
export function ProgressLine({ t, reported, locale }: { t: T; reported: readonly Reported[]; locale: string }) {
  const days = reported.map(({ datedOn }) => Date.parse(datedOn))
  const [first = 0, last = 0] = [Math.min(...days), Math.max(...days)]
  const x = (day: number) => left + ((width - left - right) * (day - first)) / Math.max(1, last - first)
  const y = (progress: number) => top + ((height - top - bottom) * (100 - progress)) / 100
  const points = reported.map(({ datedOn, progress }) => ({ x: x(Date.parse(datedOn)), datedOn, progress }))
  return (
    <figure class="works-line">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('works.progress.chart')}>
        {[0, 50, 100].map((mark) => (
          <>
            <path class="axis" d={`M${left} ${y(mark)}H${width - right}`} />
            <text x={left - 8} y={y(mark) + 4} text-anchor="end">
              {mark}
            </text>
          </>
        ))}
        {points.map((point, at) => {
          const before = points[at - 1]
          if (!before || before.progress === null || point.progress === null) return null
          const isFall = point.progress < before.progress
          return (
            <path
              class={isFall ? 'way fell' : 'way'}
              d={`M${before.x} ${y(before.progress)}L${point.x} ${y(point.progress)}`}
            />
          )
        })}
        {points.map(({ x: cx, datedOn, progress }, at) => (
          <>
            {progress === null ? null : (
              <circle cx={cx} cy={y(progress)} r="5">
                <title>{`${formatShortDate(datedOn, locale)}: ${formatPercent(progress, locale)}`}</title>
              </circle>
            )}
            {at === 0 || at === points.length - 1 ? (
              <text x={cx} y={height - 10} text-anchor={at === 0 ? 'start' : 'end'}>
                {formatShortDate(datedOn, locale)}
              </text>
            ) : null}
          </>
        ))}
      </svg>
    </figure>
  )
}
