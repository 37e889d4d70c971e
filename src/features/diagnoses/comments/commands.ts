import type { Context } from '../../../platform/context.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { canDiagnose } from '../policy.ts'
import { held, type TreeRef, tell } from '../trees/commands.ts'
import { nodesOf } from '../trees/queries.ts'
import type { CommentFields } from './schema.ts'

/** What somebody who knows says of one node, signed as she wants to be named. Anybody with an account, once the tree is public. */
export async function commentNode(
  context: Context,
  tree: TreeRef,
  nodeId: string,
  fields: CommentFields,
): Promise<string> {
  const { actor, now } = context
  allow(actor !== null)
  const id = newId()
  await held(context, tree, async (tx, { publishedAt }) => {
    if (!publishedAt) allow(canDiagnose(actor, tree.space.id))
    const node = (await nodesOf(tx, tree.id)).find((one) => one.id === nodeId)
    if (!node) throw new Refused('diagnoses.refused.gone')
    await tx
      .insertInto('node_comments')
      .values({ id, node_id: nodeId, ...fields, commented_by: actor.id, commented_at: now })
      .execute()
    await tell(tx, context, tree, { type: 'tree.commented', details: { node: nodeId, comment: id } })
  })
  return id
}

/** Answers once; what was answered is not answered over. */
export async function answerComment(context: Context, tree: TreeRef, id: string, answer: string): Promise<void> {
  const { actor, now } = context
  allow(canDiagnose(actor, tree.space.id))
  await held(context, tree, async (tx) => {
    const comment = await tx
      .selectFrom('node_comments as c')
      .innerJoin('tree_nodes as n', 'n.id', 'c.node_id')
      .select(['c.id', 'c.answer', 'c.node_id'])
      .where('c.id', '=', id)
      .where('n.tree_id', '=', tree.id)
      .executeTakeFirst()
    if (found(comment).answer !== null) throw new Refused('diagnoses.refused.answered')
    await tx
      .updateTable('node_comments')
      .set({ answer, answered_by: actor?.id ?? null, answered_at: now })
      .where('id', '=', id)
      .execute()
    await tell(tx, context, tree, {
      type: 'tree.comment-answered',
      details: { node: found(comment).node_id, comment: id },
    })
  })
}
