import { Hono } from 'hono'
import { allow, found, NotFound } from '../../../platform/errors.ts'
import type { App, C, Env } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { discloseLink, sendAgain, takeAsSent } from '../commands/mailbox.ts'
import { answerPrivacyRequest } from '../commands/privacy-requests.ts'
import { DoubtfulMailsPage } from '../pages/DoubtfulMails.tsx'
import { MailboxPage, MailPage } from '../pages/Mailbox.tsx'
import { PrivacyDeskPage } from '../pages/PrivacyDesk.tsx'
import { peoplePaths } from '../paths.ts'
import { canRunInstallation } from '../policy.ts'
import { doubtfulMails, keptMail, keptMails } from '../queries/mailbox.ts'
import { privacyRequests } from '../queries/privacy.ts'
import { rootSpaceIds } from '../queries/roles.ts'
import { privacyAnswerForm, reasonForm } from '../schema.ts'
import { signedIn } from './doors.ts'

/** Pages of whoever runs the installation: kept mails (only without SMTP), mails in doubt and privacy requests. */
export function deskRoutes(): App {
  const app: App = new Hono<Env>()

  app.get('/admin/correo', async (c) => {
    await openMailbox(c)
    return c.html(<MailboxPage c={c} mails={await keptMails(c.var.context.db)} />)
  })

  app.get('/admin/correo/en-duda', async (c) => {
    await allowRunning(c)
    return c.html(<DoubtfulMailsPage c={c} mails={await doubtfulMails(c.var.context.db)} />)
  })

  app.post('/admin/correo/:id{[0-9a-f-]{36}}/enviar-otra-vez', async (c) => {
    await allowRunning(c)
    await sendAgain(c.var.context, c.req.param('id'))
    return c.redirect(peoplePaths.doubtfulMails, 303)
  })

  app.post('/admin/correo/:id{[0-9a-f-]{36}}/dar-por-enviado', async (c) => {
    await allowRunning(c)
    await takeAsSent(c.var.context, c.req.param('id'))
    return c.redirect(peoplePaths.doubtfulMails, 303)
  })

  app.get('/admin/correo/:id{[0-9a-f-]{36}}', async (c) => {
    await openMailbox(c)
    return showMail(c, c.req.param('id'))
  })

  app.post('/admin/correo/:id{[0-9a-f-]{36}}/enlace', async (c) => {
    await openMailbox(c)
    const parsed = parseForm(reasonForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return showMail(c, c.req.param('id'), parsed)
    await discloseLink(c.var.context, c.req.param('id'), parsed.value.reason)
    return c.redirect(peoplePaths.mail(c.req.param('id')), 303)
  })

  app.get('/admin/privacidad', async (c) => {
    await allowRunning(c)
    return c.html(<PrivacyDeskPage c={c} requests={await privacyRequests(c.var.context.db)} />)
  })

  app.post('/admin/privacidad/:id{[0-9a-f-]{36}}', async (c) => {
    await allowRunning(c)
    const parsed = parseForm(privacyAnswerForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) {
      const wrong = { id: c.req.param('id'), ...parsed }
      return c.html(<PrivacyDeskPage c={c} requests={await privacyRequests(c.var.context.db)} wrong={wrong} />, 422)
    }
    await answerPrivacyRequest(c.var.context, c.req.param('id'), parsed.value)
    return c.redirect(peoplePaths.privacyDesk, 303)
  })

  return app
}

async function allowRunning(c: C): Promise<void> {
  signedIn(c)
  allow(canRunInstallation(c.var.context.actor, await rootSpaceIds(c.var.context.db)))
}

/** With SMTP there is nothing to read here: the page does not exist. */
async function openMailbox(c: C): Promise<void> {
  await allowRunning(c)
  if (c.var.deps.config.smtpUrl) throw new NotFound()
}

async function showMail(c: C, id: string, refused?: { typed: Typed; errors: FieldErrors }) {
  const mail = found(await keptMail(c.var.context.db, id, signedIn(c)))
  return c.html(<MailPage c={c} mail={mail} {...refused} />, refused ? 422 : 200)
}
