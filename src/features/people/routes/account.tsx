import { Hono } from 'hono'
import { clientAddress } from '../../../platform/http/client-address.ts'
import type { App, C, Env } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { networkPrefix } from '../../../platform/rate-limit.ts'
import { confirmEmailChange, correctName, removePasskey, requestEmailChange } from '../commands/account.ts'
import { erasePerson } from '../commands/erasure.ts'
import { endAllSessions, limit, mailsANetwork } from '../commands/signing-in.ts'
import { noticeVersion } from '../model.ts'
import { AccountPage, ConfirmEmailPage, type Done } from '../pages/Account.tsx'
import { ErasedPage, ErasePage } from '../pages/Erase.tsx'
import { peoplePaths } from '../paths.ts'
import { canRunInstallation } from '../policy.ts'
import { countDoubtfulMails } from '../queries/mailbox.ts'
import { heldAbout, passkeysOf } from '../queries/people.ts'
import { rolesOf, rootSpaceIds } from '../queries/roles.ts'
import { emailForm, erasureForm, nameForm } from '../schema.ts'
import { forgetSession, ownRow, signedIn } from './doors.ts'

const doneWords: readonly string[] = ['name', 'email', 'email-sent', 'passkey'] satisfies Done[]

export function accountRoutes(): App {
  const app: App = new Hono<Env>()

  app.get('/cuenta', (c) => showAccount(c))
  app.get('/cuenta/datos.json', download)

  app.post('/cuenta/cambiar-nombre', async (c) => {
    signedIn(c)
    const parsed = parseForm(nameForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return showAccount(c, parsed)
    await correctName(c.var.context, parsed.value.name)
    return c.redirect(`${peoplePaths.account}?listo=name`, 303)
  })

  app.post('/cuenta/correo', async (c) => {
    signedIn(c)
    const parsed = parseForm(emailForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return showAccount(c, parsed)
    const { deps, context } = c.var
    await limit(context.db, deps.auth, context.now, mailsANetwork, networkPrefix(clientAddress(c)))
    await requestEmailChange(context, deps.auth, parsed.value.email)
    return c.redirect(`${peoplePaths.account}?listo=email-sent`, 303)
  })

  app.get('/cuenta/correo/confirmar', (c) => {
    signedIn(c)
    return c.html(<ConfirmEmailPage c={c} token={c.req.query('token') ?? ''} />)
  })

  app.post('/cuenta/correo/confirmar', async (c) => {
    signedIn(c)
    const form = await receivedForm(c)
    await confirmEmailChange(c.var.context, String(form.get('token') ?? ''))
    return c.redirect(`${peoplePaths.account}?listo=email`, 303)
  })

  app.post('/cuenta/llaves/:id{[0-9a-f-]{36}}/quitar', async (c) => {
    await removePasskey(c.var.context, c.req.param('id'))
    return c.redirect(peoplePaths.account, 303)
  })

  app.post('/cuenta/sesiones/cerrar', async (c) => {
    signedIn(c)
    await endAllSessions(c.var.context)
    forgetSession(c)
    return c.redirect(peoplePaths.signIn(), 303)
  })

  app.get('/cuenta/borrar', async (c) =>
    c.html(<ErasePage c={c} held={await heldAbout(c.var.context.db, await ownRow(c))} />),
  )
  app.post('/cuenta/borrar', erase)
  return app
}

async function showAccount(c: C, refused?: { typed: Typed; errors: FieldErrors }) {
  const { db, actor, now } = c.var.context
  const person = await ownRow(c)
  const [held, passkeys, roles, roots] = await Promise.all([
    heldAbout(db, person),
    passkeysOf(db, person.id),
    rolesOf(db, person.id, now),
    rootSpaceIds(db),
  ])
  const word = c.req.query('listo') ?? ''
  const done = doneWords.includes(word) ? (word as Done) : undefined
  const runsInstallation = canRunInstallation(actor, roots)
  const hasMailbox = c.var.deps.config.smtpUrl === null
  const inDoubt = runsInstallation ? await countDoubtfulMails(c.var.context.db) : null
  const shown = { c, person, held, passkeys, roles, runsInstallation, hasMailbox, inDoubt, done }
  return c.html(<AccountPage {...shown} {...refused} />, refused ? 422 : 200)
}

async function download(c: C) {
  const { db, now } = c.var.context
  const held = await heldAbout(db, await ownRow(c))
  const body = {
    generatedAt: now.toISOString(),
    noticeVersion,
    held: Object.fromEntries(held.map(({ id, rows }) => [id, rows])),
  }
  c.header('Content-Disposition', 'attachment; filename="mis-datos-tequio.json"')
  return c.json(body)
}

async function erase(c: C) {
  signedIn(c)
  const parsed = parseForm(erasureForm, await receivedForm(c), c.var.t)
  if (!parsed.ok) {
    const held = await heldAbout(c.var.context.db, await ownRow(c))
    return c.html(<ErasePage c={c} held={held} errors={parsed.errors} />, 422)
  }
  const folio = await erasePerson(c.var.context)
  forgetSession(c)
  c.set('context', { ...c.var.context, actor: null })
  return c.html(<ErasedPage c={c} folio={folio} />)
}
