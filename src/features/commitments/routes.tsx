import { Hono } from 'hono'
import type { App, Env } from '../../platform/http/env.ts'
import type { CommitmentPanel } from './pages/commitment-view.ts'
import { mountParts } from './routes/parts.tsx'
import { mountPublicCommitment } from './routes/public.tsx'
import { mountRoadmap } from './routes/roadmap.tsx'
import { mountTexts } from './routes/texts.tsx'
import { mountVersions } from './routes/versions.tsx'

/**
 * The editor comes first: its word 'nuevo' stands where a commitment's key would. Panels are what features that stand on this
 * one show on a commitment's page and in its JSON.
 */
export function commitmentRoutes(panels: readonly CommitmentPanel[] = []): App {
  const app: App = new Hono<Env>()
  mountTexts(app)
  mountRoadmap(app)
  mountParts(app)
  mountVersions(app)
  mountPublicCommitment(app, panels)
  return app
}
