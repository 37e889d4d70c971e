import { Hono } from 'hono'
import type { App, Env } from '../../platform/http/env.ts'
import { mountAgreements } from './routes/agreements.tsx'
import { type BodyPanel, mountBodies } from './routes/bodies.tsx'
import { mountSeating } from './routes/seating.tsx'
import { mountSessions } from './routes/sessions.tsx'

/** `panels` are what upper sub-nouns show beside a body. */
export function governanceRoutes(panels: readonly BodyPanel[] = []): App {
  const app: App = new Hono<Env>()
  mountSessions(app)
  mountSeating(app)
  mountAgreements(app)
  mountBodies(app, panels)
  return app
}
