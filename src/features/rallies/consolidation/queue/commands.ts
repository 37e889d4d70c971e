import { sql, type Transaction } from 'kysely'
import type { DB } from '../../../../platform/db/types.ts'

export const scoreEditionTask = 'score_edition'

/**
 * Asks the worker to bring the verdicts and standings of an edition up to date, once however often it is asked. Called in the
 * transaction that changes what the score is made from (posts, accounts, corrections, judgements, panel points, rules), after its
 * writes and before `record`.
 */
export async function askForScoring(tx: Transaction<DB>, editionId: string): Promise<void> {
  // 'replace' lets a new post wake a pass that had failed and was waiting; one queue an edition, so that none waits for another inside a worker.
  const key = `score:${editionId}`
  await sql`select graphile_worker.add_job(${scoreEditionTask}, json_build_object('editionId', ${editionId}::text),
    queue_name => ${key}, job_key => ${key}, max_attempts => 10)`.execute(tx)
}
