import type { Db } from '../../../platform/context.ts'
import { listCuts } from '../cuts/queries.ts'
import { selectStates, stateOf, type WorkState } from '../listing/queries.ts'
import type { Cut } from '../model.ts'

export type WorkHistory = { key: string; newest: WorkState; told: readonly { cut: Cut; state: WorkState }[] }

/**
 * A work as every cut of its data set tells it, newest first. Where data sets share a key (one is of the country, another of the
 * municipality), the one whose data are newest answers.
 */
export async function findWork(db: Db, spaceId: string, key: string): Promise<WorkHistory | null> {
  const cuts = await listCuts(db, spaceId)
  if (cuts.length === 0) return null
  const rows = await selectStates(db)
    .select('w.cut_id')
    .where('w.key', '=', key)
    .where(
      'w.cut_id',
      'in',
      cuts.map(({ id }) => id),
    )
    .execute()
  const states = new Map(rows.map((row) => [row.cut_id, stateOf(row)]))
  const told = cuts.flatMap((cut) => {
    const state = states.get(cut.id)
    return state ? [{ cut, state }] : []
  })
  const [first] = told
  if (!first) return null
  const ofDataset = told.filter(({ cut }) => cut.dataset.id === first.cut.dataset.id)
  return { key, newest: first.state, told: ofDataset }
}
