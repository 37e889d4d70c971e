import { Hono } from 'hono'
import type { App, Env } from '../../../platform/http/env.ts'
import { mountBench } from './routes/bench.tsx'
import { mountResults } from './routes/results.tsx'
import { mountTopics } from './routes/topics.tsx'

export function systematisingRoutes(): App {
  const app: App = new Hono<Env>()
  mountBench(app)
  mountTopics(app)
  mountResults(app)
  return app
}
