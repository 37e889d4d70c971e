import { desk } from '../access-table.ts'
import type { Annexe } from './annexe.ts'

const path = '/:space/planes/:plan/borradores'

export const adoptionAnnexe: Annexe = {
  rules: [{ who: desk, routes: [`GET ${path}`, `POST ${path}`] }],
  addressOf: async (stage, _route, _player, plan) =>
    path.replace(':space', stage.space.slug).replace(':plan', plan.slug),
}
