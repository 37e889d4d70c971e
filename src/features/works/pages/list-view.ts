import type { Space } from '../../spaces/model.ts'
import type { Choices, ListedWork } from '../listing/queries.ts'
import type { Filters } from '../listing/schema.ts'
import type { Cut } from '../model.ts'

export type WorksList = {
  space: Space
  cut: Cut | null
  cuts: readonly Cut[]
  filters: Filters
  choices: Choices
  works: readonly ListedWork[]
  matching: number
  mayKeep: boolean
}
