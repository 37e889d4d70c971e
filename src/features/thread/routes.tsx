import { Hono } from 'hono'
import type { App, Env } from '../../platform/http/env.ts'

export function threadRoutes(): App {
  const app: App = new Hono<Env>()
  return app
}
