import type { Transaction } from 'kysely'
import type { DB } from '../../../../platform/db/types.ts'
import { placedEvents } from '../queries.ts'

/** Why a telling will never leave: 'not-public', 'bounced', 'refused'. */
export async function drop(
  tx: Transaction<DB>,
  followId: string,
  seqs: readonly number[],
  dropped: 'not-public' | 'bounced' | 'refused',
): Promise<void> {
  if (seqs.length === 0) return
  await tx
    .updateTable('tellings')
    .set({ dropped, told_at: null, mail_id: null, push_id: null })
    .where('follow_id', '=', followId)
    .where('seq', 'in', [...seqs])
    .execute()
}

/** Marks what may not be seen any more, and returns the rest. */
export async function dropHidden(tx: Transaction<DB>, followId: string, seqs: readonly number[]) {
  const rows = await placedEvents(tx, seqs)
  const shown = rows.filter((row) => row.is_public)
  const seen = new Set(shown.map(({ seq }) => seq))
  const hidden = seqs.filter((seq) => !seen.has(seq))
  await drop(tx, followId, hidden, 'not-public')
  return shown
}
