import { deleteCookie } from 'hono/cookie'
import type { Auth } from '../../../platform/auth/auth.ts'
import { sessionCookieName } from '../../../platform/auth/settings.ts'
import type { Person } from '../../../platform/context.ts'
import { allow, found } from '../../../platform/errors.ts'
import type { C } from '../../../platform/http/env.ts'
import type { PersonRow } from '../model/views.ts'
import { personById } from '../queries/people.ts'

/** What the routes of people share beyond the request itself. */
export type Doors = {
  auth: Auth
  /** Null while the provider does not answer, or where none is configured. */
  openIdConnect: () => Promise<Auth | null>
}

/** The signed-in person of this request; whoever is not is led to sign in. */
export function signedIn(c: C): Person {
  const { actor } = c.var.context
  allow(actor !== null)
  return actor
}

export async function ownRow(c: C): Promise<PersonRow> {
  return found(await personById(c.var.context.db, signedIn(c).id))
}

export function setCookies(c: C, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
}

export function forgetSession(c: C): void {
  const secure = c.var.deps.auth.baseUrl.startsWith('https:')
  deleteCookie(c, sessionCookieName(c.var.deps.auth), { path: '/', secure, httpOnly: true, sameSite: 'Lax' })
}
