import type { Reason, Rules, Status } from '../scoring/model.ts'

export type Decision = 'yes' | 'no'

/** See db/migrations/0007: 'first' and 'settling' decide, 'appeal' replaces, 'blind' only measures. */
export type Round = 'first' | 'settling' | 'appeal' | 'blind'

/** What judges answer about a post: a criterion of the contract, or one whose yes becomes a correction of the input. */
export type Question = { criterion: string; round: 'first' | 'settling' }

/** A post that waits: which question lets it out. The contract has no criterion for copied texts and works that were not named. */
const questionOfReason: Partial<Record<Reason, Question>> = {
  photo_reused: { criterion: 'photo_original', round: 'first' },
  copied_text: { criterion: 'text_original', round: 'settling' },
  no_work: { criterion: 'work_named', round: 'settling' },
  unknown_work: { criterion: 'work_named', round: 'settling' },
}

/** Criteria that a counted visit may be given points for. */
const visitCriteria = ['comparison', 'other_data', 'interview', 'visualization'] as const

export type Judged = {
  status: Status
  reason: Reason | null
  kind: 'announcement' | 'visit' | null
  /** The author's own finding already gave the points of the comparison. */
  isCompared: boolean
}

/** What judges are asked about a post under these rules; what nobody gets points for is not asked. */
export function questionsOf(post: Judged, rules: Rules): Question[] {
  if (post.status === 'excluded') return []
  if (post.status === 'review') {
    const question = post.reason && questionOfReason[post.reason]
    return question ? [question] : []
  }
  const ofVisits = visitCriteria.filter(
    (criterion) => rules.points[criterion] > 0 && !(criterion === 'comparison' && post.isCompared),
  )
  const ofChallenges = (rules.challenges ?? []).flatMap((challenge) =>
    challenge.kind === 'judged' ? [challenge.criterion] : [],
  )
  const criteria = [...(post.kind === 'visit' ? ofVisits : []), ...ofChallenges]
  return [...new Set(criteria)].map((criterion) => ({ criterion, round: 'first' }))
}

export type Standing = 'open' | 'tied' | 'granted' | 'denied'

/** Two who agree settle a question, a third settles a tie; more than three never decide. */
export function standingOf(decisions: readonly Decision[]): Standing {
  const ayes = decisions.filter((decision) => decision === 'yes').length
  const noes = decisions.length - ayes
  if (decisions.length < 2) return 'open'
  if (ayes === noes) return 'tied'
  return ayes > noes ? 'granted' : 'denied'
}

export type Judge = { code: string; personId: string; organizationId: string | null }

export type JudgedTeam = { code: string; organizationId: string | null; memberIds: readonly string[] }

export type Bar = 'own-team' | 'own-organisation'

/** Why a judge may not judge a team; null: she may. A post of nobody's team may be judged by all. */
export function barOf(judge: Judge, team: JudgedTeam | null): Bar | null {
  if (team === null) return null
  if (team.memberIds.includes(judge.personId)) return 'own-team'
  return judge.organizationId !== null && judge.organizationId === team.organizationId ? 'own-organisation' : null
}

/** J1, J2…: what open data call a judge. */
export function nextCode(codes: readonly string[]): string {
  return `J${Math.max(0, ...codes.map((code) => Number(code.slice(1)))) + 1}`
}

/** How long a decision may be taken back as a slip. */
export const slipMinutes = 10
