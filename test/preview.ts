import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Assets } from '../src/platform/assets.ts'

/** The strictest policy the product answers with: a page that works under it works everywhere. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "connect-src 'self'",
  "manifest-src 'self'",
].join('; ')

export interface Preview {
  url: string
  close: () => void
}

/** Serves components alone on a free port, without database or features, for tests in a browser. */
export async function preview(assets: Assets, pages: (app: Hono) => void): Promise<Preview> {
  const app = new Hono()
  app.use(async (context, next) => {
    await next()
    context.header('content-security-policy', policy)
  })
  app.get('/recursos/*', (context) => assets.serve(context))
  pages(app)
  return new Promise((resolve) => {
    const server: ServerType = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({ url: `http://127.0.0.1:${port}/`, close: () => server.close() }),
    )
  })
}
