import { planPaths } from '../../commitments/paths.ts'

type In = Parameters<typeof planPaths.plan>[0]

/** Addresses of a plan's cuts. */
export const cutPaths = {
  list: (plan: In) => `${planPaths.plan(plan)}/cortes`,
  cut: (plan: In, number: number) => `${planPaths.plan(plan)}/cortes/${number}`,
  compare: (plan: In) => `${planPaths.plan(plan)}/cortes/comparar`,
  dates: (plan: In) => `${planPaths.plan(plan)}/cortes/fechas`,
  move: (plan: In, id: string) => `${planPaths.plan(plan)}/cortes/fechas/${id}`,
  freeze: (plan: In) => `${planPaths.plan(plan)}/cortes/congelar`,
  boardOn: (plan: In, day: string) => `${planPaths.board(plan)}?al=${day}`,
}
