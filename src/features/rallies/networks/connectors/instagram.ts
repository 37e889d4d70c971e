import * as z from 'zod'
import { askJson } from './asking.ts'
import { mediaArrival, mediaFields, shortcodeOf } from './instagram-media.ts'
import {
  type Connector,
  type Cursor,
  defined,
  hasTag,
  numberMember,
  type Page,
  type Turn,
  textMember,
} from './model.ts'
import { NetworkTrouble } from './trouble.ts'

/**
 * https://developers.facebook.com/docs/instagram-api/guides/hashtag-search: posts of the last 24 hours, at most 30 hashtags in 7
 * days, and never who wrote them. So the accounts that teams claimed are asked first, one by one (business_discovery: professional
 * accounts only); what only the hashtag shows is kept as a post whose author is not known, for an organiser to complete.
 */
export const instagramConnector: Connector = {
  // An account's questions are counted by the hour.
  everyMinutes: 10,
  rereads: false,
  lacking: ({ instagram }) => [
    ...(instagram.token === null ? ['INSTAGRAM_TOKEN'] : []),
    ...(instagram.userId === null ? ['INSTAGRAM_USER_ID'] : []),
  ],
  page: (turn) =>
    (numberMember(turn.cursor, 'handleAt') ?? 0) < turn.handles.length ? ofAccount(turn) : ofHashtag(turn),
}

const discovery = z.looseObject({
  business_discovery: z.looseObject({ media: z.looseObject({ data: z.array(z.unknown()) }).optional() }),
})

async function ofAccount(turn: Turn): Promise<Page> {
  const { access, tags, cursor, handles } = turn
  const handleAt = numberMember(cursor, 'handleAt') ?? 0
  const handle = (handles[handleAt] ?? '').replace(/[^\w.]/g, '')
  const url = addressOf(turn, `/${access.instagram.userId}`, {
    fields: `business_discovery.username(${handle}){username,media.limit(50){${mediaFields}}}`,
  })
  // An account that is private, personal or gone is answered with 400: the others go on.
  const { body, waitUntil } = await askJson(turn, url, {}, [400])
  const read = discovery.safeParse(body)
  const media = read.success ? (read.data.business_discovery.media?.data ?? []) : []
  const ours = media.filter((one) => hasTag(String((one as { caption?: unknown } | null)?.caption ?? ''), tags))
  const arrivals = ours.map((one) => mediaArrival(one, handle))
  return { arrivals, cursor: { ...cursor, handleAt: handleAt + 1 }, isMore: true, waitUntil }
}

const listing = z.looseObject({
  data: z.array(z.unknown()),
  paging: z
    .looseObject({ next: z.string().optional(), cursors: z.looseObject({ after: z.string().optional() }).optional() })
    .optional(),
})

async function ofHashtag(turn: Turn): Promise<Page> {
  const { cursor, tags, access } = turn
  const tagAt = Math.min(numberMember(cursor, 'tagAt') ?? 0, tags.length - 1)
  const ids = (cursor.ids ?? {}) as Record<string, string>
  const tag = tags[tagAt] ?? ''
  const id = ids[tag] ?? (await hashtagId(turn, tag))
  const after = textMember(cursor, 'after')
  const asked = {
    user_id: access.instagram.userId ?? '',
    fields: mediaFields,
    limit: '50',
    ...(after ? { after } : {}),
  }
  const { status, body, waitUntil } = await askJson(turn, addressOf(turn, `/${id}/recent_media`, asked))
  const read = listing.safeParse(body)
  if (!read.success) throw new NetworkTrouble('unexpected', status)
  const found = read.data.data.map((one) => mediaArrival(one, null))
  const codeOf = (url: string | null) => (url === null ? '' : (shortcodeOf(url) ?? ''))
  const known = await turn.knows(found.map(({ url }) => codeOf(url)))
  // The cursor is the same on every page: whether there is a next one decides.
  const { paging } = read.data
  const next = paging?.next === undefined || found.length === 0 ? undefined : paging.cursors?.after
  const kept: Cursor = { ids: { ...ids, [tag]: id } }
  const begun = { ...kept, handleAt: turn.handles.length }
  const isLastTag = tagAt + 1 >= tags.length
  return {
    arrivals: found.filter(({ url }) => !known.has(codeOf(url))),
    cursor:
      next !== undefined
        ? { ...begun, tagAt, after: next }
        : isLastTag
          ? kept
          : defined({ ...begun, tagAt: tagAt + 1 }),
    isMore: next !== undefined || !isLastTag,
    waitUntil,
  }
}

async function hashtagId(turn: Turn, tag: string): Promise<string> {
  const asked = { user_id: turn.access.instagram.userId ?? '', q: tag }
  const { status, body } = await askJson(turn, addressOf(turn, '/ig_hashtag_search', asked))
  const read = z.looseObject({ data: z.tuple([z.looseObject({ id: z.string() })]) }).safeParse(body)
  if (!read.success) throw new NetworkTrouble('unexpected', status)
  return read.data.data[0].id
}

function addressOf({ access }: Turn, path: string, asked: Record<string, string>): URL {
  const { base, token } = access.instagram
  const url = new URL(`${base.replace(/\/$/, '')}${path}`)
  url.search = new URLSearchParams({ ...asked, access_token: token ?? '' }).toString()
  return url
}
