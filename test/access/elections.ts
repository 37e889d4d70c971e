import type { Annexe } from './annexe.ts'

export const electionsAnnexe: Annexe = {
  rules: [],
  addressOf: async (_stage, route) => route,
}
