import type { Actor } from '../../platform/context.ts'
import { canAdministerSpace } from '../spaces/policy.ts'

export function canKeepWebhooks(actor: Actor, spaceId: string): boolean {
  return canAdministerSpace(actor, spaceId)
}
