import type { Annexe } from './annexe.ts'

export const threadAnnexe: Annexe = {
  rules: [],
  addressOf: async (_stage, route) => route,
}
