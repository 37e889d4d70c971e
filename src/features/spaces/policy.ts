import { type Actor, holds } from '../../platform/context.ts'

export function canAdministerSpace(actor: Actor, spaceId: string): boolean {
  return holds(actor, spaceId, 'administrator')
}
