import type { Annexe } from './annexe.ts'

export const systematisingAnnexe: Annexe = {
  rules: [],
  addressOf: async (_stage, route) => route,
}
