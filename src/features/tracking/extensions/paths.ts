import { commitmentPaths, planPaths } from '../../commitments/paths.ts'

type In = Parameters<typeof planPaths.plan>[0]

/** Where more time is asked for, and where everybody reads what was decided. */
export const extensionPaths = {
  ask: (plan: In, key: string, code: string) => `${commitmentPaths.activity(plan, key, code)}/prorroga`,
  list: (plan: In) => `${planPaths.plan(plan)}/prorrogas`,
  one: (plan: In, folio: string) => `${planPaths.plan(plan)}/prorrogas/${folio}`,
  decide: (plan: In, folio: string) => `${planPaths.plan(plan)}/prorrogas/${folio}/decision`,
}
