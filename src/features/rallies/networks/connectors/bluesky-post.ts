import * as z from 'zod'
import type { Arrival, Picture } from '../keeping/model.ts'
import { counted, instantOf, shapeless } from './model.ts'

const text = z.string()
const media = z.looseObject({ $type: text, images: z.array(z.looseObject({ fullsize: text })).optional() })
const feature = z.looseObject({ $type: text, tag: text.optional() })
const schema = z.looseObject({
  uri: text,
  author: z.looseObject({ did: text, handle: text }),
  record: z.looseObject({
    text,
    tags: z.array(text).optional(),
    facets: z.array(z.looseObject({ features: z.array(feature) })).optional(),
  }),
  embed: media.extend({ media: media.optional() }).optional(),
  indexedAt: text,
})

/**
 * A postView of app.bsky.feed.defs. The time is when the network first saw the post, not when its author says to have written it:
 * that clock is hers, and a post of today may say that it came before everybody else's.
 */
export function blueskyArrival(original: unknown): Arrival {
  const read = schema.safeParse(original)
  if (!read.success) return shapeless(original, read.error.issues[0]?.path)
  const post = read.data
  const shown = post.embed?.media ?? post.embed
  const photos = shown?.images ?? []
  const isVideo = shown?.$type.startsWith('app.bsky.embed.video') ?? false
  const attached = isVideo ? [{ type: 'video' }] : photos.map(() => ({ type: 'photo' }))
  const tags = [
    ...(post.record.tags ?? []),
    ...(post.record.facets ?? []).flatMap(({ features }) => features.flatMap(({ tag }) => tag ?? [])),
  ]
  const name = post.author.handle === 'handle.invalid' ? post.author.did : post.author.handle
  const pictures = photos.map((photo, at): Picture => ({ at, key: photo.fullsize, url: photo.fullsize }))
  return {
    line: null,
    record: {
      network: 'bluesky',
      id: post.uri,
      author: name,
      published_at: instantOf(post.indexedAt),
      text: post.record.text,
      ...(tags.length === 0 ? {} : { hashtags: [...new Set(tags)] }),
      ...(attached.length === 0 ? {} : { media: attached }),
      interactions: counted(post.likeCount, post.repostCount, post.replyCount, post.quoteCount),
    },
    original,
    url: `https://bsky.app/profile/${name}/post/${post.uri.split('/').at(-1) ?? ''}`,
    ...(pictures.length === 0 ? {} : { pictures }),
  }
}
