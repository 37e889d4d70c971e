import { found, Unreadable } from '../../../platform/errors.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { parseForm } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { networkPrefix } from '../../../platform/rate-limit.ts'
import { limit } from '../../people/commands/signing-in.ts'
import { askToFollow, changeOwn, confirmFollow, leave } from '../follows/commands.ts'
import { leaveToken } from '../follows/model.ts'
import { emailOfPerson, emailOfToken, followByToken, followsOf, pendingFollow } from '../follows/queries.ts'
import { type SubjectType, tokensANetwork } from '../model.ts'
import { AskedPage, AskPage, ConfirmPage, LeavePage, LeftPage, SpentPage } from '../pages/follow-pages.tsx'
import { OwnPage } from '../pages/own-page.tsx'
import { followPaths } from '../paths.ts'
import { findSubject } from '../queries.ts'
import { followForm, ownForm, subjectQuery } from '../schema.ts'

export function mountFollows(app: App): void {
  app.get('/seguir', async (c) => {
    const asked = subjectQuery.safeParse(c.req.query())
    const subject = found(asked.success ? await findSubject(c.var.context.db, asked.data.tipo, asked.data.id) : null)
    return c.html(<AskPage c={c} subject={subject} />)
  })
  app.post('/seguir', ask)
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
    const email = await emailOf(c, token)
    // Who has just left the last one has no link any more; who has an account is led to sign in.
    if (email === null)
      return token === '' ? c.redirect(`/entrar?volver=${followPaths.own}`, 303) : c.html(<LeftPage c={c} />)
    const follows = await followsOf(c.var.context.db, email)
    const isDone = c.req.query('listo') !== undefined
    return c.html(<OwnPage c={c} email={email} token={token} follows={follows} isDone={isDone} />)
  })
  app.post('/seguir/mis-avisos', async (c) => {
    await countTurn(c)
    const parsed = parseForm(ownForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) throw new Unreadable('error.form')
    const { token, id, act } = parsed.value
    await changeOwn(c.var.context, found(await emailOf(c, token)), id, act)
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
  if (!parsed.ok) return c.html(<AskPage c={c} subject={subject} typed={parsed.typed} errors={parsed.errors} />, 422)
  await askToFollow(context, deps.auth, parsed.value, clientAddress(c))
  return c.html(<AskedPage c={c} subject={subject} />)
}

async function countTurn(c: C): Promise<void> {
  const { deps, context } = c.var
  await limit(context.db, deps.auth, context.now, tokensANetwork, networkPrefix(clientAddress(c)))
}

/** The address that the link belongs to; without a link, the one of whoever is signed in. */
async function emailOf(c: C, token: string): Promise<string | null> {
  const { db, actor } = c.var.context
  if (token !== '') return emailOfToken(db, token, c.var.deps.auth.secret)
  return actor ? emailOfPerson(db, actor.id) : null
}
