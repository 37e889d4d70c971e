import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import type { Space } from '../../spaces/model.ts'
import type { Clocks } from '../clocks/model.ts'
import type { Judged } from '../conditions/model.ts'
import type { ToldFact } from '../facts/model.ts'
import type { Method } from '../methods/model.ts'
import type { Exercise, Stage } from '../model.ts'
import type { StageOutput } from '../outputs/model.ts'
import type { Doors, Happened } from '../queries.ts'

/** All that the page of an exercise and its twins say. */
export type ExerciseView = {
  space: Space
  exercise: Exercise
  method: Method
  outputs: readonly StageOutput[]
  doors: Doors
  happened: readonly Happened[]
  told: readonly ToldFact[]
  clocks: Clocks
  today: string
  runs: boolean
}

/** A form that came back: 'move', 'output', or the id of an output that was to be withdrawn. */
export type Wrong = { form: string; typed: Typed; errors: FieldErrors; faults: readonly string[] }

export type StageView = {
  view: ExerciseView
  stage: Stage
  asked: { opens: readonly Judged[]; closes: readonly Judged[] }
  next: 'open' | 'close'
  runs: boolean
  wrong: Wrong | null
}
