import { Hono } from 'hono'
import type { App, Env } from '../../platform/http/env.ts'

export function notificationRoutes(): App {
  return new Hono<Env>()
}
