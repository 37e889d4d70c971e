import { sql } from 'kysely'
import type { Context } from '../../../platform/context.ts'
import { found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { changed, type TreeRef } from '../trees/commands.ts'
import type { LinkFields, SourceFields } from './schema.ts'

/**
 * Puts contributions under a node: those of the folios, and all that were taken up in a topic. A folio that is not of this space
 * is refused with its name, and nothing is linked.
 */
export async function linkContributions(
  context: Context,
  tree: TreeRef,
  nodeId: string,
  { folios, topic }: LinkFields,
): Promise<void> {
  await changed(context, tree, async (tx, nodes) => {
    found(nodes.find(({ id }) => id === nodeId))
    const { rows: named } = await sql<{ id: string; folio: string }>`
      select c.id, c.folio from contributions c join consultations k on k.id = c.consultation_id
      where k.space_id = ${tree.space.id} and c.folio = any(${folios})`.execute(tx)
    const known = new Set(named.map(({ folio }) => folio))
    const unknown = folios.find((folio) => !known.has(folio))
    if (unknown) throw new Refused('diagnoses.refused.folio', { folio: unknown })
    const { rows: ofTopic } = await sql<{ id: string }>`
      select o.contribution_id as id from outcomes_of_contributions o join topics t on t.id = o.topic_id
        join consultations k on k.id = t.consultation_id
      where k.space_id = ${tree.space.id} and (t.id = ${topic || null}::uuid or t.merged_into = ${topic || null}::uuid)
        and o.kind in ('included', 'included-in-part')`.execute(tx)
    if (topic && ofTopic.length === 0) throw new Refused('diagnoses.refused.topic-empty')
    const ids = [...named, ...ofTopic].map(({ id }) => id)
    const { numAffectedRows = 0n } = await sql`insert into node_contributions (node_id, contribution_id)
      select ${nodeId}, unnest(${ids}::uuid[]) on conflict do nothing`.execute(tx)
    if (numAffectedRows === 0n) return null
    return { type: 'tree.evidence-linked', details: { node: nodeId, contributions: Number(numAffectedRows) } }
  })
}

export async function unlinkContribution(
  context: Context,
  tree: TreeRef,
  nodeId: string,
  folio: string,
): Promise<void> {
  await changed(context, tree, async (tx, nodes) => {
    found(nodes.find(({ id }) => id === nodeId))
    const { numAffectedRows } = await sql`delete from node_contributions nc using contributions c
      where c.id = nc.contribution_id and nc.node_id = ${nodeId} and c.folio = ${folio}`.execute(tx)
    return numAffectedRows ? { type: 'tree.evidence-unlinked', details: { node: nodeId, folio } } : null
  })
}

/** A study, a figure or a document on which a node stands. */
export async function addSource(context: Context, tree: TreeRef, nodeId: string, fields: SourceFields): Promise<void> {
  await changed(context, tree, async (tx, nodes) => {
    found(nodes.find(({ id }) => id === nodeId))
    await tx
      .insertInto('node_sources')
      .values({ id: newId(), node_id: nodeId, ...fields })
      .execute()
    return { type: 'tree.source-added', details: { node: nodeId } }
  })
}

export async function removeSource(context: Context, tree: TreeRef, nodeId: string, sourceId: string): Promise<void> {
  await changed(context, tree, async (tx, nodes) => {
    found(nodes.find(({ id }) => id === nodeId))
    const gone = await tx
      .deleteFrom('node_sources')
      .where('id', '=', sourceId)
      .where('node_id', '=', nodeId)
      .returning('id')
      .executeTakeFirst()
    return gone ? { type: 'tree.source-removed', details: { node: nodeId } } : null
  })
}
