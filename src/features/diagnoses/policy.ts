import { type Actor, holds } from '../../platform/context.ts'

/** Draws trees, answers comments, weighs alternatives and sends kits. */
export function canDiagnose(actor: Actor, spaceId: string): boolean {
  return holds(actor, spaceId, 'administrator', 'facilitator')
}

/** Before it is published a tree exists only for those who draw it. */
export function canSeeTree(actor: Actor, tree: { publishedAt: Date | null; space: { id: string } }): boolean {
  return tree.publishedAt !== null || canDiagnose(actor, tree.space.id)
}
