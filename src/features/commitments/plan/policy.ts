import { type Actor, holds } from '../../../platform/context.ts'
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
