import { type Asked, OutwardError } from '../../../../platform/outward/outward.ts'
import type { Turn } from './model.ts'
import { NetworkTrouble, type TroubleCode } from './trouble.ts'

export type JsonAnswer = { status: number; body: unknown; waitUntil: Date | null }

/**
 * Asks a network for JSON. `allowed` are statuses beside 2xx that the connector understands itself.
 * @throws {NetworkTrouble}
 */
export async function askJson(
  { outward, now, signal }: Pick<Turn, 'outward' | 'now' | 'signal'>,
  url: URL,
  asked: Asked = {},
  allowed: readonly number[] = [],
): Promise<JsonAnswer> {
  const headers = { accept: 'application/json', ...asked.headers }
  const answer = await outward.ask(url.href, { ...asked, headers, signal }).catch((error) => {
    if (!(error instanceof OutwardError) || error.fault === 'stopped') throw error
    throw new NetworkTrouble(error.fault)
  })
  const { status } = answer
  const isOurs = allowed.includes(status)
  if (!isOurs && (status < 200 || status > 299)) {
    throw new NetworkTrouble(codeOf(status), status, retryAt(answer.headers, answer.bytes, now))
  }
  const waitUntil = isUsedUp(answer.headers) ? resetOf(answer.headers, now) : null
  return { status, body: parsed(answer.bytes, status, isOurs), waitUntil }
}

function parsed(bytes: Buffer, status: number, isOurs: boolean): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    if (isOurs) return null
    throw new NetworkTrouble('not-json', status)
  }
}

function codeOf(status: number): TroubleCode {
  if (status === 401 || status === 403) return 'refused'
  if (status === 404 || status === 410) return 'not-found'
  if (status === 409) return 'busy'
  if (status === 429 || status === 420) return 'rate-limited'
  if (status >= 500) return 'down'
  return status === 400 || status === 422 ? 'bad-request' : 'unexpected'
}

type Headers = Record<string, string>

/** `Retry-After` (seconds or a date), Telegram's member of the body, or the limit's own header. */
function retryAt(headers: Headers, bytes: Buffer, now: Date): Date | null {
  const after = headers['retry-after']?.trim()
  const inBody = /"retry_after"\s*:\s*(\d{1,6})/.exec(bytes.subarray(0, 4096).toString('utf8'))?.[1]
  const seconds = after !== undefined && /^\d{1,6}$/.test(after) ? after : inBody
  if (seconds !== undefined) return new Date(now.getTime() + Number(seconds) * 1000)
  if (after !== undefined && !Number.isNaN(Date.parse(after))) return new Date(after)
  return isUsedUp(headers) ? resetOf(headers, now) : null
}

const limits = ['x-rate-limit', 'x-ratelimit', 'ratelimit'] as const

function isUsedUp(headers: Headers): boolean {
  return limits.some((name) => headers[`${name}-remaining`]?.trim() === '0')
}

/** X and Bluesky say seconds since 1970, Mastodon a date. A day ahead at most: a wrong header must not end a rally. */
function resetOf(headers: Headers, now: Date): Date | null {
  const text = limits.map((name) => headers[`${name}-reset`]).find((value) => value !== undefined)
  if (text === undefined) return null
  const time = /^\d{9,11}$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text)
  if (Number.isNaN(time) || time <= now.getTime()) return null
  return new Date(Math.min(time, now.getTime() + 86_400_000))
}
