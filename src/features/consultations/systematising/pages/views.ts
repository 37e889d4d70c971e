import type { Consultation } from '../../model.ts'
import type { Topic } from '../model.ts'
import type { Part, Tally } from '../results/model.ts'
import type { Representative, ResultRow } from '../results/queries.ts'

export type ResultsView = {
  consultation: Consultation
  topics: readonly Topic[]
  tallies: readonly Tally[]
  representatives: readonly Representative[]
  notTakenUp: readonly ResultRow[]
  isPublished: boolean
}

export const partWords: Record<Part, 'en-un-tema' | 'no-atendidas' | 'sin-clasificar'> = {
  'taken-up': 'en-un-tema',
  'not-taken-up': 'no-atendidas',
  pending: 'sin-clasificar',
}
