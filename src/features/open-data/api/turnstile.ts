import type { MiddlewareHandler } from 'hono'
import { TooManyRequests } from '../../../platform/errors.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import type { Env } from '../../../platform/http/env.ts'
import { type Limit, networkPrefix, takeTurn } from '../../../platform/rate-limit.ts'

export const reads: Limit = { name: 'api', max: 600, windowMs: 60_000 }
/** A download of everything costs as much as thousands of pages; a workbook ten times that. */
export const downloads: Limit = { name: 'download', max: 120, windowMs: 60_000 }
export const workbooks: Limit = { name: 'workbook', max: 10, windowMs: 60_000 }

/** Lets each network through so many times in the limit's window. */
export function turnstile(limit: Limit): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { db, now } = c.var.context
    const turn = await takeTurn(db, limit, networkPrefix(clientAddress(c)), c.var.deps.auth.secret, now)
    if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
    await next()
  }
}
