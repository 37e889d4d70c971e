import { type Actor, holds, type Role } from '../../../platform/context.ts'
import type { Plan } from './model.ts'

/** A plan that is not yet published exists only for those who work on it. */
export function canSeePlan(actor: Actor, plan: Plan): boolean {
  return (
    plan.publication !== null ||
    holds(actor, plan.space.id, 'administrator', 'facilitator', 'liaison', 'co-responsible', 'evaluator')
  )
}

/** Writing, importing, publishing and pausing are the facilitator's, who answers to the plan's body. */
export function canEditPlan(actor: Actor, spaceId: string): boolean {
  return holds(actor, spaceId, 'administrator', 'facilitator')
}

export type DeskName = 'reportes' | 'verificaciones' | 'impugnaciones' | 'prorrogas' | 'sin-reporte'

const desks: Partial<Record<Role, readonly DeskName[]>> = {
  liaison: ['reportes', 'prorrogas', 'impugnaciones'],
  'co-responsible': ['reportes', 'impugnaciones'],
  evaluator: ['verificaciones'],
  moderator: ['impugnaciones'],
  facilitator: ['sin-reporte', 'prorrogas', 'impugnaciones'],
  administrator: ['sin-reporte', 'prorrogas', 'impugnaciones'],
}

/** Where a role has something to do on a published plan. */
export function desksOfRole(role: Role): readonly DeskName[] {
  return desks[role] ?? []
}

/** The same for all that somebody holds there, each once. */
export function desksFor(actor: Actor, spaceId: string): DeskName[] {
  const roles = (actor?.grants ?? []).filter(({ spaceIds }) => spaceIds.has(spaceId)).map(({ role }) => role)
  return [...new Set(roles.flatMap(desksOfRole))]
}
