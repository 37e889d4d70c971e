import type { FrozenActivity, FrozenCommitment } from '../model.ts'
import { isDisputed } from '../model.ts'

/** One thing that is otherwise on the later board; codes and values, put in words by the page. */
export type Move =
  | { kind: 'title' | 'ends'; from: string | null; to: string | null }
  | { kind: 'standing' | 'lateness' | 'opinion'; from: string; to: string }
  | { kind: 'reported' | 'verified'; from: number | null; to: number | null }
  | { kind: 'paused' | 'resumed' }

export type ActivityMove = { code: string; title: string } & (
  | { kind: 'state'; from: string; to: string }
  | { kind: 'dates' | 'renamed' | 'weight'; from: string | null; to: string | null }
  | { kind: 'report' | 'answer' | 'verification' | 'disputed' | 'settled' | 'added' | 'removed' }
)

export type CommitmentDifference = {
  key: string
  number: string
  title: string
  is: 'added' | 'removed' | 'changed'
  moves: readonly Move[]
  activities: readonly ActivityMove[]
}

/** What moved between two boards, by commitment in the later one's order; what is the same in both is left out. */
export function differencesOf(
  before: readonly FrozenCommitment[],
  after: readonly FrozenCommitment[],
): CommitmentDifference[] {
  const old = new Map(before.map((one) => [one.key, one]))
  const kept = new Set(after.map((one) => one.key))
  const nameOf = ({ key, number, title }: FrozenCommitment) => ({ key, number, title, moves: [], activities: [] })
  const differences = after.flatMap((one): CommitmentDifference[] => {
    const earlier = old.get(one.key)
    if (!earlier) return [{ ...nameOf(one), is: 'added' }]
    const moves = movesOf(earlier, one)
    const activities = activityMoves(earlier, one)
    return moves.length + activities.length === 0 ? [] : [{ ...nameOf(one), is: 'changed', moves, activities }]
  })
  const removed = before.filter((one) => !kept.has(one.key))
  return [...differences, ...removed.map((one): CommitmentDifference => ({ ...nameOf(one), is: 'removed' }))]
}

function movesOf(a: FrozenCommitment, b: FrozenCommitment): Move[] {
  const moves: Move[] = []
  if (a.title !== b.title) moves.push({ kind: 'title', from: a.title, to: b.title })
  if (a.endsOn !== b.endsOn) moves.push({ kind: 'ends', from: a.endsOn, to: b.endsOn })
  for (const kind of ['reported', 'verified'] as const) {
    const [from, to] = [shareOf(a, kind), shareOf(b, kind)]
    if (from !== to) moves.push({ kind, from, to })
  }
  if (a.standing !== b.standing) moves.push({ kind: 'standing', from: a.standing, to: b.standing })
  const [light, later] = [a.lateness, b.lateness]
  if (light && later && light !== later) moves.push({ kind: 'lateness', from: light, to: later })
  if (a.pause === null && b.pause !== null) moves.push({ kind: 'paused' })
  if (a.pause !== null && b.pause === null) moves.push({ kind: 'resumed' })
  if (a.opinion !== b.opinion) moves.push({ kind: 'opinion', from: a.opinion, to: b.opinion })
  return moves
}

/** Of what is reported or verified done, in hundredths that compare exactly. */
function shareOf({ progress }: FrozenCommitment, kind: 'reported' | 'verified'): number | null {
  if (!progress) return null
  return kind === 'verified' ? progress.verified : Math.round((progress.verified + progress.complete) * 100) / 100
}

type Placed = FrozenActivity & { weight: number | null }

function activitiesIn(commitment: FrozenCommitment): Map<string, Placed> {
  return new Map(
    commitment.keyActions.flatMap(({ weight, activities }) =>
      activities.map((activity) => [activity.code, { ...activity, weight }] as const),
    ),
  )
}

function activityMoves(before: FrozenCommitment, after: FrozenCommitment): ActivityMove[] {
  const [old, now] = [activitiesIn(before), activitiesIn(after)]
  const moves = [...now.values()].flatMap((one): ActivityMove[] => {
    const earlier = old.get(one.code)
    return earlier ? movesOfActivity(earlier, one) : [{ code: one.code, title: one.title, kind: 'added' }]
  })
  const gone = [...old.values()].filter(({ code }) => !now.has(code))
  return [...moves, ...gone.map(({ code, title }): ActivityMove => ({ code, title, kind: 'removed' }))]
}

function movesOfActivity(a: Placed, b: Placed): ActivityMove[] {
  const { code, title } = b
  const moves: ActivityMove[] = []
  if (a.state !== b.state) moves.push({ code, title, kind: 'state', from: a.state, to: b.state })
  if (a.endsOn !== b.endsOn) moves.push({ code, title, kind: 'dates', from: a.endsOn, to: b.endsOn })
  if (a.title !== b.title) moves.push({ code, title, kind: 'renamed', from: a.title, to: b.title })
  if (a.weight !== b.weight) moves.push({ code, title, kind: 'weight', from: textOf(a.weight), to: textOf(b.weight) })
  if (newest(a.reports) !== newest(b.reports)) moves.push({ code, title, kind: 'report' })
  if (newest(a.answers) !== newest(b.answers)) moves.push({ code, title, kind: 'answer' })
  if (a.verification?.at !== b.verification?.at) moves.push({ code, title, kind: 'verification' })
  if (isDisputed(a) !== isDisputed(b)) moves.push({ code, title, kind: isDisputed(b) ? 'disputed' : 'settled' })
  return moves
}

const textOf = (weight: number | null) => (weight === null ? null : String(weight))

function newest(said: readonly { at: string }[]): string {
  return (
    said
      .map(({ at }) => at)
      .toSorted()
      .at(-1) ?? ''
  )
}
