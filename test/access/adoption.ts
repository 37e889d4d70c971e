import type { Annexe } from './annexe.ts'

export const adoptionAnnexe: Annexe = {
  rules: [],
  addressOf: async (_stage, route) => route,
}
