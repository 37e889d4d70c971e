import { type Actor, holds } from '../../platform/context.ts'

/** Invite, withdraw, revoke, and see who holds what. */
export function canManageRoles(actor: Actor, spaceId: string): boolean {
  return holds(actor, spaceId, 'administrator')
}

/** Kept mails and privacy requests concern the whole installation: only who administers all of its roots. */
export function canRunInstallation(actor: Actor, rootSpaceIds: readonly string[]): boolean {
  return rootSpaceIds.length > 0 && rootSpaceIds.every((id) => holds(actor, id, 'administrator'))
}
