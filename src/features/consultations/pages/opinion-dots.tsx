import type { C } from '../../../platform/http/env.ts'
import { groupName } from '../opinions/explaining.ts'
import { agreement } from '../opinions/tallies.ts'
import type { Told } from '../statements/reckoning.ts'

const most = 12
const [left, right, rowHeight, top] = [36, 320, 34, 30]

/**
 * A line a statement, from nobody to everybody; on it each group where its agreement lies. Marks that stand together: all see it
 * alike; far apart: it divides. Each group is told by its letter and its shape, never by colour. The table below says the same.
 */
export function OpinionDots({ c, told }: { c: C; told: Told }) {
  const { t } = c.var
  const rows = [...told.statements]
    .sort((a, b) => b.divisiveness - a.divisiveness || a.number - b.number)
    .slice(0, most)
  const height = top + rows.length * rowHeight + 10
  const label = t('consultations.opinions.drawing.label', { count: rows.length, groups: told.members.length })
  return (
    <svg class="opinion-dots" viewBox={`0 0 ${right + 16} ${height}`} role="img" aria-label={label}>
      <text x={left} y={14}>
        0 %
      </text>
      <text x={right} y={14} text-anchor="end">
        100 %
      </text>
      {rows.map(({ number, groups }, row) => {
        const y = top + row * rowHeight + rowHeight / 2
        return (
          <g>
            <text x={left - 10} y={y + 4} text-anchor="end">
              {number}
            </text>
            <line class="axis-line" x1={left} y1={y} x2={right} y2={y} />
            {groups.map((tally, at) => (
              <Mark x={round(left + (right - left) * agreement(tally))} y={y} at={at} />
            ))}
          </g>
        )
      })}
    </svg>
  )
}

const sides = [0, 4, 3, 6, 5]

function Mark({ x, y, at }: { x: number; y: number; at: number }) {
  const corners = sides[at % sides.length] ?? 0
  return (
    <g>
      {corners === 0 ? (
        <circle class="mark" cx={x} cy={y} r={11} />
      ) : (
        <polygon class="mark" points={polygon(x, y, corners)} />
      )}
      <text x={x} y={y + 4} text-anchor="middle">
        {groupName(at)}
      </text>
    </g>
  )
}

function polygon(x: number, y: number, corners: number): string {
  return Array.from({ length: corners }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / corners - Math.PI / 2
    return `${round(x + 13 * Math.cos(angle))},${round(y + 13 * Math.sin(angle))}`
  }).join(' ')
}

const round = (value: number) => Math.round(value * 10) / 10
