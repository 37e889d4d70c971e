import { type Actor, holds, type Person } from '../../../platform/context.ts'
import type { Side } from './model.ts'

/** An organisation that answers for a commitment. */
export type Answerable = { organizationId: string; name: string; part: 'lead' | 'co-responsible' }

/** For whom somebody speaks, and on which side. */
export type Speaker = Answerable & { side: Side }

/** Liaisons and co-responsibles speak for their own organisation where it answers for the commitment; same rights. */
export function speakersOf(actor: Actor, spaceId: string, parties: readonly Answerable[]): Speaker[] {
  const speakers = new Map<string, Speaker>()
  for (const { role, spaceIds, organizationId } of actor?.grants ?? []) {
    if ((role !== 'liaison' && role !== 'co-responsible') || !spaceIds.has(spaceId)) continue
    const party = parties.find((one) => one.organizationId === organizationId)
    if (party)
      speakers.set(party.organizationId, { ...party, side: role === 'liaison' ? 'institution' : 'civil-society' })
  }
  return [...speakers.values()]
}

/** Organisations for which the actor holds a role in the space. */
export function organizationsOf(actor: Actor, spaceId: string): string[] {
  const ids = (actor?.grants ?? []).flatMap(({ role, spaceIds, organizationId }) =>
    (role === 'liaison' || role === 'co-responsible') && spaceIds.has(spaceId) && organizationId
      ? [organizationId]
      : [],
  )
  return [...new Set(ids)]
}

export function canVerify(actor: Actor, spaceId: string): actor is Person {
  return holds(actor, spaceId, 'evaluator')
}
