import type { MiddlewareHandler } from 'hono'
import { TooManyRequests } from '../../../platform/errors.ts'
import type { Env } from '../../../platform/http/env.ts'
import { type Limit, networkPrefix, takeTurn } from '../../../platform/rate-limit.ts'
import { clientAddress } from '../../people/routes/doors.ts'

export const reads: Limit = { name: 'api', max: 600, windowMs: 60_000 }

/** So many requests a minute for each network. */
export const turnstile: MiddlewareHandler<Env> = async (c, next) => {
  const { db, now } = c.var.context
  const turn = await takeTurn(db, reads, networkPrefix(clientAddress(c)), c.var.deps.auth.secret, now)
  if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
  await next()
}
