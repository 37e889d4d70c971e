import { Hono } from 'hono'
import type { App, Env } from '../../platform/http/env.ts'
import { mountActors } from './actors/routes.tsx'
import { mountChecklist } from './checklist/routes.tsx'
import { mountDeclaration } from './declaration/routes.tsx'
import { mountMethods } from './methods/routes.tsx'
import { mountRequirements } from './requirements/routes.tsx'
import { mountDesk } from './routes/desk.tsx'
import { mountReading } from './routes/reading.tsx'
import { mountStages } from './routes/stages.tsx'

/** Exercises of co-creation: their methods, their stages and what came out of each. */
export function exerciseRoutes(): App {
  const app: App = new Hono<Env>()
  mountMethods(app)
  mountDesk(app)
  mountReading(app)
  mountStages(app)
  mountDeclaration(app)
  mountActors(app)
  mountRequirements(app)
  mountChecklist(app)
  return app
}
