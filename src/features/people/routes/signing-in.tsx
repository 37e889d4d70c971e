import { Hono } from 'hono'
import { Refused } from '../../../platform/errors.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import type { App, C, Env } from '../../../platform/http/env.ts'
import { parseForm } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { networkPrefix } from '../../../platform/rate-limit.ts'
import {
  attemptsANetwork,
  endSession,
  limit,
  requestSignInLink,
  signInByLink,
  startOpenIdConnect,
  welcome,
} from '../commands/signing-in.ts'
import { safeReturnTo } from '../model.ts'
import { LeavingPage, LinkSentPage, OpenLinkPage, SignInPage, SpentLinkPage } from '../pages/SignIn.tsx'
import { WelcomePage } from '../pages/Welcome.tsx'
import { peoplePaths } from '../paths.ts'
import { linkOwner } from '../queries/links.ts'
import { needsWelcome } from '../queries/people.ts'
import { signInForm, welcomeForm } from '../schema.ts'
import { type Doors, forgetSession, ownRow, setCookies, signedIn } from './doors.ts'

const oidcName = (c: C) => c.var.deps.auth.oidc?.name ?? null

export function signInRoutes({ auth, openIdConnect }: Doors): App {
  const app: App = new Hono<Env>()

  app.get('/entrar', (c) => {
    const returnTo = safeReturnTo(c.req.query('volver'))
    if (c.var.context.actor) return c.redirect(returnTo, 303)
    const hasFailed = c.req.query('error') !== undefined
    return c.html(<SignInPage c={c} returnTo={returnTo} oidcName={oidcName(c)} hasFailed={hasFailed} />)
  })

  app.post('/entrar', async (c) => {
    const parsed = parseForm(signInForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) {
      const returnTo = safeReturnTo(parsed.typed.returnTo)
      return c.html(<SignInPage c={c} returnTo={returnTo} oidcName={oidcName(c)} {...parsed} />, 422)
    }
    const { deps, context } = c.var
    const request = { ...parsed.value, locale: context.locale, clientAddress: clientAddress(c) }
    await requestSignInLink(auth, deps.auth, context, request)
    return c.html(<LinkSentPage c={c} />)
  })

  app.get('/entrar/enlace', async (c) => {
    const token = c.req.query('token') ?? ''
    const returnTo = safeReturnTo(c.req.query('volver'))
    const email = await linkOwner(c.var.context.db, token, c.var.context.now)
    if (email === null) return c.html(<SpentLinkPage c={c} again={peoplePaths.signIn(returnTo)} />, 410)
    return c.html(<OpenLinkPage c={c} token={token} returnTo={returnTo} email={email} />)
  })

  app.post('/entrar/enlace', (c) => openLink(c, auth))
  app.post('/entrar/oidc', (c) => leaveForProvider(c, openIdConnect))

  app.post('/salir', async (c) => {
    const form = await receivedForm(c)
    await endSession(c.var.context.db, c.var.sessionId)
    forgetSession(c)
    return c.redirect(safeReturnTo(String(form.get('returnTo') ?? '/')), 303)
  })

  app.get('/cuenta/nombre', async (c) => {
    const returnTo = safeReturnTo(c.req.query('volver'))
    if (!(await needsWelcome(c.var.context.db, signedIn(c).id))) return c.redirect(returnTo, 303)
    const person = await ownRow(c)
    return c.html(<WelcomePage c={c} returnTo={returnTo} typed={{ name: person.name }} />)
  })

  app.post('/cuenta/nombre', async (c) => {
    signedIn(c)
    const parsed = parseForm(welcomeForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) {
      return c.html(<WelcomePage c={c} returnTo={safeReturnTo(parsed.typed.returnTo)} {...parsed} />, 422)
    }
    await welcome(c.var.context, parsed.value.name)
    return c.redirect(safeReturnTo(parsed.value.returnTo), 303)
  })

  return app
}

async function openLink(c: C, auth: Doors['auth']) {
  const { deps, context, sessionId } = c.var
  const form = await receivedForm(c)
  const returnTo = safeReturnTo(String(form.get('returnTo') ?? '/'))
  await limit(context.db, deps.auth, context.now, attemptsANetwork, networkPrefix(clientAddress(c)))
  try {
    setCookies(c, await signInByLink(auth, context, String(form.get('token') ?? ''), sessionId))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return c.html(<SpentLinkPage c={c} again={peoplePaths.signIn(returnTo)} />, 409)
  }
  return c.redirect(peoplePaths.welcome(returnTo), 303)
}

async function leaveForProvider(c: C, openIdConnect: Doors['openIdConnect']) {
  const { deps, context } = c.var
  if (!deps.auth.oidc) return c.notFound()
  const form = await receivedForm(c)
  await limit(context.db, deps.auth, context.now, attemptsANetwork, networkPrefix(clientAddress(c)))
  const { url, cookies } = await startOpenIdConnect(await openIdConnect(), String(form.get('returnTo') ?? '/'))
  setCookies(c, cookies)
  c.header('Refresh', `0; url=${url}`)
  return c.html(<LeavingPage c={c} name={deps.auth.oidc.name} url={url} />)
}
