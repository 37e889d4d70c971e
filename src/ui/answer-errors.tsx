import { randomUUID } from 'node:crypto'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { NotAllowed, NotFound, Refused, TooLarge, TooManyRequests, Unreadable } from '../platform/errors.ts'
import { CrossSite } from '../platform/http/app.ts'
import type { App, C } from '../platform/http/env.ts'
import { type MessageKey, translator } from '../platform/i18n.ts'
import { ErrorPage } from './ErrorPage.tsx'
import { SessionEndedPage } from './SessionEndedPage.tsx'

type Said = { status: ContentfulStatusCode; title: MessageKey; text: string; faults?: Refused['faults'] }

/** The one place where the web door turns the four kinds of error into answers; data addresses get problem+json (RFC 9457). */
export function answerErrors(app: App): void {
  app.notFound((c) => say(c, notFound(c)))
  app.onError((error, c) => {
    // An error before the context stood (a forged form) still gets a page.
    if (!c.var.t) {
      c.set('t', translator('es'))
      c.set('context', { db: c.var.deps.db, actor: null, now: c.var.deps.clock(), locale: 'es' })
    }
    if (error instanceof NotAllowed && c.var.context.actor === null && c.req.method === 'GET' && !wantsData(c)) {
      const url = new URL(c.req.url)
      return c.redirect(`/entrar?volver=${encodeURIComponent(url.pathname + url.search)}`, 303)
    }
    if (error instanceof NotAllowed && c.var.context.actor === null && !wantsData(c)) return keepTyped(c)
    if (error instanceof TooManyRequests) c.header('Retry-After', String(error.retryAfterSeconds))
    return say(c, sayingOf(c, error))
  })
}

/** Who sends a form without a session most likely had one when the page was opened. */
async function keepTyped(c: C): Promise<Response> {
  const form = await c.req.formData().catch(() => new FormData())
  const fields = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))
  return c.html(<SessionEndedPage c={c} fields={fields} />, 403)
}

function sayingOf(c: C, error: Error): Said {
  const { t } = c.var
  if (error instanceof NotFound) return notFound(c)
  if (error instanceof NotAllowed) {
    return { status: 403, title: 'error.not-allowed.title', text: t('error.not-allowed.text') }
  }
  if (error instanceof Refused) {
    return { status: 409, title: 'error.refused.title', text: t(error.key, error.values), faults: error.faults }
  }
  if (error instanceof Unreadable)
    return { status: 422, title: 'error.refused.title', text: t(error.key, error.values) }
  if (error instanceof TooManyRequests) {
    const minutes = Math.max(1, Math.ceil(error.retryAfterSeconds / 60))
    return { status: 429, title: 'error.too-many.title', text: t('error.too-many.text', { minutes }) }
  }
  if (error instanceof TooLarge) {
    return {
      status: 413,
      title: 'error.too-large.title',
      text: t('error.too-large.text', { megabytes: error.megabytes }),
    }
  }
  if (error instanceof CrossSite)
    return { status: 403, title: 'error.cross-site.title', text: t('error.cross-site.text') }
  if (error instanceof HTTPException && error.status < 500) return notFound(c)
  const reference = c.var.requestId ?? randomUUID()
  c.var.deps.log.error({ requestId: reference, err: error, route: c.req.routePath }, 'bug')
  return { status: 500, title: 'error.bug.title', text: t('error.bug.text', { reference }) }
}

function notFound(c: C): Said {
  return { status: 404, title: 'error.not-found.title', text: c.var.t('error.not-found.text') }
}

function wantsData(c: C): boolean {
  return /\.(json|csv|xlsx|atom|ics|geojson)$/.test(c.req.path) || c.req.path.startsWith('/api/')
}

function say(c: C, { status, title, text, faults = [] }: Said): Response | Promise<Response> {
  const { t } = c.var
  if (wantsData(c)) {
    const problem = { type: 'about:blank', title: t(title), status, detail: text, instance: c.req.path }
    const errors = faults.map((fault) => ({ detail: t(fault.key, fault.values), pointer: fault.href }))
    return c.body(JSON.stringify(errors.length > 0 ? { ...problem, errors } : problem), status, {
      'Content-Type': 'application/problem+json',
    })
  }
  return c.html(<ErrorPage c={c} title={t(title)} text={text} faults={faults} />, status)
}
