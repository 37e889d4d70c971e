import { createHmac } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'
import { sql } from 'kysely'
import type { Db } from './context.ts'

export type Limit = {
  /** What is counted: 'sign-in-mail'. */
  name: string
  max: number
  windowMs: number
}

export type Turn = { allowed: true } | { allowed: false; retryAfterSeconds: number }

/** Fixed windows counted in PostgreSQL, so that any number of processes share one count; one atomic statement a turn. */
export async function takeTurn(db: Db, limit: Limit, subject: string, secret: string, now: Date): Promise<Turn> {
  const start = Math.floor(now.getTime() / limit.windowMs) * limit.windowMs
  const { count } = await db
    .insertInto('rate_limits')
    .values({ key: limitKey(limit.name, subject, secret), window_start: new Date(start), count: 1 })
    .onConflict((conflict) =>
      conflict.columns(['key', 'window_start']).doUpdateSet({ count: sql<number>`rate_limits.count + 1` }),
    )
    .returning('count')
    .executeTakeFirstOrThrow()
  if (count <= limit.max) return { allowed: true }
  return { allowed: false, retryAfterSeconds: Math.ceil((start + limit.windowMs - now.getTime()) / 1000) }
}

/** E-mail and network addresses never lie in the table, only what SECRET makes of them. */
function limitKey(name: string, subject: string, secret: string): string {
  return `${name}:${createHmac('sha256', secret).update(`${name}\n${subject}`).digest('base64url')}`
}

/** What neighbours share: the /24 of an IPv4 address, the /56 of an IPv6 one (what a household is usually given). */
export function networkPrefix(address: string | null): string {
  const plain = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIPv4(plain)) return plain.split('.').slice(0, 3).join('.')
  if (isIPv6(plain)) return expanded(plain).slice(0, 14)
  return 'unknown'
}

/** Thirty-two hexadecimal digits. */
function expanded(address: string): string {
  const [head = '', tail] = address.split('::')
  const before = groups(head)
  const after = tail === undefined ? [] : groups(tail)
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  return [...before, ...zeros, ...after]
    .map((group) => group.padStart(4, '0'))
    .join('')
    .toLowerCase()
}

function groups(part: string): string[] {
  if (part === '') return []
  return part.split(':').flatMap((group) => {
    const octets = group.split('.').map(Number)
    if (octets.length !== 4) return [group]
    const [a = 0, b = 0, c = 0, d = 0] = octets
    return [(a * 256 + b).toString(16), (c * 256 + d).toString(16)]
  })
}
