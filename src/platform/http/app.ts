import { createHash, randomUUID } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { getCookie } from 'hono/cookie'
import { sessionOf } from '../auth/session.ts'
import { sessionCookieName } from '../auth/settings.ts'
import type { Locale } from '../context.ts'
import { NotFound, TooLarge } from '../errors.ts'
import { translator } from '../i18n.ts'
import type { App, C, Deps, Env } from './env.ts'
import type { PageCache } from './page-cache.ts'

export class CrossSite extends Error {
  override name = 'CrossSite'
}

/** The frame every request passes through, outermost first; features are mounted on it by web.tsx. */
export function createApp(deps: Deps, cache: PageCache | null): App {
  const app: App = new Hono<Env>()
  app.use(identify(deps))
  app.use(secureHeaders(deps))
  app.use(compress())
  app.use(keepPublicPages(deps, cache))
  app.use(refuseNul)
  app.use(refuseLarge)
  app.use(refuseCrossSite(deps))
  app.use(situate(deps))
  return app
}

/** Name of the cookie that keeps the chosen language. */
export const languageCookie = 'idioma'

function identify(deps: Deps): MiddlewareHandler<Env> {
  return async (c, next) => {
    const requestId = randomUUID()
    c.set('deps', deps)
    c.set('requestId', requestId)
    c.header('X-Request-Id', requestId)
    const started = performance.now()
    await next()
    const durationMs = Math.round(performance.now() - started)
    // The pattern of the route, never the address itself: addresses may carry tokens.
    const seen = { method: c.req.method, route: c.req.routePath, status: c.res.status }
    deps.log.info({ requestId, ...seen, durationMs })
    deps.observe?.({ ...seen, seconds: durationMs / 1000 })
  }
}

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
].join('; ')

const permissions = 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()'

/** Headers of every answer; a route that already set one (see `embeddable`, `openToAll`) keeps its own. */
function secureHeaders({ config }: Deps): MiddlewareHandler<Env> {
  const isHttps = config.baseUrl.startsWith('https:')
  return async (c, next) => {
    await next()
    const headers = c.res.headers
    if (!headers.has('Content-Security-Policy'))
      headers.set('Content-Security-Policy', `${policy}; frame-ancestors 'none'`)
    headers.set('X-Content-Type-Options', 'nosniff')
    headers.set('Referrer-Policy', 'strict-origin-when-cross-origin')
    headers.set('Cross-Origin-Opener-Policy', 'same-origin')
    if (!headers.has('Permissions-Policy')) headers.set('Permissions-Policy', permissions)
    if (!headers.has('Cross-Origin-Resource-Policy')) headers.set('Cross-Origin-Resource-Policy', 'same-origin')
    if (isHttps) headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store')
  }
}

/** The policy of a page that others may frame. */
export function embeddable(c: C): void {
  const origins = c.var.deps.config.embedOrigins
  c.header('Content-Security-Policy', `${policy}; frame-ancestors ${origins}`)
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
}

/** What one page needs beyond the policy of all: `worker-src`, `img-src` and `connect-src` sources; where the phone stands. */
export function permit(
  c: C,
  needs: { workers?: string; images?: string; connections?: string; geolocation?: boolean },
): void {
  const own = policy
    .replace("img-src 'self' data:", `img-src 'self' data: ${needs.images ?? ''}`.trimEnd())
    .replace("connect-src 'self'", `connect-src 'self' ${needs.connections ?? ''}`.trimEnd())
  const workers = needs.workers === undefined ? '' : `; worker-src ${needs.workers}`
  c.header('Content-Security-Policy', `${own}${workers}; frame-ancestors 'none'`)
  if (needs.geolocation) c.header('Permissions-Policy', permissions.replace('geolocation=()', 'geolocation=(self)'))
}

/** Marks an answer as the same for everybody: browsers ask again each time, the page cache keeps it while the record stands. */
export function isPublic(c: C): void {
  if (c.var.context.actor === null) c.header('Cache-Control', 'public, no-cache')
}

/** Open data may be read from any site. */
export function openToAll(c: C): void {
  c.header('Access-Control-Allow-Origin', '*')
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
}

const keptTypes = /^(text\/html|application\/(json|atom\+xml|geo\+json)|text\/(csv|calendar))/

