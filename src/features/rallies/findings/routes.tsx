import type { App } from '../../../platform/http/env.ts'
import { mountOpen311 } from './open311/routes.ts'
import { mountFindingPages } from './routes/pages.tsx'

/** Findings, the institutions' word on them, and the same for other tools. */
export function mountFindings(app: App): void {
  mountFindingPages(app)
  mountOpen311(app)
}
