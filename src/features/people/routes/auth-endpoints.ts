import { Hono } from 'hono'
import { sessionCookieName } from '../../../platform/auth/settings.ts'
import { Refused } from '../../../platform/errors.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import type { App, C, Env } from '../../../platform/http/env.ts'
import { networkPrefix } from '../../../platform/rate-limit.ts'
import { attemptsANetwork, endSession, limit } from '../commands/signing-in.ts'
import type { Doors } from './doors.ts'
import { signedIn } from './doors.ts'

/** The few of better-auth's doors that are open; everything else it could do answers 404. */
const open = {
  register: ['GET /auth/passkey/generate-register-options', 'POST /auth/passkey/verify-registration'],
  enter: [
    'GET /auth/passkey/generate-authenticate-options',
    'POST /auth/passkey/verify-authentication',
    'GET /auth/callback/oidc',
  ],
}

export function authEndpoints({ auth, openIdConnect }: Doors): App {
  const app: App = new Hono<Env>()
  app.all('/auth/*', async (c) => {
    const door = `${c.req.method} ${c.req.path}`
    const isRegistering = open.register.includes(door)
    if (!isRegistering && !open.enter.includes(door)) return c.notFound()
    // Asked here too because the library does not know that a session may be idle.
    if (isRegistering) signedIn(c)
    const { deps, context } = c.var
    await limit(context.db, deps.auth, context.now, attemptsANetwork, networkPrefix(clientAddress(c)))
    const library = c.req.path === '/auth/callback/oidc' ? await openIdConnect() : auth
    if (!library) throw new Refused('people.oidc.unreachable')
    const answer = await library.handler(c.req.raw)
    // The library's own log is off because it repeats addresses; that it failed must still be seen.
    if (answer.status >= 500)
      deps.log.error({ requestId: c.var.requestId, door, status: answer.status }, 'sign-in failed')
    await endReplacedSession(c, answer)
    return answer
  })
  return app
}

/** Signing in again ends the session that the browser had before. */
async function endReplacedSession(c: C, answer: Response): Promise<void> {
  const name = `${sessionCookieName(c.var.deps.auth)}=`
  const isNew = answer.headers.getSetCookie().some((cookie) => cookie.startsWith(name) && !cookie.includes('Max-Age=0'))
  if (isNew) await endSession(c.var.context.db, c.var.sessionId)
}
