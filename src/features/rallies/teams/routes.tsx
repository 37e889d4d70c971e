import type { App } from '../../../platform/http/env.ts'
import { mountTeamsDesk } from './routes/desk.tsx'
import { mountAccounts, mountChoosing, mountLinks, mountOwn } from './routes/own.tsx'
import { mountRegistration, mountTeam, mountTeamPages } from './routes/public.tsx'

export function mountTeams(app: App): void {
  mountTeamPages(app)
  mountRegistration(app)
  mountLinks(app)
  mountTeam(app)
  mountOwn(app)
  mountAccounts(app)
  mountChoosing(app)
  mountTeamsDesk(app)
}