function keepPublicPages({ head }: Deps, cache: PageCache | null): MiddlewareHandler<Env> {
  return async (c, next) => {
    // Read before the page is made: a change in between makes the kept page stale, never the other way round.
    const seq = head.current()
    await next()
    if (!cache || seq === null || c.req.method !== 'GET' || c.res.status !== 200) return
    if (c.req.header('cookie') !== undefined || c.res.headers.get('Cache-Control') !== 'public, no-cache') return
    if (!keptTypes.test(c.res.headers.get('Content-Type') ?? '') || c.res.headers.has('Content-Encoding')) return
    const url = new URL(c.req.url)
    const known = cache.find(url.pathname + url.search)
    if (known && known.seq === seq) {
      // Many asked at once and another was quicker: what it compressed serves all.
      c.res = new Response(new Uint8Array(known.plain), {
        status: 200,
        headers: { ...known.headers, etag: known.etag },
      })
      return
    }
    const plain = Buffer.from(await c.res.arrayBuffer())
    // Weak: the same page in every coding.
    const etag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
    const headers: Record<string, string> = { vary: 'Accept-Encoding, Cookie' }
    for (const [name, value] of c.res.headers)
      if (name !== 'x-request-id' && name !== 'content-length') headers[name] = value
    const gzip = gzipSync(plain, { level: 6 })
    const br = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
    const isStill = c.get('isStill')
    cache.keep(url.pathname + url.search, { seq, at: performance.now(), isStill, headers, etag, plain, gzip, br })
    c.res = new Response(plain, { status: 200, headers: { ...headers, etag } })
  }
}

/** No address of ours holds U+0000, and PostgreSQL refuses it: such an address leads nowhere. */
const refuseNul: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.url.includes('%00')) throw new NotFound()
  await next()
}

const formMegabytes = 2

/** No form that people type is larger; the addresses that take files set a limit of their own. */
const limitForms = bodyLimit({
  maxSize: formMegabytes * 1024 * 1024,
  onError: () => {
    throw new TooLarge(formMegabytes)
  },
})

const takesFiles = /\/(importaciones|visitas|fotos|evidencias|fuera-del-padron|cargas(\/[^/]+)?)$/

const refuseLarge: MiddlewareHandler<Env> = (c, next) => (takesFiles.test(c.req.path) ? next() : limitForms(c, next))

/** Mail programs leave a list with a POST of their own (RFC 8058); its token says whose, and no cookie counts there. */
const oneClick = '/seguir/salir'

/** Other programs post here and change nothing: they are told so in their own format, which a page about forms would not be. */
const readOnlyDoor = /\/open311\/v2\/requests\.(xml|json)$/

/** A form counts only when our own pages sent it: by Origin, or by Sec-Fetch-Site where a browser leaves Origin out. */
function refuseCrossSite({ config }: Deps): MiddlewareHandler<Env> {
  const own = new URL(config.baseUrl).origin
  return async (c, next) => {
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) && !mayComeFromElsewhere(c.req.path)) {
      const origin = c.req.header('origin')
      const site = c.req.header('sec-fetch-site')
      const isOwn = origin !== undefined ? origin === own : site === 'same-origin' || site === 'none'
      if (!isOwn) throw new CrossSite()
    }
    await next()
  }
}

/** A ballot speaks for itself and no cookie counts there: any program may bring one, and a browser that hides where it comes from. */
const ballotBox = /\/elecciones\/[a-z0-9-]+\/boletas\.json$/

const mayComeFromElsewhere = (path: string) => path === oneClick || readOnlyDoor.test(path) || ballotBox.test(path)

/** Who asks, in which language, and what time it is: the explicit context of everything below. */
function situate(deps: Deps): MiddlewareHandler<Env> {
  return async (c, next) => {
    const now = deps.clock()
    const locale = localeOf(c)
    const hasSession = getCookie(c, sessionCookieName(deps.auth)) !== undefined
    const session = hasSession ? await sessionOf(deps.db, c.req.raw.headers, deps.auth, now) : null
    c.set('sessionId', session?.id ?? null)
    c.set('context', { db: deps.db, actor: session?.person ?? null, now, locale })
    c.set('t', translator(locale))
    await next()
    c.res.headers.set('Content-Language', locale === 'es' ? 'es-MX' : 'en')
  }
}

function localeOf(c: C): Locale {
  const asked = c.req.query('lang') ?? getCookie(c, languageCookie)
  return asked === 'en' ? 'en' : 'es'
}
