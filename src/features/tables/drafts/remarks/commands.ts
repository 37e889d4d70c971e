import type { Context } from '../../../../platform/context.ts'
import { allow, found, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { record } from '../../../../platform/record.ts'
import { personalDataIn } from '../../../consultations/contributions/personal-data.ts'
import { aboutTable, locked } from '../../locking/commands.ts'
import type { WorkingTable } from '../../model.ts'
import { canRunTables } from '../../policy.ts'
import { registrationBySecret } from '../../registrations/queries.ts'
import { change, openDraft, PassageChanged, writeWording } from '../commands.ts'
import type { DecisionFields, RemarkFields } from '../schema.ts'

/**
 * What somebody says of a passage, or would have it say. With an account, with the secret of a place at the table, or through whoever
 * facilitates, who writes down whose voice it was. Published with the name; personal data are refused before.
 */
export async function remark(
  context: Context,
  table: WorkingTable,
  draftId: string,
  passageId: string,
  fields: RemarkFields,
  secret: string | null = null,
): Promise<string> {
  const { db, actor, now } = context
  const place = secret === null ? null : await registrationBySecret(db, table.id, secret)
  const hasPlace = place !== null && place.leftAt === null
  allow(actor !== null || hasPlace)
  const keeps = canRunTables(actor, table.space.id)
  if (keeps && fields.signature === null) throw new Refused('tables.refused.signature')
  if (personalDataIn(fields.body, fields.suggested).length > 0) throw new Refused('tables.refused.personal-data')
  const signature = keeps ? (fields.signature ?? '') : hasPlace ? place.name : (actor?.name ?? '')
  const sector = !keeps && hasPlace ? place.sector : fields.sector
  return locked(context, table, async (tx) => {
    const draft = await openDraft(tx, draftId)
    const passage = found(draft.passages.find(({ id }) => id === passageId))
    if (fields.seen > passage.version) throw new PassageChanged(passageId)
    const id = newId()
    await tx
      .insertInto('passage_remarks')
      .values({
        ...{ id, passage_id: passage.id, on_version: fields.seen, body: fields.body, suggested: fields.suggested },
        ...{ signature, sector, remarked_by: keeps ? null : (actor?.id ?? null), remarked_at: now },
      })
      .execute()
    const kind = fields.suggested === null ? 'remark' : 'suggestion'
    const details = { draft: draft.number, passage: passage.id, kind, sector }
    // No actor: who said it stands beside the passage, where it can be taken back, and not in the record.
    const witness = { actor: keeps ? actor : null, now }
    await record(tx, witness, aboutTable(table, 'draft.remarked', details, { type: 'draft', id: draft.id }))
    return id
  })
}

/**
 * Accepts a remark, whose wording becomes the passage's next version, or answers it with a reason. `seen` is the version the
 * decision was made on: @throws PassageChanged when the passage is another by now, so that both can be shown.
 */
export async function decideRemark(
  context: Context,
  table: WorkingTable,
  draftId: string,
  remarkId: string,
  { decision, answer, wording, seen }: DecisionFields,
): Promise<void> {
  await change(context, table, draftId, async (tx, draft) => {
    const passage = found(draft.passages.find(({ remarks }) => remarks.some(({ id }) => id === remarkId)))
    const said = found(passage.remarks.find(({ id }) => id === remarkId))
    if (said.decision !== null) throw new Refused('tables.refused.decided')
    if (passage.version !== seen) throw new PassageChanged(passage.id)
    const next = wording ?? said.suggested
    if (decision === 'accepted') {
      if (next === null) throw new Refused('tables.refused.no-wording')
      await writeWording(tx, context, draft, { passageId: passage.id, wording: next, seen, remarkId })
    }
    const by = { decided_by: context.actor?.id ?? null, decided_at: context.now }
    await tx
      .updateTable('passage_remarks')
      .set({ decision, answer, ...by })
      .where('id', '=', remarkId)
      .execute()
    const version = decision === 'accepted' ? draft.version + 1 : draft.version
    const details = { draft: draft.number, passage: passage.id, decision, answer, version }
    await record(tx, context, aboutTable(table, 'draft.remark-decided', details, { type: 'draft', id: draft.id }))
  })
}
