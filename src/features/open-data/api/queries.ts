import type { Db } from '../../../platform/context.ts'
import type { CommitmentDocument } from '../../commitments/model.ts'

export type StoredVersion = {
  number: number
  at: Date
  reason: string
  approvedBy: string | null
  approvedOn: string | null
  approvalUrl: string | null
}

const facts = [
  'number',
  'at',
  'reason',
  'approved_by as approvedBy',
  'approved_on as approvedOn',
  'approval_url as approvalUrl',
] as const

export async function listVersions(db: Db, commitmentId: string): Promise<StoredVersion[]> {
  return db
    .selectFrom('commitment_versions')
    .select([...facts])
    .where('commitment_id', '=', commitmentId)
    .orderBy('number')
    .execute()
}

/** A version with its text and that of the one before; null when there is none of that number. */
export async function findVersion(db: Db, commitmentId: string, number: number) {
  const rows = await db
    .selectFrom('commitment_versions')
    .select([...facts, 'document'])
    .where('commitment_id', '=', commitmentId)
    .where('number', 'in', [number, number - 1])
    .execute()
  const documentOf = (wanted: number) =>
    (rows.find((row) => row.number === wanted)?.document ?? null) as CommitmentDocument | null
  const version = rows.find((row) => row.number === number)
  const document = documentOf(number)
  return version && document ? { version, document, before: documentOf(number - 1) } : null
}
