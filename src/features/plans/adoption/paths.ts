import { planPaths } from '../../commitments/paths.ts'

/** Where approved drafts of the space's tables are taken into a plan. */
export function adoptionPath(plan: Parameters<typeof planPaths.plan>[0]): string {
  return `${planPaths.plan(plan)}/borradores`
}
