import type { Annexe } from './annexe.ts'

export const consultationsAnnexe: Annexe = {
  rules: [],
  addressOf: async (_stage, route) => route,
}
