import type { CommitmentDocument } from '../model.ts'

/** The plan as the file names it: facts for a reader; an import takes the plan from its own words instead. */
export type ExportedPlan = {
  slug: string
  title: string
  kind: string
  startsOn: string | null
  endsOn: string | null
  origin: string
  sourceTitle: string | null
  sourceUrl: string | null
}

/** The whole file in pieces, one commitment at a time, so that a big plan need not be one string. */
export function* jsonPieces(
  space: string,
  plan: ExportedPlan,
  commitments: Iterable<CommitmentDocument>,
): Generator<string> {
  yield `{\n"tequio": "commitments/1",\n"space": ${JSON.stringify(space)},\n"plan": ${JSON.stringify(plan)},\n"commitments": [`
  let separator = '\n'
  for (const commitment of commitments) {
    yield separator + JSON.stringify(commitment)
    separator = ',\n'
  }
  yield '\n]\n}\n'
}
