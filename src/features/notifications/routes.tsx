import { Hono } from 'hono'
import type { App, Env } from '../../platform/http/env.ts'
import { mountFeeds } from './routes/feeds.ts'
import { mountFollows } from './routes/follows.tsx'
import { mountWebhooks } from './routes/webhooks.tsx'

export function notificationRoutes(): App {
  const app: App = new Hono<Env>()
  mountFollows(app)
  mountFeeds(app)
  mountWebhooks(app)
  return app
}
