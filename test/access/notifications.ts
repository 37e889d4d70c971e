import type { Annexe } from './annexe.ts'

export const notificationsAnnexe: Annexe = {
  rules: [],
  addressOf: async (_stage, route) => {
    throw new Error(`no address for ${route}`)
  },
}
