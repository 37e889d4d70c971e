import { saveDocuments } from '../src/features/commitments/document/commands.ts'
import type { CommitmentDocument } from '../src/features/commitments/model.ts'
import { mountPublicCommitment } from '../src/features/commitments/routes/public.tsx'
import { trackingRoutes } from '../src/features/tracking/routes.tsx'
import { loadConfig } from '../src/platform/config.ts'
import type { Database } from '../src/platform/context.ts'
import { createApp } from '../src/platform/http/app.ts'
import type { Deps } from '../src/platform/http/env.ts'
import { newId } from '../src/platform/identity.ts'
import { createLog } from '../src/platform/log.ts'
import { answerErrors } from '../src/ui/answer-errors.tsx'
import { noAssets } from './built-assets.ts'
import { testSettings } from './cast.ts'
import { testDatabase } from './database.ts'
import { testStorage } from './files.ts'

export type Site = {
  db: Database
  now: Date
  newId: () => string
  get(path: string): Promise<{ status: number; text: string; headers: Headers }>
  json(path: string): Promise<{ commitments: SiteRow[] }>
  close(): Promise<void>
}

type SiteRow = {
  number: string
  verified: number | null
  progress: Record<string, number> | null
  actions: { weight: number | null; counts: Record<string, number> }[]
}

/** What anybody sees of one published plan, /lugar/planes/plan, on a given day; errors that are logged fail the test. */
export async function publicSite(day: string, documents: readonly CommitmentDocument[]): Promise<Site> {
  const { db, drop } = await testDatabase()
  const now = new Date(day)
  await publish(db, now, documents)
  const errors: string[] = []
  const config = loadConfig({ SECRET: testSettings.secret, BASE_URL: testSettings.baseUrl }, () => null)
  const head = { current: () => null, stop: async () => {} }
  const log = createLog('error', { write: (line: string) => void errors.push(line) })
  const deps: Deps = {
    db,
    config,
    log,
    assets: noAssets,
    head,
    auth: testSettings,
    storage: testStorage(),
    clock: () => now,
  }
  const app = createApp(deps, null)
  answerErrors(app)
  mountPublicCommitment(app)
  app.route('/', trackingRoutes())
  const get: Site['get'] = async (path) => {
    const response = await app.request(path)
    return { status: response.status, text: await response.text(), headers: response.headers }
  }
  return {
    db,
    now,
    newId,
    get,
    json: async (path) => JSON.parse((await get(path)).text),
    close: async () => {
      await drop()
      if (errors.length > 0) throw new Error(`The site logged errors:\n${errors.join('')}`)
    },
  }
}

async function publish(db: Database, now: Date, documents: readonly CommitmentDocument[]): Promise<void> {
  const [spaceId, planId] = [newId(), newId()]
  const space = { id: spaceId, kind: 'country', slug: 'lugar', name: 'Lugar', territory_key: 'MX', created_at: now }
  await db.insertInto('spaces').values(space).execute()
  const plan = {
    id: planId,
    space_id: spaceId,
    slug: 'plan',
    kind: 'internal',
    title: 'Plan',
    origin: 'platform',
    created_at: now,
  }
  await db
    .insertInto('plans')
    .values({ ...plan, starts_on: '2026-01-01', ends_on: '2026-12-31' })
    .execute()
  await db.transaction().execute(async (tx) => {
    const entries = documents.map((document) => ({ id: null, document }))
    await saveDocuments(tx, { actor: null, now }, { id: planId, spaceId, isPublished: false }, entries, null)
    await tx.insertInto('plan_publications').values({ plan_id: planId, published_at: now }).execute()
  })
}
