import type { Annexe } from './annexe.ts'

export const governanceAnnexe: Annexe = {
  rules: [],
  addressOf: async (_stage, route) => route,
}
