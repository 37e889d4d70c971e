import type { Annexe } from './annexe.ts'

export const diagnosesAnnexe: Annexe = {
  rules: [],
  addressOf: async (_stage, route) => route,
}
