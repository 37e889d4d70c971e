import { createApi } from './api.ts'
import { commitmentRoutes } from './features/commitments/routes.tsx'
import { consultationRoutes } from './features/consultations/routes.tsx'
import { systematisingRoutes } from './features/consultations/systematising/routes.tsx'
import { diagnosisRoutes } from './features/diagnoses/routes.tsx'
import { exerciseRoutes } from './features/exercises/routes.tsx'
import { electionsPanel } from './features/governance/elections/panel.tsx'
import { electionRoutes } from './features/governance/elections/routes.tsx'
import { governanceRoutes } from './features/governance/routes.tsx'
import { notificationRoutes } from './features/notifications/routes.tsx'
import { draftPlanIds } from './features/open-data/drafts/queries.ts'
import { openDataRoutes } from './features/open-data/routes.tsx'
import { organizationRoutes } from './features/organizations/routes.tsx'
import { peopleRoutes } from './features/people/routes.ts'
import { adoptionPanel } from './features/plans/adoption/panel.tsx'
import { adoptionRoutes } from './features/plans/adoption/routes.tsx'
import { planRoutes } from './features/plans/routes.tsx'
import { rallyPurposes, rallyRoutes } from './features/rallies/routes.ts'
import { recordRoutes } from './features/record/routes.tsx'
import { siteRoutes } from './features/site/routes.tsx'
import { spaceRoutes } from './features/spaces/routes.tsx'
import { tableRoutes } from './features/tables/routes.tsx'
import { originPanel } from './features/thread/routes/origin-panel.tsx'
import { threadPanel } from './features/thread/routes/thread-panel.tsx'
import { threadRoutes } from './features/thread/routes.tsx'
import { contestedPanel } from './features/tracking/contestations/routes/contested-panel.tsx'
import { evidencePanel } from './features/tracking/evidence/panel.tsx'
import { evidencePurposes } from './features/tracking/evidence/routes.tsx'
import { extensionsPanel } from './features/tracking/extensions/panel.tsx'
import { voicesPanel } from './features/tracking/reports/routes/voices-panel.tsx'
import { trackingRoutes } from './features/tracking/routes.tsx'
import { timelinePanel } from './features/tracking/timeline/panel.ts'
import { worksRoutes } from './features/works/routes.tsx'
import { createApp } from './platform/http/app.ts'
import type { App, Deps } from './platform/http/env.ts'
import type { PageCache } from './platform/http/page-cache.ts'
import { uploadRoutes } from './platform/uploads/routes.ts'
import { answerErrors } from './ui/answer-errors.tsx'

/** Every page the platform has, in one screen. Routes of the platform's own come first: a space may not take their words. */
export function createWeb(deps: Deps, cache: PageCache | null = null): App {
  const app = createApp(deps, cache)
  answerErrors(app)
  app.get('/recursos/*', (c) => deps.assets.serve(c))
  app.route('/', uploadRoutes(deps, { ...rallyPurposes, ...evidencePurposes }))
  app.route('/', peopleRoutes(deps))
  app.route('/', recordRoutes(draftPlanIds))
  app.route('/', createApi(deps))
  app.route('/', openDataRoutes())
  // Before the pages whose addresses end as its feeds do.
  app.route('/', trackingRoutes())
  app.route('/', notificationRoutes())
  app.route('/', spaceRoutes())
  app.route('/', organizationRoutes())
  app.route('/', exerciseRoutes())
  app.route('/', governanceRoutes([electionsPanel]))
  app.route('/', electionRoutes())
  app.route('/', consultationRoutes([threadPanel]))
  app.route('/', systematisingRoutes())
  app.route('/', diagnosisRoutes())
  app.route('/', tableRoutes())
  app.route('/', planRoutes())
  app.route('/', adoptionRoutes())
  app.route('/', threadRoutes())
  const panels = [
    adoptionPanel,
    originPanel,
    voicesPanel,
    contestedPanel,
    evidencePanel,
    extensionsPanel,
    timelinePanel,
  ]
  app.route('/', commitmentRoutes(panels))
  app.route('/', worksRoutes())
  app.route('/', rallyRoutes())
  // Last, because it answers every single word that nobody else did as the name of a space.
  app.route('/', siteRoutes())
  return app
}
