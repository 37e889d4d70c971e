import { Hono } from 'hono'
import type { App, Env } from '../../platform/http/env.ts'
import { mountLogframe } from './logframe/routes/matrix.tsx'
import { mountRows } from './logframe/routes/rows.tsx'
import { mountAlternatives } from './routes/alternatives.tsx'
import { mountFiles } from './routes/files.tsx'
import { mountKits } from './routes/kits.tsx'
import { mountNodes } from './routes/nodes.tsx'
import { mountTrees } from './routes/trees.tsx'

export function diagnosisRoutes(): App {
  const app: App = new Hono<Env>()
  mountFiles(app)
  mountTrees(app)
  mountNodes(app)
  mountAlternatives(app)
  mountKits(app)
  mountLogframe(app)
  mountRows(app)
  return app
}
