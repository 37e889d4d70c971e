import { Hono } from 'hono'
import { createOpenIdConnect } from '../../platform/auth/auth.ts'
import type { App, Deps, Env } from '../../platform/http/env.ts'
import { createPeopleAuth } from './commands/signing-in.ts'
import { accountRoutes } from './routes/account.tsx'
import { authEndpoints } from './routes/auth-endpoints.ts'
import { deskRoutes } from './routes/desks.tsx'
import { privacyRoutes } from './routes/privacy.tsx'
import { roleRoutes } from './routes/roles.tsx'
import { signInRoutes } from './routes/signing-in.tsx'

/** Signing in, the account, roles and privacy. */
export function peopleRoutes(deps: Deps): App {
  const doors = {
    auth: createPeopleAuth(deps.db, deps.auth),
    openIdConnect: createOpenIdConnect(deps.db, deps.auth),
  }
  const app: App = new Hono<Env>()
  app.route('/', signInRoutes(doors))
  app.route('/', authEndpoints(doors))
  app.route('/', accountRoutes())
  app.route('/', privacyRoutes())
  app.route('/', deskRoutes())
  app.route('/', roleRoutes())
  return app
}
