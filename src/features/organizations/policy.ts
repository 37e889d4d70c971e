import { type Actor, holds } from '../../platform/context.ts'

export function canEditOrganizations(actor: Actor, spaceId: string): boolean {
  return holds(actor, spaceId, 'administrator', 'facilitator')
}
