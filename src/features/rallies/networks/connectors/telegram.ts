import * as z from 'zod'
import { askJson } from './asking.ts'
import { type Connector, numberMember, type Page, type Turn } from './model.ts'
import { messageArrivals } from './telegram-message.ts'
import { NetworkTrouble } from './trouble.ts'

/**
 * https://core.telegram.org/bots/api#getupdates: what is written where the bot was let in, from then on. What was read is
 * confirmed by asking for what follows it, so nothing is confirmed before it is kept.
 */
export const telegramConnector: Connector = {
  everyMinutes: 1,
  rereads: false,
  lacking: ({ telegram }) => (telegram.token === null ? ['TELEGRAM_BOT_TOKEN'] : []),
  page,
}

const kinds = ['message', 'edited_message', 'channel_post', 'edited_channel_post'] as const
const mostUpdates = 100

const update = z.looseObject({ update_id: z.number() })
const answer = z.looseObject({ ok: z.literal(true), result: z.array(update) })

async function page(turn: Turn): Promise<Page> {
  const { cursor, access, settings, tags } = turn
  const offset = numberMember(cursor, 'offset')
  const url = new URL(`/bot${access.telegram.token}/getUpdates`, access.telegram.base)
  url.search = new URLSearchParams({
    limit: String(mostUpdates),
    timeout: '0',
    allowed_updates: JSON.stringify(kinds),
    ...(offset === undefined ? {} : { offset: String(offset) }),
  }).toString()
  const { status, body, waitUntil } = await askJson(turn, url)
  const read = answer.safeParse(body)
  if (!read.success) throw new NetworkTrouble('unexpected', status)
  const updates = read.data.result
  const last = updates.reduce((most, { update_id }) => Math.max(most, update_id), -1)
  const messages = updates.flatMap((one) => kinds.flatMap((kind) => one[kind] ?? []))
  return {
    arrivals: messageArrivals(messages, settings, tags),
    cursor: last < 0 ? cursor : { offset: last + 1 },
    isMore: updates.length === mostUpdates,
    waitUntil,
  }
}
