import { planPaths } from '../../../commitments/paths.ts'

type In = Parameters<typeof planPaths.plan>[0]

/** Where a facilitator sees who has not reported, and writes to them. */
export const callPaths = {
  silent: (plan: In) => `${planPaths.plan(plan)}/sin-reporte`,
}
