import type { Transaction } from 'kysely'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { newId, slugOf } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { childrenOf, kindUnder, type ProblemTree, type TreeNode, treeFaults } from '../model.ts'
import { canDiagnose } from '../policy.ts'
import { keepRewordings } from '../rewordings/commands.ts'
import { nodesOf } from './queries.ts'
import type { NodeFields, RewordFields, TitleFields, TreeFields } from './schema.ts'

type Tx = Transaction<DB>
/** What commands need of a tree. */
export type TreeRef = Pick<ProblemTree, 'id' | 'slug' | 'space'>

/** Starts a tree by its central problem: so there is always exactly one. Returns its part of the address. */
export async function createTree(context: Context, space: { id: string }, fields: TreeFields): Promise<string> {
  allow(canDiagnose(context.actor, space.id))
  const { db, actor, now } = context
  return db.transaction().execute(async (tx) => {
    const slug = slugOf(fields.title) || 'arbol'
    await tx.selectFrom('spaces').select('id').where('id', '=', space.id).forUpdate().executeTakeFirstOrThrow()
    const other = tx.selectFrom('problem_trees').select('id').where('space_id', '=', space.id).where('slug', '=', slug)
    if (slug === 'nuevo' || (await other.executeTakeFirst())) throw new Refused('diagnoses.refused.slug')
    await refuseStrangers(tx, space.id, fields)
    const id = newId()
    await tx
      .insertInto('problem_trees')
      .values({
        ...{ id, space_id: space.id, slug, title: fields.title, topic_id: fields.topicId },
        ...{ exercise_id: fields.exerciseId, created_by: actor?.id ?? null, created_at: now },
      })
      .execute()
    const central = { id: newId(), tree_id: id, kind: 'central', position: 1, wording: fields.central }
    await tx.insertInto('tree_nodes').values(central).execute()
    const subject = { type: 'tree', id }
    await record(tx, context, { type: 'tree.created', spaceId: space.id, subject, details: { slug } })
    return slug
  })
}

/** A topic or an exercise of another space is no choice here. */
async function refuseStrangers(tx: Tx, spaceId: string, { topicId, exerciseId }: TreeFields): Promise<void> {
  const topic = tx
    .selectFrom('topics as o')
    .innerJoin('consultations as c', 'c.id', 'o.consultation_id')
    .select('o.id')
    .where('c.space_id', '=', spaceId)
    .where('o.id', '=', topicId)
  const exercise = tx.selectFrom('exercises').select('id').where('space_id', '=', spaceId).where('id', '=', exerciseId)
  if (topicId) found(await topic.executeTakeFirst())
  if (exerciseId) found(await exercise.executeTakeFirst())
}

/** Names the tree otherwise; its address stays. `before` is the name that was being looked at. */
export async function retitleTree(context: Context, tree: TreeRef, { title, before }: TitleFields): Promise<void> {
  await changed(context, tree, async (tx, _nodes, current) => {
    if (current.title !== before) throw new Refused('diagnoses.refused.clash', { current: current.title })
    const fields = await keepRewordings(tx, context, { treeId: tree.id }, { title: before }, { title })
    if (fields.length === 0) return null
    await tx.updateTable('problem_trees').set({ title }).where('id', '=', tree.id).execute()
    return { type: 'tree.retitled', details: {} }
  })
}

/** Hangs a cause or an effect on a node, after those that hang there; returns its id. */
export async function addNode(
  context: Context,
  tree: TreeRef,
  parentId: string,
  { side, wording, mirror }: NodeFields,
): Promise<string> {
  const id = newId()
  await changed(context, tree, async (tx, nodes) => {
    const parent = found(nodes.find((one) => one.id === parentId))
    const kind = kindUnder(parent.kind, side)
    if (!kind) throw new Refused('diagnoses.refused.side')
    if (nodes.length >= 200) throw new Refused('diagnoses.refused.many')
    const position = Math.max(0, ...childrenOf(nodes, parentId).map((one) => one.position)) + 1
    const row = { id, tree_id: tree.id, kind, parent_id: parentId, position, wording, mirror }
    await tx.insertInto('tree_nodes').values(row).execute()
    return { type: 'tree.node-added', details: { node: id, kind } }
  })
  return id
}

