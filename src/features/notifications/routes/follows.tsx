import { found, Unreadable } from '../../../platform/errors.ts'
import { permit } from '../../../platform/http/app.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { pushKeys } from '../../../platform/push/keys.ts'
import { networkPrefix } from '../../../platform/rate-limit.ts'
import { limit } from '../../people/commands/signing-in.ts'
import { askToFollow, changeOwn, confirmFollow, leave } from '../follows/commands.ts'
import { leaveToken } from '../follows/model.ts'
import {
  emailOfPerson,
  followByToken,
  followOfBrowser,
  followsOf,
  type Owner,
  ownerOfToken,
  pendingFollow,
} from '../follows/queries.ts'
import { type Subject, type SubjectType, tokensANetwork } from '../model.ts'
import {
  AskedPage,
  AskPage,
  BrowserAskedPage,
  ConfirmPage,
  LeavePage,
  LeftPage,
  SpentPage,
} from '../pages/follow-pages.tsx'
import { OwnPage } from '../pages/own-page.tsx'
import { followPaths } from '../paths.ts'
import { followByBrowser } from '../pushing/asking/commands.ts'
import { findSubject } from '../queries.ts'
import { browserForm, followForm, ownForm, subjectQuery } from '../schema.ts'

export function mountFollows(app: App): void {
  app.get('/seguir', async (c) => {
    const asked = subjectQuery.safeParse(c.req.query())
    const subject = found(asked.success ? await findSubject(c.var.context.db, asked.data.tipo, asked.data.id) : null)
    return askPage(c, subject)
  })
  app.post('/seguir', ask)
  app.post(followPaths.browser, askByBrowser)
  app.post(followPaths.browserOwn, async (c) => {
    await countTurn(c)
    const endpoint = String((await receivedForm(c)).get('endpoint') ?? '')
    const id = await followOfBrowser(c.var.context.db, endpoint)
    if (id === null) return c.html(<LeftPage c={c} />)
    return c.redirect(followPaths.manage(leaveToken(id, c.var.deps.auth.secret)), 303)
  })
  app.get('/seguir/confirmar', async (c) => {
    const token = c.req.query('token') ?? ''
    const pending = await pendingFollow(c.var.context.db, token, c.var.context.now)
    if (!pending?.subject) return c.html(<SpentPage c={c} />, 410)
    return c.html(<ConfirmPage c={c} subject={pending.subject} token={token} />)
  })
  app.post('/seguir/confirmar', async (c) => {
    await countTurn(c)
    const form = await receivedForm(c)
    const id = await confirmFollow(c.var.context, String(form.get('token') ?? ''))
    if (id === null) return c.html(<SpentPage c={c} />, 409)
    return c.redirect(`${followPaths.manage(leaveToken(id, c.var.deps.auth.secret))}&listo=1`, 303)
  })
  app.get('/seguir/salir', async (c) => {
    const { db } = c.var.context
    const token = c.req.query('token') ?? ''
    const follow = await followByToken(db, token, c.var.deps.auth.secret)
    if (!follow) return c.html(<LeftPage c={c} />)
    const subject = await findSubject(db, follow.subject_type as SubjectType, follow.subject_id)
    return c.html(<LeavePage c={c} subject={subject} token={token} />)
  })
  app.post('/seguir/salir', async (c) => {
    await leave(c.var.context, c.var.deps.auth.secret, c.req.query('token') ?? '')
    return c.html(<LeftPage c={c} />)
  })
  app.get('/seguir/mis-avisos', async (c) => {
    const token = c.req.query('token') ?? ''
    const owner = await ownerOf(c, token)
    // Who has just left the last one has no link any more; who has an account is led to sign in.
    if (owner === null)
      return token === '' ? c.redirect(`/entrar?volver=${followPaths.own}`, 303) : c.html(<LeftPage c={c} />)
    const follows = await followsOf(c.var.context.db, owner)
    const isDone = c.req.query('listo') !== undefined
    const email = 'email' in owner ? owner.email : null
    return c.html(<OwnPage c={c} email={email} token={token} follows={follows} isDone={isDone} />)
  })
  app.post('/seguir/mis-avisos', async (c) => {
    await countTurn(c)
    const parsed = parseForm(ownForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) throw new Unreadable('error.form')
    const { token, id, act } = parsed.value
    await changeOwn(c.var.context, found(await ownerOf(c, token)), id, act)
    const back = token === '' ? `${followPaths.own}?` : `${followPaths.manage(token)}&`
    return c.redirect(`${back}listo=1`, 303)
  })
}

async function ask(c: C): Promise<Response> {
  const { deps, context, t } = c.var
  const parsed = parseForm(followForm, await receivedForm(c), t)
  const { type, subject: id } = parsed.typed
  const asked = subjectQuery.safeParse({ tipo: type ?? c.req.query('tipo'), id: id ?? c.req.query('id') })
  const subject = found(asked.success ? await findSubject(context.db, asked.data.tipo, asked.data.id) : null)
  if (!parsed.ok) return askPage(c, subject, parsed)
  await askToFollow(context, deps.auth, parsed.value, clientAddress(c))
  return c.html(<AskedPage c={c} subject={subject} />)
}

/** Notices of a browser are shown by a worker of the page's own. */
function askPage(
  c: C,
  subject: Subject,
  refused?: { typed: Typed; errors: FieldErrors },
): Response | Promise<Response> {
  permit(c, { workers: "'self'" })
  const { publicKey } = pushKeys(c.var.deps.config)
  return c.html(<AskPage c={c} subject={subject} publicKey={publicKey} {...refused} />, refused ? 422 : 200)
}

async function askByBrowser(c: C): Promise<Response> {
  const { deps, context, t } = c.var
  const parsed = parseForm(browserForm, await receivedForm(c), t)
  if (!parsed.ok) throw new Unreadable('follow.push.error.form')
  const subject = found(await findSubject(context.db, parsed.value.type, parsed.value.subject))
  const asking = { settings: deps.auth, trusted: deps.config.outwardTrusted, clientAddress: clientAddress(c) }
  const id = await followByBrowser(context, asking, parsed.value)
  return c.html(<BrowserAskedPage c={c} subject={subject} token={leaveToken(id, deps.auth.secret)} />)
}

async function countTurn(c: C): Promise<void> {
  const { deps, context } = c.var
  await limit(context.db, deps.auth, context.now, tokensANetwork, networkPrefix(clientAddress(c)))
}

/** Whom the link belongs to; without a link, the address of whoever is signed in. */
async function ownerOf(c: C, token: string): Promise<Owner | null> {
  const { db, actor } = c.var.context
  if (token !== '') return ownerOfToken(db, token, c.var.deps.auth.secret)
  const email = actor ? await emailOfPerson(db, actor.id) : null
  return email === null ? null : { email }
}
