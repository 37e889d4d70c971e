import type { Actor } from '../../../platform/context.ts'

/**
 * The organisations for which somebody may answer a finding: those she is a liaison of in that space (or above it). Where the
 * data name an institution that the space knows, its liaisons alone.
 */
export function answersFor(actor: Actor, spaceId: string, responsibleId: string | null): string[] {
  const own = (actor?.grants ?? []).flatMap((grant) =>
    grant.role === 'liaison' && grant.organizationId !== null && grant.spaceIds.has(spaceId)
      ? [grant.organizationId]
      : [],
  )
  return responsibleId === null ? [...new Set(own)] : own.filter((id) => id === responsibleId).slice(0, 1)
}
