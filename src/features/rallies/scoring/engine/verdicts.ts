import type { Because, Reason, Status, Verdict } from '../model.ts'
import { writtenPoints } from '../text/decimals.ts'
import { announcement, findings, original, type Posts, reasons, unannounced, visit } from './posts.ts'
import type { Stage } from './stage.ts'

const waits: readonly Reason[] = ['no_work', 'unknown_work', 'photo_reused', 'copied_text']

export function statusOf(reason: Reason | null): Status {
  if (reason === null) return 'counted'
  return waits.includes(reason) ? 'review' : 'excluded'
}

/** The verdict of a settled post, with every point given or withheld. Their sum is the verdict's points. */
export function verdictOf(handle: number, posts: Posts, stage: Stage): Verdict {
  const reason = reasons[posts.reason[handle] ?? 0] ?? null
  const start = posts.workStart[handle] ?? 0
  const end = start + (posts.workCount[handle] ?? 0)
  const works: string[] = []
  for (let at = start; at < end; at++) works.push(stage.works[posts.works[at] ?? -1]?.key ?? '')
  const kind = posts.kind[handle]
  return {
    network: posts.networkOf(handle),
    id: posts.idOf(handle),
    team: stage.teams[posts.team[handle] ?? -1]?.id ?? null,
    works,
    kind: kind === visit ? 'visit' : kind === announcement ? 'announcement' : null,
    status: statusOf(reason),
    reason,
    points: points(posts.points[handle] ?? 0),
    because: becauseOf(handle, reason, works, posts, stage),
  }
}

/** The few amounts that an edition gives stand in millions of entries. */
const written = new Map<number, string>()

function points(hundredths: number): string {
  const known = written.get(hundredths)
  if (known !== undefined) return known
  const text = writtenPoints(BigInt(hundredths))
  if (written.size < 10_000) written.set(hundredths, text)
  return text
}

function becauseOf(
  handle: number,
  reason: Reason | null,
  works: readonly string[],
  posts: Posts,
  stage: Stage,
): readonly Because[] {
  const [work] = works
  if (posts.kind[handle] === announcement && (reason === null || reason === 'duplicate'))
    return announcementPoints(handle, works, posts, stage)
  if (reason === null && work !== undefined) return visitPoints(handle, work, posts, stage)
  const other = posts.other[handle] ?? -1
  return [entry(reason ?? '', work, 0, other < 0 ? undefined : identity(other, posts))]
}

function announcementPoints(handle: number, works: readonly string[], posts: Posts, stage: Stage): Because[] {
  const start = posts.workStart[handle] ?? 0
  return works.map((work, index) => {
    const other = posts.others[start + index] ?? -1
    if (other >= 0) return entry('duplicate', work, 0, identity(other, posts))
    return entry('announcement', work, stage.amounts.announcement)
  })
}

function visitPoints(handle: number, work: string, posts: Posts, stage: Stage): Because[] {
  const { amounts } = stage
  const flags = posts.flags[handle] ?? 0
  const finding = findings[posts.finding[handle] ?? 0] ?? null
  const grants = posts.grants.get(handle)
  const isNotFound = finding === 'not_found'
  const entries: Because[] = []
  if (flags & original) entries.push(entry('photo_original', work, 0, identity(posts.other[handle] ?? 0, posts)))
  const whole = isNotFound ? amounts.notFound : amounts.visit
  entries.push(entry(isNotFound ? 'not_found' : 'visit', work, whole))
  if (flags & unannounced) {
    const part = isNotFound ? amounts.notFoundUnannounced : amounts.visitUnannounced
    entries.push(entry('unannounced_visit', work, part - whole))
  }
  const hasCompared = finding === 'matches' || finding === 'partly' || finding === 'differs'
  if (hasCompared || grants?.has('comparison')) {
    const isGiven = hasCompared || grants?.get('comparison') === true
    entries.push(entry('comparison', work, isGiven ? amounts.comparison : 0))
  }
  for (const criterion of ['other_data', 'interview', 'visualization'] as const) {
    const granted = grants?.get(criterion)
    if (granted !== undefined) entries.push(entry(criterion, work, granted ? amounts[criterion] : 0))
  }
  return entries
}

/** Always in the order in which the contract names them. */
function entry(rule: string, work: string | undefined, amount: number, other?: Because['other']): Because {
  return {
    rule,
    ...(work === undefined ? {} : { work }),
    points: points(amount),
    ...(other === undefined ? {} : { other }),
  }
}

function identity(handle: number, posts: Posts): { network: string; id: string } {
  return { network: posts.networkOf(handle), id: posts.idOf(handle) }
}
