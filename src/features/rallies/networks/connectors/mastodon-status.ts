import * as z from 'zod'
import type { Arrival, Picture } from '../keeping/model.ts'
import { textOfHtml } from './html-text.ts'
import { counted, instantOf, shapeless } from './model.ts'

const text = z.string()
const schema = z.looseObject({
  uri: text,
  url: text.nullish(),
  created_at: text,
  content: text,
  spoiler_text: text.default(''),
  account: z.looseObject({ acct: text }),
  tags: z.array(z.looseObject({ name: text })).default([]),
  media_attachments: z
    .array(z.looseObject({ type: text, url: text.nullish(), remote_url: text.nullish() }))
    .default([]),
  reblog: z.looseObject({ uri: text, url: text.nullish() }).nullish(),
})

const mediaTypes: Record<string, 'photo' | 'video'> = { image: 'photo', video: 'video', gifv: 'video' }

/**
 * One status as a server shows it. Its id is its address on the server where it was written, the same wherever it is seen; a
 * handle of the server's own people gets the server's name.
 */
export function statusArrival(original: unknown, server: string): Arrival {
  const read = schema.safeParse(original)
  if (!read.success) return shapeless(original, read.error.issues[0]?.path)
  const status = read.data
  const { acct } = status.account
  const words = textOfHtml(status.content)
  const media = status.media_attachments.flatMap((one) => {
    const type = mediaTypes[one.type]
    return type ? [{ ...one, type }] : []
  })
  const pictures = media.flatMap((one, at): Picture[] => {
    const url = one.url ?? one.remote_url
    return one.type === 'photo' && url ? [{ at, key: one.remote_url ?? url, url }] : []
  })
  const address = status.url ?? status.uri
  return {
    line: null,
    record: {
      network: 'mastodon',
      id: address,
      author: acct.includes('@') ? acct : `${acct}@${hostOf(server)}`,
      published_at: instantOf(status.created_at),
      text: status.spoiler_text === '' ? words : `${status.spoiler_text}\n\n${words}`,
      ...(status.tags.length === 0 ? {} : { hashtags: status.tags.map(({ name }) => name) }),
      ...(status.reblog ? { repost_of: status.reblog.url ?? status.reblog.uri } : {}),
      ...(media.length === 0 ? {} : { media: media.map(({ type }) => ({ type })) }),
      interactions: counted(status.favourites_count, status.reblogs_count, status.replies_count, status.quotes_count),
    },
    original,
    url: address,
    ...(pictures.length === 0 ? {} : { pictures }),
  }
}

function hostOf(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server
}
