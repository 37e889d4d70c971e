import type { Annexe } from './annexe.ts'

export const exercisesAnnexe: Annexe = {
  rules: [],
  addressOf: async (_stage, route) => route,
}
