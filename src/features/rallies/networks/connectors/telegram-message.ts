import * as z from 'zod'
import type { Arrival, Picture } from '../keeping/model.ts'
import { hasTag, type SourceSettings, shapeless } from './model.ts'

const text = z.string()
const chat = z.looseObject({ id: z.number(), type: text, username: text.optional() })
const schema = z.looseObject({
  message_id: z.number(),
  date: z.number(),
  chat,
  from: z.looseObject({ id: z.number(), username: text.optional() }).optional(),
  sender_chat: chat.optional(),
  text: text.optional(),
  caption: text.optional(),
  media_group_id: text.optional(),
  photo: z.array(z.looseObject({ file_id: text, file_unique_id: text })).optional(),
  video: z.unknown().optional(),
  location: z.looseObject({ latitude: z.number(), longitude: z.number() }).optional(),
  forward_origin: z.unknown().optional(),
})
type Message = z.infer<typeof schema>

/** Posts among what a bot heard: those of groups and channels that count and that carry the hashtag. */
export function messageArrivals(
  originals: readonly unknown[],
  settings: SourceSettings,
  tags: readonly string[],
): Arrival[] {
  const read = originals.map((original) => ({ original, result: schema.safeParse(original) }))
  const all = read.flatMap(({ result }) => (result.success ? [result.data] : []))
  return read.flatMap(({ original, result }): Arrival[] => {
    // What cannot be read may be anybody's: of it only that it came is kept.
    if (!result.success) return [shapeless(null, result.error.issues[0]?.path)]
    const message = result.data
    if (!isOurs(message, settings) || !hasTag(wordsOf(message), tags)) return []
    return [messageArrival(message, original, albumOf(message, all))]
  })
}

/** The other pictures of an album are messages of their own, without words. */
function albumOf(message: Message, all: readonly Message[]): readonly Message[] {
  const { media_group_id: group } = message
  if (group === undefined) return [message]
  return all.filter((one) => one.chat.id === message.chat.id && one.media_group_id === group)
}

function isOurs({ chat: { type, id, username } }: Message, { chats = [] }: SourceSettings): boolean {
  if (!['group', 'supergroup', 'channel'].includes(type)) return false
  const names = [String(id), username?.toLowerCase()]
  return chats.length === 0 || chats.some((one) => names.includes(one.replace(/^@/, '').toLowerCase()))
}

function wordsOf(message: Message): string {
  return message.text ?? message.caption ?? ''
}

type Part = { type: 'photo' | 'video'; file: { file_id: string; file_unique_id: string } | undefined }

/** A picture comes in several sizes, the largest last; its name stays, its address is asked for when it is fetched. */
function messageArrival(message: Message, original: unknown, album: readonly Message[]): Arrival {
  const parts = album.flatMap(({ photo, video }): Part[] => {
    if (photo) return [{ type: 'photo', file: photo.at(-1) }]
    return video === undefined ? [] : [{ type: 'video', file: undefined }]
  })
  const pictures = parts.flatMap(({ file }, at): Picture[] =>
    file ? [{ at, key: file.file_unique_id, url: `telegram:${file.file_id}` }] : [],
  )
  const name = message.chat.username ?? String(message.chat.id)
  const { location, from, sender_chat: channel } = message
  return {
    line: null,
    record: {
      network: 'telegram',
      id: `${name}/${message.message_id}`,
      author: from?.username ?? channel?.username ?? String(from?.id ?? name),
      published_at: new Date(message.date * 1000).toISOString(),
      text: wordsOf(message),
      ...(message.forward_origin === undefined ? {} : { repost_of: 'forward' }),
      ...(location ? { geo: { lat: location.latitude, lon: location.longitude } } : {}),
      ...(parts.length === 0 ? {} : { media: parts.map(({ type }) => ({ type })) }),
    },
    original,
    url: message.chat.username === undefined ? null : `https://t.me/${name}/${message.message_id}`,
    ...(pictures.length === 0 ? {} : { pictures }),
  }
}
