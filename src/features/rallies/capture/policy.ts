import { type Actor, holds } from '../../../platform/context.ts'
import { canModerate, canOrganise } from '../editions/policy.ts'

/** Sees a capture's receipt: the team that made it, and whoever runs or judges the edition. */
export function canSeeReceipt(actor: Actor, { spaceId, isOfTeam, isJudge }: Seen): boolean {
  return actor !== null && (isOfTeam || isJudge || canModerate(actor, spaceId))
}

/** Sees originals of photographs: organisers and judges of the edition, nobody else. */
export function canSeeOriginals(actor: Actor, { spaceId, isJudge }: Omit<Seen, 'isOfTeam'>): boolean {
  return actor !== null && (isJudge || canOrganise(actor, spaceId))
}

/** Answers what people say is missing from the list of works. */
export function canAnswerMissing(actor: Actor, spaceId: string): boolean {
  return holds(actor, spaceId, 'administrator', 'facilitator')
}

type Seen = { spaceId: string; isOfTeam: boolean; isJudge: boolean }
