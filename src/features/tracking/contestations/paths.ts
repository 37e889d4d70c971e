import { commitmentPaths, planPaths } from '../../commitments/paths.ts'

type In = Parameters<typeof planPaths.plan>[0]

/** Where anybody says that a state is not true, and where that is decided and answered. */
export const contestationPaths = {
  write: (plan: In, key: string, code: string) => `${commitmentPaths.activity(plan, key, code)}/impugnar`,
  list: (plan: In) => `${planPaths.plan(plan)}/impugnaciones`,
  one: (plan: In, folio: string) => `${planPaths.plan(plan)}/impugnaciones/${folio}`,
  decide: (plan: In, folio: string) => `${planPaths.plan(plan)}/impugnaciones/${folio}/decision`,
  answer: (plan: In, folio: string) => `${planPaths.plan(plan)}/impugnaciones/${folio}/respuesta`,
}
