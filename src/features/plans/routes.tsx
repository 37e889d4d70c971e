import { Hono } from 'hono'
import type { App, Env } from '../../platform/http/env.ts'
import { mountDocuments, mountPauses, mountPublication } from './routes/desk.tsx'
import { mountImports } from './routes/imports.tsx'
import { mountPlan } from './routes/plan.tsx'

/** Plans: the public page and the facilitator's desk. */
export function planRoutes(): App {
  const app: App = new Hono<Env>()
  mountPlan(app)
  mountPublication(app)
  mountDocuments(app)
  mountPauses(app)
  mountImports(app)
  return app
}
