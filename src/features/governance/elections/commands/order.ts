import { sql } from 'kysely'
import type { Tx } from './within.ts'

/** Rows lie in the order of their arrival, and carry the number of their transaction: written again at once, they no longer do. */
export async function forgetOrder(tx: Tx, electionId: string): Promise<void> {
  await sql`with gone as (delete from ballots where election_id = ${electionId} returning *)
    insert into ballots (election_id, serial, signature, choice, receipt)
    select election_id, serial, signature, choice, receipt from gone order by serial`.execute(tx)
  await tx.updateTable('election_roll').set({ blinded_sha256: null }).where('election_id', '=', electionId).execute()
}
