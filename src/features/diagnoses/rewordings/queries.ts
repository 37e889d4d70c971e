import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'

export type RewordedField = 'title' | 'wording' | 'mirror' | 'rules' | 'agenda' | 'sources'

export type Rewording = {
  /** The kit whose words they were, else a node's or the tree's own. */
  kit: { id: string; title: string } | null
  nodeId: string | null
  field: RewordedField
  before: string
  after: string
  at: Date
}

/** Newest first. What was said before anybody could read it is shown to those who draw the tree only. */
export async function rewordingsOf(db: Db, treeId: string, withDrafts: boolean): Promise<Rewording[]> {
  const { rows } = await sql<Rewording>`
    select case when k.id is null then null else json_build_object('id', k.id, 'title', k.title) end as kit,
      r.node_id as "nodeId", r.field, r.before, r.after, r.changed_at as at
    from diagnosis_rewordings r join problem_trees t on t.id = r.tree_id left join kits k on k.id = r.kit_id
    where r.tree_id = ${treeId} and (${withDrafts}
      or (t.published_at <= r.changed_at and (r.kit_id is null or k.published_at <= r.changed_at)))
    order by r.changed_at desc, r.id desc limit 500`.execute(db)
  return rows
}

/** When a kit that everybody could read last changed its words; null where it never did. */
export async function kitChangedAt(db: Db, kitId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(r.changed_at) as at from diagnosis_rewordings r join kits k on k.id = r.kit_id
    where k.id = ${kitId} and k.published_at <= r.changed_at`.execute(db)
  return rows[0]?.at ?? null
}
