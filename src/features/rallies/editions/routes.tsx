import type { App } from '../../../platform/http/env.ts'
import { mountDesk } from './routes/desk.tsx'
import { mountGoals } from './routes/goals.tsx'
import { mountCreation, mountList } from './routes/list.tsx'
import { mountParts } from './routes/parts.tsx'
import { mountEdition } from './routes/public.tsx'
import { mountReplica } from './routes/replica.tsx'

export function mountEditions(app: App): void {
  mountList(app)
  mountCreation(app)
  mountGoals(app)
  mountDesk(app)
  mountParts(app)
  mountReplica(app)
  mountEdition(app)
}
