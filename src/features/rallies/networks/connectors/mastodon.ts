import { askJson } from './asking.ts'
import { statusArrival } from './mastodon-status.ts'
import { type Access, type Connector, type Page, type SourceSettings, type Turn, textMember } from './model.ts'
import { NetworkTrouble } from './trouble.ts'

/** https://docs.joinmastodon.org/methods/timelines/#tag: public posts that a server knows of, its own and others'. */
export const mastodonConnector: Connector = {
  everyMinutes: 1,
  rereads: true,
  lacking: (_access, { server }) => (server ? [] : ['server']),
  page,
}

const perPage = 40

/** Goes forward from the oldest of interest: `min_id` gives the posts right after it, so nothing between is passed over. */
async function page(turn: Turn): Promise<Page> {
  const { access, settings, tags, cursor } = turn
  const [first = '', ...others] = tags
  const url = new URL(`/api/v1/timelines/tag/${encodeURIComponent(first)}`, settings.server)
  for (const tag of others) url.searchParams.append('any[]', tag)
  const minId = textMember(cursor, 'minId') ?? idAt(turn.since)
  url.searchParams.set('min_id', minId)
  url.searchParams.set('limit', String(perPage))
  const { status, body, waitUntil } = await askJson(turn, url, { headers: mastodonKey(access, settings) })
  if (!Array.isArray(body)) throw new NetworkTrouble('unexpected', status)
  const newest = newestOf(body)
  // A page without any name to go on from would be asked for for ever.
  if (body.length > 0 && newest === null) throw new NetworkTrouble('unexpected', status)
  return {
    arrivals: body.map((post) => statusArrival(post, settings.server ?? '')),
    cursor: { minId: newest ?? minId },
    isMore: newest !== null && newest !== minId,
    waitUntil,
  }
}

/** Organisers name servers; the installation's token opens one of them and is shown to no other. */
export function mastodonKey({ mastodon }: Access, { server }: SourceSettings): Record<string, string> {
  const isItsOwn = mastodon.server !== null && server !== undefined && new URL(server).origin === mastodon.server
  return isItsOwn && mastodon.token !== null ? { authorization: `Bearer ${mastodon.token}` } : {}
}

/** A server's ids hold the time of the post: milliseconds since 1970, shifted by 16 bits. */
export function idAt(time: Date): string {
  return String(BigInt(Math.max(0, time.getTime())) << 16n)
}

/** Ids are numbers written as text, or sortable texts elsewhere: the longer, then the greater. */
function newestOf(posts: readonly unknown[]): string | null {
  let newest: string | null = null
  for (const post of posts) {
    const id = (post as { id?: unknown } | null)?.id
    if (typeof id !== 'string' || id === '') continue
    if (newest === null || id.length > newest.length || (id.length === newest.length && id > newest)) newest = id
  }
  return newest
}
