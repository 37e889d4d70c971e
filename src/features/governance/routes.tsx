import { Hono } from 'hono'
import type { App, Env } from '../../platform/http/env.ts'
import { mountAgreements } from './routes/agreements.tsx'
import { mountBodies } from './routes/bodies.tsx'
import { mountSeating } from './routes/seating.tsx'
import { mountSessions } from './routes/sessions.tsx'

export function governanceRoutes(): App {
  const app: App = new Hono<Env>()
  mountSessions(app)
  mountSeating(app)
  mountAgreements(app)
  mountBodies(app)
  return app
}
