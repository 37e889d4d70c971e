import { type Actor, holds, type Person } from '../../platform/context.ts'

/** Sets consultations up, captures paper and brings files in. */
export function canRunConsultations(actor: Actor, spaceId: string): actor is Person {
  return holds(actor, spaceId, 'administrator', 'facilitator')
}

/** Hides and shows what people wrote, each time with a reason that everybody reads. */
export function canModerateContributions(actor: Actor, spaceId: string): actor is Person {
  return holds(actor, spaceId, 'administrator', 'facilitator', 'moderator')
}
