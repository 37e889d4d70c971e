import { buildPushPayload } from '@block65/webcrypto-web-push'
import { type Outward, OutwardError } from '../outward/outward.ts'
import type { PushKeys } from './keys.ts'

/** What a browser gave: where its push service is asked, and the keys that only the browser can read with. */
export type PushTarget = { endpoint: string; p256dh: string; auth: string }

/** `path` is of our own site. The worker of the page shows nothing else. */
export type PushMessage = { title: string; text: string; path: string }

/** `gone`: nobody is there any more, never ask again. `refused`: the service does not take this one, nor would it a second time. */
export type PushOutcome = { kind: 'taken' } | { kind: 'gone' } | { kind: 'refused' | 'failed'; reason: string }

/** As long as we would try ourselves: what a browser did not fetch in two days is on the page by then. */
const livesSeconds = 2 * 86_400
const refusals = [400, 401, 403, 413]

/**
 * Encrypts for the browser alone (RFC 8291, padded, so that its length says nothing) and hands to its push service (RFC 8030).
 * `id` is the message's topic: sent twice before the browser fetched it, the service keeps one.
 */
export async function sendPush(
  outward: Outward,
  keys: PushKeys,
  { endpoint, p256dh, auth }: PushTarget,
  { id, ...message }: PushMessage & { id: string },
): Promise<PushOutcome> {
  const options = { ttl: livesSeconds, topic: id.replaceAll('-', ''), urgency: 'normal' as const }
  const target = { endpoint, expirationTime: null, keys: { p256dh, auth } }
  const letter = await buildPushPayload({ data: { ...message, tag: id }, options }, target, keys).catch(() => null)
  // Keys that are none: no message can be written to such a browser.
  if (letter === null) return { kind: 'gone' }
  const headers = Object.fromEntries(Object.entries(letter.headers).filter(([, value]) => value !== undefined))
  try {
    const asked = { method: 'POST' as const, headers, body: letter.body, timeoutMs: 10_000, maxBytes: 64 * 1024 }
    const { status } = await outward.ask(endpoint, asked)
    if (status >= 200 && status < 300) return { kind: 'taken' }
    if (status === 404 || status === 410) return { kind: 'gone' }
    return { kind: refusals.includes(status) ? 'refused' : 'failed', reason: `status ${status}` }
  } catch (error) {
    if (!(error instanceof OutwardError)) throw error
    return { kind: error.fault === 'inside' || error.fault === 'redirects' ? 'refused' : 'failed', reason: error.fault }
  }
}
