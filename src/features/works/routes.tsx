import { Hono } from 'hono'
import type { App, Env } from '../../platform/http/env.ts'
import { mountCorrections } from './routes/corrections.tsx'
import { mountCuts } from './routes/cuts.tsx'
import { mountImports } from './routes/imports.tsx'
import { mountMap } from './routes/map.tsx'
import { mountPublic, mountWork } from './routes/public.tsx'

/** Public works of a space: list, map, each work, the cuts they come from, and how cuts come in. */
export function worksRoutes(): App {
  const app: App = new Hono<Env>()
  mountPublic(app)
  mountCuts(app)
  mountImports(app)
  mountMap(app)
  mountCorrections(app)
  mountWork(app)
  return app
}
