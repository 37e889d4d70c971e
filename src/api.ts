import { etag } from 'hono/etag'
import { describedApi } from './features/open-data/api/description.ts'
import { readingApi } from './features/open-data/api/reading.ts'
import { reads, turnstile } from './features/open-data/api/turnstile.ts'
import { writingApi } from './features/open-data/api/writing.ts'
import { draftPlanIds } from './features/open-data/drafts/queries.ts'
import { recordApi } from './features/record/api.ts'
import { type ApiApp, newApi } from './platform/http/api.ts'
import type { Deps } from './platform/http/env.ts'

/** The API's whole surface: the same queries and commands as the pages, under one version. */
export function createApi(deps: Deps): ApiApp {
  const api = newApi()
  api.use('/api/v1/*', turnstile(reads), etag())
  api.route('/api/v1', readingApi())
  api.route('/api/v1', writingApi())
  api.route('/api/v1', recordApi(draftPlanIds))
  describedApi(api, deps.config.baseUrl)
  return api
}
