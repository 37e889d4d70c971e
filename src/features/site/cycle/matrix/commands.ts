import { found } from '../../../../platform/errors.ts'
import { addRow, publishLogframe, saveIndicator, saveRow, startLogframe } from '../../../diagnoses/logframe/commands.ts'
import {
  blankIndicator,
  checks,
  componentNumber,
  type Indicator,
  type Level,
  type Range,
  type Row,
} from '../../../diagnoses/logframe/model.ts'
import { findLogframe } from '../../../diagnoses/logframe/queries.ts'
import type { ProblemTree } from '../../../diagnoses/model.ts'
import type { StoryMatrix } from '../story.ts'
import { type CycleTelling, contextOf } from '../telling.ts'

/** From the alternative that was chosen to its published matrix. */
export async function tellMatrix(telling: CycleTelling, tree: ProblemTree, story: StoryMatrix): Promise<void> {
  const context = contextOf(telling, story.day)
  await startLogframe(context, tree, story.alternative)
  for (const { code, narrative, assumption, indicator } of story.rows) {
    const row = (await rowOf(telling, tree, code)) ?? (await added(telling, tree, story.day, code, narrative))
    const { id, version } = row
    await saveRow(context, tree, id, {
      ...{ version, code: '', narrative },
      assumption: { wording: assumption, isExternal: true, isRelevant: true, isProbable: true },
    })
    const { green, yellow, red, means, ...said } = indicator
    await saveIndicator(context, tree, id, null, {
      ...{ ...blankIndicator, ...said, version: 0, means: { ...means, url: null } },
      ranges: { green: rangeOf(green), yellow: rangeOf(yellow), red: rangeOf(red), over: null },
      checks: Object.fromEntries(checks.map((check) => [check, true])) as Indicator['checks'],
    })
  }
  const { current } = found(await findLogframe(telling.db, tree.id))
  await publishLogframe(context, tree, { number: current.number, reason: null })
}

const rangeOf = ([from, to]: [number, number]): Range => ({ from, to })

async function rowOf({ db }: CycleTelling, tree: ProblemTree, code: string): Promise<Row | undefined> {
  const { current } = found(await findLogframe(db, tree.id))
  return current.matrix.rows.find((row) => row.code === code)
}

async function added(telling: CycleTelling, tree: ProblemTree, day: number, code: string, narrative: string) {
  const level: Level = code.startsWith('A') ? 'activity' : 'component'
  const component = level === 'activity' ? componentNumber(code) : null
  await addRow(contextOf(telling, day), tree, { component, narrative })
  return found(await rowOf(telling, tree, code))
}
