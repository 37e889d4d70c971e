import { type Actor, holds } from '../../../platform/context.ts'

export function canModerate(actor: Actor, spaceId: string): boolean {
  return holds(actor, spaceId, 'moderator')
}
