import { curveStepAfter, line } from 'd3-shape'
import type { Standing } from '../../scoring/model.ts'
import type { RaceStep } from './model.ts'

export type RaceLine = {
  code: string
  name: string
  path: string
  /** Running sums at the ends of the stretches, in order. */
  sums: readonly { at: Date; points: number }[]
  end: { x: number; y: number }
}

export type Race = { width: number; height: number; from: Date; to: Date; most: number; lines: readonly RaceLine[] }

export const raceTeams = 5
const [width, height, left, right, top, bottom] = [640, 260, 44, 12, 12, 28]

export const racePlot = { left, right: width - right, top, bottom: height - bottom }

/** The points that posts gave to the first teams, summed over the time of the rally; null while there is nothing to draw. */
export function raceOf(
  standings: readonly Standing[],
  steps: readonly RaceStep[],
  { from, to }: { from: Date; to: Date },
): Race | null {
  const leading = standings.slice(0, raceTeams)
  const sums = leading.map((team) => ({ team, sums: runningSums(steps.filter((step) => step.team === team.team_id)) }))
  const most = Math.max(0, ...sums.map(({ sums }) => sums.at(-1)?.points ?? 0))
  if (most === 0 || to <= from) return null
  const x = (at: Date) =>
    left + ((at.getTime() - from.getTime()) / (to.getTime() - from.getTime())) * (width - left - right)
  const y = (points: number) => height - bottom - (points / most) * (height - top - bottom)
  const draw = line<{ at: Date; points: number }>()
    .x(({ at }) => rounded(x(clamped(at, from, to))))
    .y(({ points }) => rounded(y(points)))
    .curve(curveStepAfter)
  const lines = sums.map(({ team, sums }) => {
    const last = sums.at(-1)?.points ?? 0
    const points = [{ at: from, points: 0 }, ...sums, { at: to, points: last }]
    const end = { x: rounded(x(to)), y: rounded(y(last)) }
    return { code: team.team_id, name: team.team_name, path: draw(points) ?? '', sums, end }
  })
  return { width, height, from, to, most, lines }
}

function runningSums(steps: readonly RaceStep[]): { at: Date; points: number }[] {
  let hundredths = 0
  return steps.map(({ at, points }) => {
    hundredths += Math.round(points * 100)
    return { at, points: hundredths / 100 }
  })
}

function clamped(at: Date, from: Date, to: Date): Date {
  return at < from ? from : at > to ? to : at
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
