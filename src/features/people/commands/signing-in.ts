import { type Auth, createAuth, oidcProviderId } from '../../../platform/auth/auth.ts'
import type { AuthSettings } from '../../../platform/auth/settings.ts'
import type { Context, Database, Locale } from '../../../platform/context.ts'
import { Refused, TooManyRequests } from '../../../platform/errors.ts'
import { translator } from '../../../platform/i18n.ts'
import { queueMail } from '../../../platform/mail/queue.ts'
import { type Limit, networkPrefix, takeTurn } from '../../../platform/rate-limit.ts'
import { signInMail } from '../emails.tsx'
import { noticeVersion, safeReturnTo } from '../model.ts'
import { peoplePaths } from '../paths.ts'

const hourMs = 3_600_000
/** Five an hour fill nobody's mailbox; thirty let a workshop behind one router sign in together. */
export const mailsAnAddress: Limit = { name: 'sign-in-address', max: 5, windowMs: hourMs }
export const mailsANetwork: Limit = { name: 'sign-in-network', max: 30, windowMs: hourMs }
/** Opening links, passkeys and returns from a provider: what a room of people does in an hour, not what a guesser needs. */
export const attemptsANetwork: Limit = { name: 'sign-in-attempt', max: 300, windowMs: hourMs }

/** better-auth with the mail that this feature writes. */
export function createPeopleAuth(db: Database, settings: AuthSettings): Auth {
  return createAuth(db, settings, async ({ email, token, returnTo, locale }) => {
    const url = signInUrl(settings, token, returnTo)
    const mail = signInMail(translator(locale === 'en' ? 'en' : 'es'), { url })
    const letter = { ...mail, recipient: email, purpose: 'sign-in', isAwaited: true }
    await db.transaction().execute((tx) => queueMail(tx, letter, new Date()))
  })
}

export function signInUrl(settings: AuthSettings, token: string, returnTo = '/'): string {
  const url = new URL(peoplePaths.signInLink, settings.baseUrl)
  url.searchParams.set('token', token)
  if (safeReturnTo(returnTo) !== '/') url.searchParams.set('volver', safeReturnTo(returnTo))
  return url.href
}

export type LinkRequest = { email: string; returnTo: string; locale: Locale; clientAddress: string | null }

/** Mails a link to whoever owns the address. Known or not, the same is done and the same is said. */
export async function requestSignInLink(
  auth: Auth,
  settings: AuthSettings,
  { db, now }: Context,
  request: LinkRequest,
): Promise<void> {
  await limit(db, settings, now, mailsANetwork, networkPrefix(request.clientAddress))
  await limit(db, settings, now, mailsAnAddress, request.email)
  await auth.api.signInMagicLink({
    body: { email: request.email, metadata: { returnTo: safeReturnTo(request.returnTo), locale: request.locale } },
    headers: new Headers(),
  })
}

export async function limit(db: Database, settings: AuthSettings, now: Date, rule: Limit, subject: string) {
  const turn = await takeTurn(db, rule, subject, settings.secret, now)
  if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
}

/**
 * Uses up a link and opens a session for the person it was sent to, who is made if she is new; a session that the browser
 * had before is ended. Returns the cookies to set.
 */
export async function signInByLink(auth: Auth, { db }: Context, token: string, oldSessionId: string | null) {
  const answer = await auth.api.magicLinkVerify({ query: { token }, headers: new Headers(), asResponse: true })
  if (answer.status >= 500) throw new Error(`opening a link answered ${answer.status}`)
  if (answer.status !== 200) throw new Refused('people.link.spent')
  await endSession(db, oldSessionId)
  return answer.headers.getSetCookie()
}

/** Where to send a browser for OpenID Connect, with the cookie that ties the answer to it. */
export async function startOpenIdConnect(
  auth: Auth | null,
  returnTo: string,
): Promise<{ url: string; cookies: string[] }> {
  if (!auth) throw new Refused('people.oidc.unreachable')
  const answer = await auth.api.signInSocial({
    body: {
      provider: oidcProviderId,
      callbackURL: peoplePaths.welcome(safeReturnTo(returnTo)),
      errorCallbackURL: peoplePaths.signIn(),
      disableRedirect: true,
    },
    headers: new Headers(),
    asResponse: true,
  })
  const body = (await answer.json().catch(() => null)) as { url?: unknown } | null
  if (!answer.ok || typeof body?.url !== 'string') throw new Refused('people.oidc.unreachable')
  return { url: body.url, cookies: answer.headers.getSetCookie() }
}

export async function endSession(db: Database, sessionId: string | null): Promise<void> {
  if (sessionId) await db.deleteFrom('sessions').where('id', '=', sessionId).execute()
}

export async function endAllSessions({ db, actor }: Context): Promise<void> {
  if (actor) await db.deleteFrom('sessions').where('person_id', '=', actor.id).execute()
}

/** The first steps inside: a chosen name, and the notice that was read before giving it. */
export async function welcome({ db, actor, now }: Context, name: string): Promise<void> {
  if (!actor) return
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('people').set({ name, updated_at: now }).where('id', '=', actor.id).execute()
    await tx
      .insertInto('notice_acceptances')
      .values({ person_id: actor.id, version: noticeVersion, accepted_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
}
