import * as z from 'zod'
import type { Arrival, Picture } from '../keeping/model.ts'
import { counted, instantOf, shapeless } from './model.ts'

/** The name of a post in its address; the same that an organiser pastes. */
export function shortcodeOf(address: string): string | null {
  return /instagram\.com\/(?:[\w.]+\/)?(?:p|reel|tv)\/([\w-]+)/.exec(address)?.[1] ?? null
}

export const mediaFields =
  'id,caption,media_type,media_url,permalink,timestamp,like_count,comments_count,children{id,media_type,media_url}'

const text = z.string()
const child = z.looseObject({ id: text.optional(), media_type: text, media_url: text.optional() })
const schema = child.extend({
  caption: text.default(''),
  permalink: text,
  timestamp: text,
  children: z.looseObject({ data: z.array(child) }).optional(),
})

/** `author` null: the hashtag's listing says of nobody who wrote a post. */
export function mediaArrival(original: unknown, author: string | null): Arrival {
  const read = schema.safeParse(original)
  if (!read.success) return shapeless(original, read.error.issues[0]?.path)
  const post = read.data
  const id = shortcodeOf(post.permalink)
  if (id === null) return shapeless(original, ['permalink'])
  const parts = post.media_type === 'CAROUSEL_ALBUM' ? (post.children?.data ?? []) : [post]
  const pictures = parts.flatMap((part, at): Picture[] =>
    part.media_type === 'IMAGE' && part.media_url ? [{ at, key: part.id ?? `${id}/${at}`, url: part.media_url }] : [],
  )
  return {
    line: null,
    record: {
      network: 'instagram',
      id,
      author: author ?? undefined,
      published_at: instantOf(post.timestamp),
      text: post.caption,
      media: parts.map(({ media_type }) => ({ type: media_type === 'VIDEO' ? 'video' : 'photo' })),
      interactions: counted(post.like_count, post.comments_count),
    },
    original,
    url: post.permalink,
    ...(pictures.length === 0 ? {} : { pictures }),
    ...(author === null ? { fault: { reason: 'author_unknown' as const, detail: post.permalink } } : {}),
  }
}
