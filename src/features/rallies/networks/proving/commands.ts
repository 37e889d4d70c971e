import { sql, type Transaction } from 'kysely'
import type { DB } from '../../../../platform/db/types.ts'
import type { PostRecord } from '../../scoring/model.ts'

type Shown = { post: PostRecord; url: string | null }

/** A post of a claimed account that shows the account's code proves that who claimed it also writes there. */
export async function proveFromPosts(
  tx: Transaction<DB>,
  edition: { id: string },
  posts: readonly Shown[],
  now: Date,
): Promise<void> {
  const { rows: claimed } = await sql<{ id: string; network: string; handle: string; code: string }>`
    select a.id, a.network, a.handle_folded as handle, a.code from rally_accounts a
    where a.edition_id = ${edition.id} and a.network <> 'web'
      and not exists (select from rally_account_proofs p where p.account_id = a.id)`.execute(tx)
  if (claimed.length === 0) return
  const byHandle = new Map(claimed.map((account) => [`${account.network} ${account.handle}`, account]))
  for (const { post, url } of posts) {
    const account = byHandle.get(`${post.network} ${foldedHandle(post.author)}`)
    if (!account || !post.text.includes(account.code)) continue
    await tx
      .insertInto('rally_account_proofs')
      .values({ account_id: account.id, method: 'post', evidence_url: url, proved_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

function foldedHandle(handle: string): string {
  return handle.normalize('NFC').replace(/^@/, '').toLowerCase()
}
