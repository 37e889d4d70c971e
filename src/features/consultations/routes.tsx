import { Hono } from 'hono'
import type { App, Env } from '../../platform/http/env.ts'
import { mountCapture } from './routes/capture.tsx'
import { mountContributing } from './routes/contributing.tsx'
import { type ContributionPanel, mountContributions } from './routes/contributions.tsx'
import { mountDesk } from './routes/desk.tsx'
import { mountImports } from './routes/imports.tsx'
import { mountPublic } from './routes/public.tsx'
import { mountStatements } from './routes/statements.tsx'
import { mountTranslations } from './translations/routes.tsx'

/** Consultations: setting up, taking part, reading, capturing paper. Panels are what upper features show beside a contribution. */
export function consultationRoutes(panels: readonly ContributionPanel[] = []): App {
  const app: App = new Hono<Env>()
  mountDesk(app)
  mountTranslations(app)
  mountContributing(app)
  mountContributions(app, panels)
  mountCapture(app)
  mountImports(app)
  mountStatements(app)
  mountPublic(app)
  return app
}
