import { allow, found, Refused, TooManyRequests } from '../../../platform/errors.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { createOutward } from '../../../platform/outward/outward.ts'
import { takeTurn } from '../../../platform/rate-limit.ts'
import type { Space } from '../../spaces/model.ts'
import { findSpace } from '../../spaces/queries.ts'
import { WebhookPage, WebhooksPage } from '../pages/webhook-pages.tsx'
import { webhookPaths } from '../paths.ts'
import { canKeepWebhooks } from '../policy.ts'
import { webhookForm } from '../schema.ts'
import { testWebhook } from '../webhooks/calling/commands.ts'
import { addWebhook, removeWebhook, turnWebhook } from '../webhooks/commands.ts'
import { callsOf, findWebhook, webhookSubjects, webhooksOf } from '../webhooks/queries.ts'

const path = '/:space/avisos'
const one = `${path}/:id{[0-9a-f-]{36}}`
const testsAnHour = { name: 'webhook-test', max: 20, windowMs: 3_600_000 }

/** The desk of who administers a space: what is told to other programs. */
export function mountWebhooks(app: App): void {
  app.get(path, async (c) => listPage(c, await deskSpace(c)))
  app.post(path, add)
  app.get(one, async (c) => {
    const space = await deskSpace(c)
    return onePage(c, space, found(c.req.param('id')))
  })
  app.post(`${one}/probar`, test)
  app.post(`${one}/estado`, async (c) => {
    const { space, id } = await deskWebhook(c)
    await turnWebhook(c.var.context, space.id, id, (await receivedForm(c)).get('on') === 'yes')
    return c.redirect(webhookPaths.one(space.slug, id), 303)
  })
  app.post(`${one}/quitar`, async (c) => {
    const { space, id } = await deskWebhook(c)
    await removeWebhook(c.var.context, space.id, id)
    return c.redirect(webhookPaths.all(space.slug), 303)
  })
}

async function deskSpace(c: C): Promise<Space> {
  const space = found(await findSpace(c.var.context.db, found(c.req.param('space'))))
  allow(canKeepWebhooks(c.var.context.actor, space.id))
  return space
}

async function deskWebhook(c: C) {
  const space = await deskSpace(c)
  const { id } = found(await findWebhook(c.var.context.db, space.id, found(c.req.param('id'))))
  return { space, id }
}

async function listPage(
  c: C,
  space: Space,
  refused?: { typed: Typed; errors: FieldErrors },
  status: 200 | 409 | 422 = 200,
) {
  const { db } = c.var.context
  const [webhooks, subjects] = [await webhooksOf(db, space.id), await webhookSubjects(db, space.id)]
  return c.html(<WebhooksPage c={c} space={space} webhooks={webhooks} subjects={subjects} {...refused} />, status)
}

async function onePage(c: C, space: Space, id: string, secret?: string) {
  const { db } = c.var.context
  const webhook = found(await findWebhook(db, space.id, id))
  const shown = { c, space, webhook, calls: await callsOf(db, id), tested: c.req.query('prueba') }
  return c.html(<WebhookPage {...shown} {...(secret ? { secret } : {})} />, secret ? 201 : 200)
}

async function add(c: C): Promise<Response> {
  const { t, context, deps } = c.var
  const space = await deskSpace(c)
  const parsed = parseForm(webhookForm, await receivedForm(c), t)
  if (!parsed.ok) return listPage(c, space, parsed, 422)
  try {
    const { id, secret } = await addWebhook(context, space.id, parsed.value, deps.config.outwardTrusted)
    // Not led on: the secret is in this answer and in no other.
    return onePage(c, space, id, secret)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return listPage(c, space, { typed: parsed.typed, errors: { url: t(error.key, error.values) } }, 409)
  }
}

async function test(c: C): Promise<Response> {
  const { context, deps } = c.var
  const { space, id } = await deskWebhook(c)
  const turn = await takeTurn(context.db, testsAnHour, space.id, deps.auth.secret, context.now)
  if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
  const outward = createOutward(deps.config.outwardTrusted)
  const caller = { db: context.db, outward, baseUrl: deps.config.baseUrl, clock: deps.clock }
  const { error } = await testWebhook(caller, space.id, id)
  return c.redirect(`${webhookPaths.one(space.slug, id)}?prueba=${error === null ? 'ok' : 'no'}`, 303)
}
