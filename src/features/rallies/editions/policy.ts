import { type Actor, holds } from '../../../platform/context.ts'

/** Plans an edition, runs it and closes it. */
export function canOrganise(actor: Actor, spaceId: string): boolean {
  return holds(actor, spaceId, 'administrator', 'facilitator')
}

/** Looks photographs over and decides what is shown. */
export function canModerate(actor: Actor, spaceId: string): boolean {
  return holds(actor, spaceId, 'administrator', 'facilitator', 'moderator')
}
