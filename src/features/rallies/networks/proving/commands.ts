import { sql, type Transaction } from 'kysely'
import type { DB } from '../../../../platform/db/types.ts'
import { editionById } from '../../editions/queries.ts'
import type { PostRecord } from '../../scoring/model.ts'
import { proveAccountIn } from '../../teams/accounts/commands.ts'
import { codeIn, foldedHandle } from '../../teams/model.ts'

type Shown = { post: PostRecord; url: string | null }

/** A post of a claimed account that shows the account's code proves that who claimed it also writes there. */
export async function proveFromPosts(
  tx: Transaction<DB>,
  editionId: string,
  posts: readonly Shown[],
  now: Date,
): Promise<void> {
  const showing = posts.filter(({ post }) => codeIn(post.text).length > 0)
  if (showing.length === 0) return
  const { rows: claimed } = await sql<{ id: string; network: string; handle: string; code: string }>`
    select a.id, a.network, a.handle_folded as handle, a.code from rally_accounts a
    where a.edition_id = ${editionId} and a.network <> 'web'
      and not exists (select from rally_account_proofs p where p.account_id = a.id)`.execute(tx)
  const edition = claimed.length === 0 ? null : await editionById(tx, editionId)
  if (!edition) return
  const byHandle = new Map(claimed.map((account) => [`${account.network} ${account.handle}`, account]))
  for (const { post, url } of showing) {
    const account = byHandle.get(`${post.network} ${foldedHandle(post.author)}`)
    if (account && codeIn(post.text).includes(account.code)) await proveAccountIn(tx, now, edition, account.id, url)
  }
}
