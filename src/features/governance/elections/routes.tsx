import { Hono } from 'hono'
import type { App, Env } from '../../../platform/http/env.ts'
import { mountCandidacies } from './routes/candidacies.tsx'
import { mountDesk } from './routes/desk.tsx'
import { mountPublic } from './routes/public.tsx'
import { mountVoting } from './routes/voting.tsx'

export function electionRoutes(): App {
  const app: App = new Hono<Env>()
  mountVoting(app)
  mountCandidacies(app)
  // Before the pages of one election: nobody's is called 'nueva'.
  mountDesk(app)
  mountPublic(app)
  return app
}
