import { type Actor, holds } from '../../platform/context.ts'

/** Bringing cuts in and answering corrections are of whoever runs the space. */
export function canKeepWorks(actor: Actor, spaceId: string): boolean {
  return holds(actor, spaceId, 'administrator', 'facilitator')
}
