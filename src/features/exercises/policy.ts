import { type Actor, holds } from '../../platform/context.ts'

/** Running an exercise is the facilitator's, who answers to its body. */
export function canRunExercises(actor: Actor, spaceId: string): boolean {
  return holds(actor, spaceId, 'administrator', 'facilitator')
}

/** Before its timeline is published an exercise exists only for those who prepare it. */
export function canSeeExercise(actor: Actor, exercise: { publishedAt: Date | null; space: { id: string } }): boolean {
  return exercise.publishedAt !== null || canRunExercises(actor, exercise.space.id)
}

/** Whoever acts for an organisation there signs for it, and nobody else does. */
export function canSignFor(actor: Actor, spaceId: string, organizationId: string): boolean {
  return actor?.grants.some((grant) => grant.organizationId === organizationId && grant.spaceIds.has(spaceId)) ?? false
}