/** Writes a node's words and its mirror; who saves over somebody else's words is told, and shown them. */
export async function rewordNode(context: Context, tree: TreeRef, id: string, fields: RewordFields): Promise<void> {
  await changed(context, tree, async (tx, nodes) => {
    const node = unchanged(nodes, id, fields.version)
    const { wording, mirror } = fields
    await keepRewordings(tx, context, { treeId: tree.id, nodeId: id }, node, { wording, mirror })
    await tx
      .updateTable('tree_nodes')
      .set({ wording, mirror, version: node.version + 1 })
      .where('id', '=', id)
      .execute()
    return { type: 'tree.node-reworded', details: { node: id, kind: node.kind } }
  })
}

/** Takes a node away; not the central problem, not one on which others hang, not one on which somebody commented. */
export async function removeNode(context: Context, tree: TreeRef, id: string, version: number): Promise<void> {
  await changed(context, tree, async (tx, nodes) => {
    const node = unchanged(nodes, id, version)
    if (node.kind === 'central') throw new Refused('diagnoses.refused.central')
    if (childrenOf(nodes, id).length > 0) throw new Refused('diagnoses.refused.children')
    const comment = await tx.selectFrom('node_comments').select('id').where('node_id', '=', id).executeTakeFirst()
    if (comment) throw new Refused('diagnoses.refused.commented')
    await tx.deleteFrom('tree_nodes').where('id', '=', id).execute()
    return { type: 'tree.node-removed', details: { node: id, kind: node.kind } }
  })
}

/** Shows the tree to everybody; only one that keeps the rules. */
export async function publishTree(context: Context, tree: TreeRef): Promise<void> {
  await changed(context, tree, async (tx, nodes, { publishedAt }) => {
    if (publishedAt) throw new Refused('diagnoses.refused.published')
    refuseFaults(nodes)
    await tx.updateTable('problem_trees').set({ published_at: context.now }).where('id', '=', tree.id).execute()
    return { type: 'tree.published', details: { nodes: nodes.length } }
  })
}

function refuseFaults(nodes: readonly TreeNode[]): void {
  const [fault, ...more] = treeFaults(nodes)
  if (!fault) return
  const sentence = (one: typeof fault) => ({ key: `diagnoses.fault.${one}` as const, values: {}, href: null })
  const faults = [fault, ...more].map((one) => ({ ...sentence(one), severity: 'error' as const }))
  throw new Refused(`diagnoses.fault.${fault}`, {}, faults)
}

/** The node as it was when it was looked at; who comes too late is shown how it stands now. */
export function unchanged(nodes: readonly TreeNode[], id: string, version: number): TreeNode {
  const node = nodes.find((one) => one.id === id)
  if (!node) throw new Refused('diagnoses.refused.gone')
  if (node.version !== version) throw new Refused('diagnoses.refused.clash', { current: node.wording })
  return node
}

type TreeState = { title: string; publishedAt: Date | null }
type Told = { type: `tree.${string}` | `alternative.${string}`; details: Record<string, unknown> }

/**
 * Every change of a tree: its row is held, the change made, its version grown and the event written. A published tree keeps its
 * rules after the change too.
 */
export async function changed(
  context: Context,
  tree: TreeRef,
  act: (tx: Tx, nodes: TreeNode[], state: TreeState) => Promise<Told | null>,
): Promise<void> {
  allow(canDiagnose(context.actor, tree.space.id))
  await held(context, tree, async (tx, state) => {
    const told = await act(tx, await nodesOf(tx, tree.id), state)
    if (!told) return
    if (state.publishedAt) refuseFaults(await nodesOf(tx, tree.id))
    await tx
      .updateTable('problem_trees')
      .set(({ eb }) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', tree.id)
      .execute()
    await tell(tx, context, tree, told)
  })
}

/** Holds the tree's row until the transaction ends. */
export function held<Result>(
  { db }: Pick<Context, 'db'>,
  tree: TreeRef,
  act: (tx: Tx, state: TreeState) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('problem_trees')
      .select(['title', 'published_at as publishedAt'])
      .where('id', '=', tree.id)
      .forUpdate()
      .executeTakeFirst()
    return act(tx, found(row))
  })
}

export async function tell(
  tx: Tx,
  context: Context,
  tree: TreeRef,
  { type, details }: { type: `${string}.${string}`; details: Record<string, unknown> },
): Promise<void> {
  const subject = { type: 'tree', id: tree.id }
  await record(tx, context, { type, spaceId: tree.space.id, subject, details: { tree: tree.slug, ...details } })
}
