import { type Actor, holds } from '../../platform/context.ts'

/** Keeps the body's papers: seats, calls, attendance, minutes, agreements. */
export function canKeepBody(actor: Actor, spaceId: string): boolean {
  return holds(actor, spaceId, 'administrator', 'facilitator')
}
