import { type Actor, holds } from '../../platform/context.ts'

/** Calls tables, keeps their lists and minutes and edits their drafts. */
export function canRunTables(actor: Actor, spaceId: string): boolean {
  return holds(actor, spaceId, 'administrator', 'facilitator')
}

/** Until it is published a table exists only for those who prepare it. */
export function canSeeTable(actor: Actor, table: { publishedAt: Date | null; space: { id: string } }): boolean {
  return table.publishedAt !== null || canRunTables(actor, table.space.id)
}

/** Rates drafts with an argument: whoever has a role there, as the field asks it of specialists. */
export function canRateDrafts(actor: Actor, spaceId: string): boolean {
  return holds(actor, spaceId, 'administrator', 'facilitator', 'liaison', 'co-responsible', 'evaluator')
}
