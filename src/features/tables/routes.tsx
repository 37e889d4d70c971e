import { Hono } from 'hono'
import type { App, Env } from '../../platform/http/env.ts'
import { mountDrafts } from './routes/drafts.tsx'
import { mountMinutes } from './routes/minutes.tsx'
import { mountRegistrations } from './routes/registrations.tsx'
import { mountTables } from './routes/tables.tsx'

export function tableRoutes(): App {
  const app: App = new Hono<Env>()
  mountRegistrations(app)
  mountMinutes(app)
  mountDrafts(app)
  mountTables(app)
  return app
}
