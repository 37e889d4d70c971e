import type { Db } from '../../../../platform/context.ts'
import { codeIn, foldedHandle } from '../model.ts'

export type Claim = { id: string; teamId: string; network: string; handle: string }

/**
 * The claim that a post proves: its text shows the code of an account of its own network and author. Null where it proves nothing
 * or what it would prove is proven.
 */
export async function claimProvenBy(
  db: Db,
  editionId: string,
  post: { network: string; author: string; text: string },
): Promise<Claim | null> {
  const codes = codeIn(post.text)
  if (codes.length === 0) return null
  const row = await db
    .selectFrom('rally_accounts as a')
    .leftJoin('rally_account_proofs as p', 'p.account_id', 'a.id')
    .select(['a.id', 'a.team_id as teamId', 'a.network', 'a.handle'])
    .where('a.edition_id', '=', editionId)
    .where('a.network', '=', post.network)
    .where('a.handle_folded', '=', foldedHandle(post.author))
    .where('a.code', 'in', codes)
    .where('p.account_id', 'is', null)
    .executeTakeFirst()
  return row ?? null
}
