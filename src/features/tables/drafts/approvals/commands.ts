import type { Context } from '../../../../platform/context.ts'
import { allow, Refused } from '../../../../platform/errors.ts'
import { record } from '../../../../platform/record.ts'
import { aboutTable, locked } from '../../locking/commands.ts'
import type { WorkingTable } from '../../model.ts'
import { canRunTables } from '../../policy.ts'
import { openDraft } from '../commands.ts'
import { sectorsMissing } from '../model.ts'
import { approversOf } from './queries.ts'

/**
 * A sector says yes to the draft as it stands, through a member who holds one of its seats: she herself through her account, or
 * whoever facilitates writes down what she said in the room. A changed passage asks again.
 */
export async function approveDraft(
  context: Context,
  table: WorkingTable,
  draftId: string,
  { membership, seen }: { membership: string; seen: number },
): Promise<void> {
  const { actor, now } = context
  if (!actor) allow(false)
  await locked(context, table, async (tx) => {
    const draft = await openDraft(tx, draftId)
    const approver = (await approversOf(tx, table, now)).find(({ membershipId }) => membershipId === membership)
    const isHerself = approver !== undefined && approver.personId !== null && approver.personId === actor?.id
    allow(isHerself || canRunTables(actor, table.space.id))
    if (!approver) throw new Refused('tables.refused.no-seat')
    if (draft.passages.length === 0) throw new Refused('tables.refused.empty-draft')
    if (draft.version !== seen) throw new Refused('tables.refused.draft-changed')
    const { sector } = approver
    if (!sectorsMissing(draft).includes(sector)) throw new Refused('tables.refused.approved-already')
    const way = isHerself ? 'account' : 'room'
    await tx
      .insertInto('draft_approvals')
      .values({
        ...{ draft_id: draft.id, sector, on_version: draft.version, membership_id: membership, way },
        ...{ approved_by: actor?.id ?? null, approved_at: now },
      })
      .execute()
    const isApproved = sectorsMissing(draft).length === 1
    const details = { draft: draft.number, sector, version: draft.version, way, isApproved }
    await record(tx, context, aboutTable(table, 'draft.approved', details, { type: 'draft', id: draft.id }))
  })
}
