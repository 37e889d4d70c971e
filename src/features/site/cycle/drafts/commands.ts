import { found } from '../../../../platform/errors.ts'
import type { CommitmentDocument } from '../../../commitments/model.ts'
import { approveDraft } from '../../../tables/drafts/approvals/commands.ts'
import { approversOf } from '../../../tables/drafts/approvals/queries.ts'
import { addPassages, beginDraft, rewordPassage, stopDraft } from '../../../tables/drafts/commands.ts'
import { type Draft, sectorsMissing } from '../../../tables/drafts/model.ts'
import { alternativesFor, findDraft } from '../../../tables/drafts/queries.ts'
import { rateDraft } from '../../../tables/drafts/ratings/commands.ts'
import { decideRemark, remark } from '../../../tables/drafts/remarks/commands.ts'
import type { PassageFields } from '../../../tables/drafts/schema.ts'
import { documentOf } from '../../demo/files.ts'
import type { ToldTable } from '../tables/commands.ts'
import { type CycleTelling, contextOf, timeOf } from '../telling.ts'
import { argumentsOf, passagesOf } from './passages.ts'

export function promiseOf({ plan }: Pick<CycleTelling, 'plan'>, { told }: ToldTable): CommitmentDocument {
  return documentOf(found(plan.commitments.find(({ number }) => number === told.commitment)))
}

export async function draftOf({ db }: CycleTelling, { table }: ToldTable, number = 1): Promise<Draft> {
  return found(await findDraft(db, table.id, number))
}

/** As the table first wrote it: from the chosen alternative where it has a tree. */
export async function tellDraft(telling: CycleTelling, one: ToldTable): Promise<void> {
  const { db } = telling
  const { table, told } = one
  const context = contextOf(telling, told.day)
  const document = promiseOf(telling, one)
  const [alternative] = await alternativesFor(db, table.id)
  await beginDraft(context, table, { title: document.title, alternative: alternative?.id ?? null })
  const wanted = passagesOf(document).map((passage) => asFirstWritten(one, passage))
  const begun = await draftOf(telling, one)
  const there = new Map(begun.passages.map((passage) => [passage.field, passage]))
  const rest = wanted.filter(({ field }) => !there.has(field))
  await addPassages(context, table, begun.id, rest)
  for (const { field, wording } of wanted) {
    const passage = there.get(field)
    if (!passage || passage.wording === wording) continue
    await rewordPassage(context, table, begun.id, passage.id, { wording, seen: passage.version })
  }
  if (told.stopped === null) return
  const number = await beginDraft(context, table, { title: told.stopped.title, alternative: null })
  const other = await draftOf(telling, one, number)
  await addPassages(context, table, other.id, [{ field: 'solution', wording: told.stopped.solution }])
}

function asFirstWritten({ told }: ToldTable, passage: PassageFields): PassageFields {
  const before = told.remarks.find(({ field, before }) => field === passage.field && before !== null)?.before
  return before ? { ...passage, wording: before } : passage
}

/** What was said of its passages: suggestions that lead to the wording that the commitment has, and others that were answered. */
export async function tellRemarks(telling: CycleTelling, one: ToldTable): Promise<void> {
  const { table, told } = one
  const document = promiseOf(telling, one)
  const draft = await draftOf(telling, one)
  const context = contextOf(telling, telling.story.tables.remarkedDay)
  for (const { field, before, suggested, body, signature, sector } of told.remarks) {
    const passage = found(draft.passages.find((passage) => passage.field === field))
    const final = passagesOf(document).find((passage) => passage.field === field)?.wording ?? null
    const fields = { body, suggested: before === null ? suggested : final, seen: passage.version, signature, sector }
    await remark(context, table, draft.id, passage.id, fields)
  }
}

export async function tellDecisions(telling: CycleTelling, one: ToldTable): Promise<void> {
  const { table, told } = one
  const context = contextOf(telling, telling.story.tables.decidedDay)
  for (const { field, signature, decision, answer } of told.remarks) {
    const { id, passages } = await draftOf(telling, one)
    const passage = found(passages.find((passage) => passage.field === field))
    const said = found(passage.remarks.find((one) => one.signature === signature && one.decision === null))
    const form = { decision, answer, wording: null, seen: passage.version }
    await decideRemark(context, table, id, said.id, form)
  }
  if (told.stopped === null) return
  const { id } = await draftOf(telling, one, 2)
  await stopDraft(context, table, id, told.stopped.reason)
}

export async function tellRatings(telling: CycleTelling, one: ToldTable): Promise<void> {
  const context = contextOf(telling, telling.story.tables.ratedDay, telling.cast.specialist)
  const { id } = await draftOf(telling, one)
  for (const [index, { criterion, argument }] of argumentsOf(promiseOf(telling, one)).entries()) {
    const score = criterion === 'follow-the-money' && argument.startsWith('No ') ? 0 : 2 + (index % 2)
    await rateDraft(context, one.table, id, { criterion, score, argument })
  }
}

/** Each of the three sectors says yes to it as it stands, through whoever sits for it. */
export async function tellApprovals(telling: CycleTelling, one: ToldTable): Promise<void> {
  const { db, story } = telling
  const { approvedDay } = story.tables
  const draft = await draftOf(telling, one)
  const approvers = await approversOf(db, one.table, timeOf(telling, approvedDay))
  for (const sector of sectorsMissing(draft)) {
    const { membershipId: membership } = found(approvers.find((approver) => approver.sector === sector))
    await approveDraft(contextOf(telling, approvedDay), one.table, draft.id, { membership, seen: draft.version })
  }
}
