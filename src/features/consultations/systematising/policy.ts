import { type Actor, holds, type Person } from '../../../platform/context.ts'
import { canModerateContributions, canRunConsultations } from '../policy.ts'

/** Gives contributions their topic or their answer. */
export function canCode(actor: Actor, spaceId: string): actor is Person {
  return holds(actor, spaceId, 'administrator', 'facilitator', 'evaluator', 'moderator')
}

/** Merges and splits topics, answers them, sets how many are coded twice, publishes the results. */
export const canLeadSystematising = canRunConsultations

/** Reads what is withheld from everybody: a coder who may not sees that it is, and codes it by nothing. */
export const canReadWithheld = canModerateContributions
