import type { Context } from '../../../platform/context.ts'
import { found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { aboutTable, type Tx, within } from '../locking/commands.ts'
import type { WorkingTable } from '../model.ts'
import { type Draft, isText, stateOfDraft } from './model.ts'
import { alternativesFor, draftById } from './queries.ts'
import type { DraftFields, PassageFields, RewordFields } from './schema.ts'

/** Somebody else changed the passage since the form was filled; nothing was saved. */
export class PassageChanged extends Error {
  override name = 'PassageChanged'
  readonly passageId: string
  constructor(passageId: string) {
    super('passage changed meanwhile')
    this.passageId = passageId
  }
}

/** Begins a draft, from a selected alternative of the table's tree or freely; returns its number. */
export async function beginDraft(context: Context, table: WorkingTable, fields: DraftFields): Promise<number> {
  return within(context, table, async (tx) => {
    const all = await alternativesFor(tx, table.id)
    const from = all.find(({ id }) => id === fields.alternative)
    if (fields.alternative !== null && !from) throw new Refused('tables.refused.alternative')
    const drafts = tx.selectFrom('commitment_drafts').select('number').where('table_id', '=', table.id)
    const number = Math.max(0, ...(await drafts.execute()).map((row) => row.number)) + 1
    const id = newId()
    const node = from?.nodeId ? tx.selectFrom('tree_nodes').select('id').where('id', '=', from.nodeId) : null
    await tx
      .insertInto('commitment_drafts')
      .values({
        ...{ id, table_id: table.id, number, title: fields.title, alternative_id: from?.id ?? null },
        ...{ node_id: (await node?.executeTakeFirst())?.id ?? null, created_at: context.now },
        created_by: context.actor?.id ?? null,
      })
      .execute()
    if (from?.problem) await insertPassage(tx, context, id, { field: 'problem', wording: from.problem }, 1)
    if (from) await insertPassage(tx, context, id, { field: 'solution', wording: from.wording }, from.problem ? 2 : 1)
    const details = { draft: number, title: fields.title, alternative: from?.number ?? null }
    await record(tx, context, aboutTable(table, 'draft.begun', details, { type: 'draft', id }))
    return number
  })
}

/** Adds passages at the end; a text that a commitment has once may stand once. */
export async function addPassages(
  context: Context,
  table: WorkingTable,
  draftId: string,
  passages: readonly PassageFields[],
): Promise<void> {
  await change(context, table, draftId, async (tx, draft) => {
    const taken = new Set(draft.passages.map(({ field }) => field))
    const last = draft.passages.at(-1)?.position ?? 0
    for (const [index, passage] of passages.entries()) {
      if (isText(passage.field) && taken.has(passage.field)) throw new Refused('tables.refused.passage-once')
      taken.add(passage.field)
      await insertPassage(tx, context, draft.id, passage, last + index + 1)
    }
    await grow(tx, draft)
    const details = { draft: draft.number, version: draft.version + 1, fields: passages.map(({ field }) => field) }
    await record(tx, context, aboutTable(table, 'draft.passages-added', details, { type: 'draft', id: draft.id }))
  })
}

/** Another wording, by whoever keeps the draft: @throws PassageChanged when it is not what the form was filled from. */
export async function rewordPassage(
  context: Context,
  table: WorkingTable,
  draftId: string,
  passageId: string,
  { wording, seen }: RewordFields,
): Promise<void> {
  await change(context, table, draftId, async (tx, draft) => {
    await writeWording(tx, context, draft, { passageId, wording, seen, remarkId: null })
    const details = { draft: draft.number, version: draft.version + 1, passage: passageId }
    await record(tx, context, aboutTable(table, 'draft.reworded', details, { type: 'draft', id: draft.id }))
  })
}

/** Where a draft ends that becomes no commitment: with its reason, in sight for good. */
export async function stopDraft(context: Context, table: WorkingTable, draftId: string, reason: string): Promise<void> {
  await change(context, table, draftId, async (tx, draft) => {
    const stopped = { stopped_reason: reason, stopped_at: context.now }
    await tx.updateTable('commitment_drafts').set(stopped).where('id', '=', draft.id).execute()
    const details = { draft: draft.number, reason }
    await record(tx, context, aboutTable(table, 'draft.stopped', details, { type: 'draft', id: draft.id }))
  })
}

/** Under the table's lock by whoever keeps it; what became a commitment or was stopped is not changed any more. */
export async function change<Result>(
  context: Context,
  table: WorkingTable,
  draftId: string,
  act: (tx: Tx, draft: Draft) => Promise<Result>,
): Promise<Result> {
  return within(context, table, async (tx) => act(tx, await openDraft(tx, draftId)))
}

export async function openDraft(tx: Tx, draftId: string): Promise<Draft> {
  const own = tx.selectFrom('commitment_drafts').select('id').where('id', '=', draftId).forUpdate()
  found(await own.executeTakeFirst())
  const draft = found(await draftById(tx, draftId))
  const state = stateOfDraft(draft)
  if (state === 'adopted' || state === 'stopped') throw new Refused('tables.refused.draft-closed')
  return draft
}

type Rewording = { passageId: string; wording: string; seen: number; remarkId: string | null }

/** The passage's next version, and with it the draft's: whoever had approved is asked again. */
export async function writeWording(
  tx: Tx,
  { actor, now }: Context,
  draft: Draft,
  { passageId, wording, seen, remarkId }: Rewording,
): Promise<void> {
  const passage = found(draft.passages.find(({ id }) => id === passageId))
  if (passage.version !== seen) throw new PassageChanged(passageId)
  const number = passage.version + 1
  await tx.updateTable('draft_passages').set({ wording, version: number }).where('id', '=', passageId).execute()
  const by = { written_by: actor?.id ?? null, written_at: now }
  await tx
    .insertInto('passage_versions')
    .values({ passage_id: passageId, number, wording, remark_id: remarkId, ...by })
    .execute()
  await grow(tx, draft)
}

async function grow(tx: Tx, draft: Draft): Promise<void> {
  await tx
    .updateTable('commitment_drafts')
    .set({ version: draft.version + 1 })
    .where('id', '=', draft.id)
    .execute()
}

async function insertPassage(
  tx: Tx,
  { actor, now }: Context,
  draftId: string,
  { field, wording }: PassageFields,
  position: number,
): Promise<void> {
  const id = newId()
  await tx.insertInto('draft_passages').values({ id, draft_id: draftId, field, position, wording }).execute()
  const by = { written_by: actor?.id ?? null, written_at: now }
  await tx
    .insertInto('passage_versions')
    .values({ passage_id: id, number: 1, wording, ...by })
    .execute()
}
