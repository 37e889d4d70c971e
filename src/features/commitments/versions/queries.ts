import type { Db } from '../../../platform/context.ts'
import { type CommitmentDocument, emptyDocument } from '../model.ts'
import type { Version } from './model.ts'

/** Every version of a commitment, newest first. */
export async function listVersions(db: Db, commitmentId: string): Promise<Version[]> {
  const rows = await db
    .selectFrom('commitment_versions')
    .selectAll()
    .where('commitment_id', '=', commitmentId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    document: documentOf(row.document),
    reason: row.reason,
    approvedBy: row.approved_by,
    approvedOn: row.approved_on,
    approvalUrl: row.approval_url,
    authorId: row.author_id,
    at: row.at,
  }))
}

/** A version is never rewritten: fields that came to the document since are empty in it. */
function documentOf(stored: unknown): CommitmentDocument {
  return { ...emptyDocument('', '', ''), ...(stored as CommitmentDocument) }
}
