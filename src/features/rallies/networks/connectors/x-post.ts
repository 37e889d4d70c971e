import * as z from 'zod'
import type { Arrival, Picture } from '../keeping/model.ts'
import { unescaped } from './html-text.ts'
import { counted, shapeless } from './model.ts'

const text = z.string()

export const includesSchema = z.looseObject({
  users: z.array(z.looseObject({ id: text, username: text })).default([]),
  media: z.array(z.looseObject({ media_key: text, type: text, url: text.optional() })).default([]),
  places: z
    .array(
      z.looseObject({
        id: text,
        place_type: text.optional(),
        geo: z.looseObject({ bbox: z.array(z.number()) }).optional(),
      }),
    )
    .default([]),
})
export type Includes = z.infer<typeof includesSchema>

const schema = z.looseObject({
  id: text,
  text,
  author_id: text.optional(),
  created_at: text.optional(),
  edit_history_tweet_ids: z.array(text).optional(),
  note_tweet: z.looseObject({ text }).optional(),
  entities: z
    .looseObject({ urls: z.array(z.looseObject({ url: text, expanded_url: text.optional() })).optional() })
    .optional(),
  attachments: z.looseObject({ media_keys: z.array(text).optional() }).optional(),
  geo: z
    .looseObject({
      place_id: text.optional(),
      coordinates: z.looseObject({ coordinates: z.array(z.number()) }).nullish(),
    })
    .optional(),
  public_metrics: z.record(text, z.unknown()).optional(),
  referenced_tweets: z.array(z.looseObject({ type: text, id: text })).optional(),
})
type Post = z.infer<typeof schema>

/** A post of X with what its answer included of its author, pictures and place. */
export function xArrival(original: unknown, includes: Includes): Arrival {
  const read = schema.safeParse(original)
  if (!read.success) return shapeless(original, read.error.issues[0]?.path)
  const post = read.data
  const author = includes.users.find((user) => user.id === post.author_id)?.username
  const media = (post.attachments?.media_keys ?? []).flatMap(
    (key) => includes.media.find((one) => one.media_key === key) ?? [],
  )
  const metrics = post.public_metrics ?? {}
  const geo = placeOf(post, includes)
  const repost = post.referenced_tweets?.find((one) => one.type === 'retweeted')?.id
  const url = `https://x.com/${author ?? 'i'}/status/${post.id}`
  const pictures = media.flatMap((one, at): Picture[] =>
    one.type === 'photo' && one.url ? [{ at, key: one.media_key, url: one.url }] : [],
  )
  return {
    line: null,
    record: {
      network: 'x',
      // An edited post has a number of its own; the first of them is the post's.
      id: post.edit_history_tweet_ids?.[0] ?? post.id,
      author,
      published_at: post.created_at,
      text: wordsOf(post),
      ...(repost === undefined ? {} : { repost_of: repost }),
      ...(geo ? { geo } : {}),
      ...(media.length === 0
        ? {}
        : { media: media.map(({ type }) => ({ type: type === 'photo' ? 'photo' : 'video' })) }),
      interactions: counted(metrics.like_count, metrics.reply_count, metrics.retweet_count, metrics.quote_count),
    },
    original: { data: original, includes: { author: author ?? null, media } },
    url,
    ...(pictures.length === 0 ? {} : { pictures }),
    ...(author === undefined ? { fault: { reason: 'author_unknown' as const, detail: url } } : {}),
  }
}

/** Long posts whole, addresses as they lead on: a work's key in a link counts. */
function wordsOf(post: Post): string {
  let words = post.note_tweet?.text ?? post.text
  for (const { url, expanded_url } of post.entities?.urls ?? [])
    if (expanded_url) words = words.replaceAll(url, () => expanded_url)
  return unescaped(words)
}

/** Only where the author stands: a city's frame says nothing of a work. */
function placeOf(post: Post, { places }: Includes): { lat: number; lon: number } | null {
  const [lon, lat] = post.geo?.coordinates?.coordinates ?? []
  if (lat !== undefined && lon !== undefined) return { lat, lon }
  const place = places.find((one) => one.id === post.geo?.place_id)
  const [west, south, east, north] = place?.geo?.bbox ?? []
  if (
    place?.place_type !== 'poi' ||
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined
  )
    return null
  return { lat: (south + north) / 2, lon: (west + east) / 2 }
}
