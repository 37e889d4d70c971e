import { type ApiServer, startApi } from './api-server.ts'

export type TelegramServer = ApiServer & { updates: { update_id: number; [kind: string]: unknown }[] }

export const botToken = '123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAA'

/** getUpdates of the Bot API: what lies below `offset` is confirmed and never given again. */
export async function startTelegram(): Promise<TelegramServer> {
  const updates: TelegramServer['updates'] = []
  const api = await startApi((url) => {
    if (!url.pathname.startsWith(`/bot${botToken}/`))
      return { status: 401, json: { ok: false, error_code: 401, description: 'Unauthorized' } }
    const offset = Number(url.searchParams.get('offset') ?? 0)
    for (let at = updates.length - 1; at >= 0; at -= 1)
      if ((updates[at]?.update_id ?? 0) < offset) updates.splice(at, 1)
    return { json: { ok: true, result: updates.slice(0, Number(url.searchParams.get('limit'))) } }
  })
  return { ...api, updates }
}

export function channelPost(updateId: number, messageId: number, text: string, more: Record<string, unknown> = {}) {
  const chat = { id: -100_123, type: 'channel', title: 'Rally', username: 'rallyfresnos' }
  return {
    update_id: updateId,
    channel_post: { message_id: messageId, date: 1772560800, chat, sender_chat: chat, text, ...more },
  }
}
