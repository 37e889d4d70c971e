import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'

export type NodeComment = {
  id: string
  nodeId: string
  body: string
  /** Null: she withdrew her data. */
  signature: string | null
  at: Date
  answer: string | null
  answeredAt: Date | null
}

/** In the order in which they were said. */
export async function commentsOfTree(db: Db, treeId: string): Promise<NodeComment[]> {
  const { rows } = await sql<NodeComment>`
    select c.id, c.node_id as "nodeId", c.body, c.signature, c.commented_at as at, c.answer, c.answered_at as "answeredAt"
    from node_comments c join tree_nodes n on n.id = c.node_id
    where n.tree_id = ${treeId} order by c.commented_at, c.id limit 2000`.execute(db)
  return rows
}
