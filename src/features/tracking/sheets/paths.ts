import { planPaths } from '../../commitments/paths.ts'

type In = Parameters<typeof planPaths.plan>[0]

/** Addresses of the sheet of a plan's activities, which goes out and comes back. */
export const sheetPaths = {
  page: (plan: In) => `${planPaths.plan(plan)}/hoja`,
  file: (plan: In, ending: 'csv' | 'xlsx') => `${planPaths.plan(plan)}/hoja.${ending}`,
  send: (plan: In) => `${planPaths.plan(plan)}/hoja/importaciones`,
}
