import type { Transaction } from 'kysely'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { sideOf, worriesOf } from '../model.ts'
import { changed, type TreeRef } from '../trees/commands.ts'
import { type Alternative, criteria, pointsOf, unscored } from './model.ts'
import { alternativesOf } from './queries.ts'
import type { AlternativeFields, DecisionFields, ScoreFields } from './schema.ts'

/** A way to reach the objective, by the means of some causes; returns its number. */
export async function addAlternative(context: Context, tree: TreeRef, fields: AlternativeFields): Promise<number> {
  let number = 0
  await changed(context, tree, async (tx, nodes) => {
    const causes = new Set(nodes.filter(({ kind }) => sideOf(kind) === 'cause').map(({ id }) => id))
    if (fields.nodes.length === 0 || fields.nodes.some((id) => !causes.has(id))) {
      throw new Refused('diagnoses.refused.means')
    }
    const others = await alternativesOf(tx, tree.id)
    number = (others.at(-1)?.number ?? 0) + 1
    await tx
      .insertInto('alternatives')
      .values({ id: newId(), tree_id: tree.id, number, wording: fields.wording, node_ids: fields.nodes })
      .execute()
    return { type: 'alternative.added', details: { number } }
  })
  return number
}

/** The six criteria, each from 0 to 3 with its argument. */
export async function scoreAlternative(
  context: Context,
  tree: TreeRef,
  number: number,
  fields: ScoreFields,
): Promise<void> {
  await changed(context, tree, async (tx) => {
    const one = await unchanged(tx, tree, number, fields.version)
    if (one.isSelected !== null) throw new Refused('diagnoses.refused.decided')
    const scores = Object.fromEntries(
      criteria.map((criterion) => [
        criterion,
        { points: fields[`points.${criterion}`], why: fields[`why.${criterion}`] },
      ]),
    )
    await tx
      .updateTable('alternatives')
      .set({ scores: JSON.stringify(scores), version: one.version + 1 })
      .where('id', '=', one.id)
      .execute()
    return { type: 'alternative.scored', details: { number, points: pointsOf({ scores }) } }
  })
}

/** Chooses it or puts it aside, once and with the reason. Nodes without their mirror are no obstacle, and stand in the record. */
export async function decideAlternative(
  context: Context,
  tree: TreeRef,
  number: number,
  fields: DecisionFields,
): Promise<void> {
  await changed(context, tree, async (tx, nodes) => {
    const one = await unchanged(tx, tree, number, fields.version)
    if (one.isSelected !== null) throw new Refused('diagnoses.refused.decided')
    if (unscored(one).length > 0) throw new Refused('diagnoses.refused.unscored')
    const isSelected = fields.selected === 'yes'
    await tx
      .updateTable('alternatives')
      .set({ is_selected: isSelected, reason: fields.reason, version: one.version + 1 })
      .set({ decided_by: context.actor?.id ?? null, decided_at: context.now })
      .where('id', '=', one.id)
      .execute()
    const withoutMirror = worriesOf(nodes).withoutMirror.length
    return { type: 'alternative.decided', details: { number, isSelected, points: pointsOf(one), withoutMirror } }
  })
}

async function unchanged(tx: Transaction<DB>, tree: TreeRef, number: number, version: number): Promise<Alternative> {
  const one = found((await alternativesOf(tx, tree.id)).find((alternative) => alternative.number === number))
  if (one.version !== version) throw new Refused('diagnoses.refused.clash', { current: one.wording })
  return one
}
