import type { Transaction } from 'kysely'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { newId } from '../../../platform/identity.ts'
import type { RewordedField } from './queries.ts'

type Of = { treeId: string; kitId?: string; nodeId?: string }
type Words = Partial<Record<RewordedField, string | null>>

/** Keeps what a tree, a node or a kit said before; returns the fields that say something else now. */
export async function keepRewordings(
  tx: Transaction<DB>,
  { actor, now }: Context,
  { treeId, kitId, nodeId }: Of,
  before: Words,
  after: Words,
): Promise<RewordedField[]> {
  const fields = (Object.keys(after) as RewordedField[]).filter((one) => (before[one] ?? '') !== (after[one] ?? ''))
  if (fields.length === 0) return []
  const rows = fields.map((field) => ({
    ...{ id: newId(), tree_id: treeId, kit_id: kitId ?? null, node_id: nodeId ?? null, field },
    ...{ before: before[field] ?? '', after: after[field] ?? '', changed_by: actor?.id ?? null, changed_at: now },
  }))
  await tx.insertInto('diagnosis_rewordings').values(rows).execute()
  return fields
}
