import type { Annexe } from './annexe.ts'

export const tablesAnnexe: Annexe = {
  rules: [],
  addressOf: async (_stage, route) => route,
}
