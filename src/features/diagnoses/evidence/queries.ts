import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'

export type Contribution = { folio: string; consultation: string; title: string }
export type Source = { id: string; title: string; url: string | null; figure: string | null }
/** What a node stands on: of its contributions the first ones, and how many there are. */
export type Evidence = { contributions: Contribution[]; count: number; sources: Source[] }

const shown = 12

/** By node; a node that stands on nothing yet is not there. Contributions that were hidden count and are not shown. */
export async function evidenceOf(db: Db, treeId: string): Promise<Map<string, Evidence>> {
  const { rows } = await sql<Evidence & { id: string }>`
    select n.id, coalesce(l.contributions, '[]') as contributions, coalesce(l.count, 0)::int as count,
      coalesce((select json_agg(json_build_object('id', s.id, 'title', s.title, 'url', s.url, 'figure', s.figure)
        order by s.id) from node_sources s where s.node_id = n.id), '[]') as sources
    from tree_nodes n left join lateral (
      select count(*) as count, json_agg(json_build_object('folio', x.folio, 'consultation', x.slug, 'title', x.title)
        order by x.folio) filter (where not x.is_hidden and x.place <= ${shown}) as contributions
      from (select c.folio, k.slug, c.is_hidden, coalesce(c.title, left(c.body, 120)) as title,
          row_number() over (order by c.is_hidden, c.folio) as place
        from node_contributions nc join contributions c on c.id = nc.contribution_id
          join consultations k on k.id = c.consultation_id where nc.node_id = n.id) x
    ) l on true
    where n.tree_id = ${treeId}`.execute(db)
  return new Map(rows.map(({ id, ...evidence }) => [id, evidence]))
}

/** Every folio on which each node stands, for the twins: hidden ones too, since a folio says nothing of what was written. */
export async function foliosOf(db: Db, treeId: string): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; folios: string[] }>`
    select nc.node_id as id, array_agg(c.folio order by c.folio) as folios
    from node_contributions nc join tree_nodes n on n.id = nc.node_id join contributions c on c.id = nc.contribution_id
    where n.tree_id = ${treeId} group by nc.node_id`.execute(db)
  return new Map(rows.map(({ id, folios }) => [id, folios]))
}
