import { Hono } from 'hono'
import type { App, Env } from '../../platform/http/env.ts'
import { largestPhotoBytes } from '../../platform/photos/read-photo.ts'
import type { Purposes } from '../../platform/uploads/routes.ts'
import { photoPurpose } from './capture/model.ts'
import { mountCapture } from './capture/routes.tsx'
import { mountConsolidation } from './consolidation/routes.tsx'
import { mountEditions } from './editions/routes.tsx'
import { mountFindings } from './findings/routes.tsx'
import { mountNetworks } from './networks/routes.tsx'
import { mountResults } from './results/routes.tsx'
import { mountReview } from './review/routes.tsx'
import { mountTeams } from './teams/routes.tsx'

/** What the rallies take piece by piece. */
export const rallyPurposes: Purposes = { [photoPurpose]: { maxBytes: largestPhotoBytes } }

/** Every page of the rallies, sub-noun by sub-noun. */
export function rallyRoutes(): App {
  const app: App = new Hono<Env>()
  mountCapture(app)
  mountTeams(app)
  mountNetworks(app)
  mountConsolidation(app)
  mountReview(app)
  mountResults(app)
  mountFindings(app)
  // Last: /:space/rallies/:edition answers what the others left.
  mountEditions(app)
  return app
}
