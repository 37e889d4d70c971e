import { Hono } from 'hono'
import type { App, Env } from '../../platform/http/env.ts'

export function worksRoutes(): App {
  return new Hono<Env>()
}
