import { type Actor, holds } from '../../../platform/context.ts'

/** Who speaks for an organisation there brings evidence in its name; government and civil society alike. */
export function canAddEvidence(actor: Actor, spaceId: string, organizationId: string): boolean {
  return (
    actor?.grants.some(
      (grant) =>
        (grant.role === 'liaison' || grant.role === 'co-responsible') &&
        grant.organizationId === organizationId &&
        grant.spaceIds.has(spaceId),
    ) ?? false
  )
}

/** Hiding bytes is for what the law asks, not for whoever brought them. */
export function canHideEvidence(actor: Actor, spaceId: string): boolean {
  return holds(actor, spaceId, 'administrator', 'facilitator')
}

export function canWithdrawEvidence(actor: Actor, spaceId: string, organizationId: string): boolean {
  return canAddEvidence(actor, spaceId, organizationId) || canHideEvidence(actor, spaceId)
}
