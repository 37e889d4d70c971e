import { createApi } from '../src/api.ts'
import { insertVersions, saveDocuments } from '../src/features/commitments/document/commands.ts'
import { promiseOf } from '../src/features/commitments/document/model.ts'
import { readDocuments } from '../src/features/commitments/document/queries.ts'
import { type CommitmentDocument, emptyDocument } from '../src/features/commitments/model.ts'
import { draftPlanIds } from '../src/features/open-data/drafts/queries.ts'
import { openDataRoutes } from '../src/features/open-data/routes.tsx'
import { recordRoutes } from '../src/features/record/routes.tsx'
import type { Assets } from '../src/platform/assets.ts'
import { loadConfig } from '../src/platform/config.ts'
import type { Database } from '../src/platform/context.ts'
import { createApp } from '../src/platform/http/app.ts'
import type { App, Deps } from '../src/platform/http/env.ts'
import { newId } from '../src/platform/identity.ts'
import { createLog } from '../src/platform/log.ts'
import { record } from '../src/platform/record.ts'
import { answerErrors } from '../src/ui/answer-errors.tsx'
import { noAssets } from './built-assets.ts'
import { type Cast, castOf, testSettings } from './cast.ts'
import { testDatabase } from './database.ts'
import { testStorage } from './files.ts'

export type OpenStage = {
  db: Database
  app: App
  cast: Cast
  now: Date
  town: string
  publishedPlan: string
  draftPlan: string
  get(path: string, headers?: Record<string, string>): Promise<Response>
  close(): Promise<void>
}

/** Whatever people write must come out as they wrote it. */
export const awkward = '<script>alert("1")</script>, \'comillas\'; =1+1\n@renglón – ñandú \u2028 😀'

/** The open doors over a database with a published plan of three commitments and a draft that nobody may know of. */
export async function openStage(
  now: Date = new Date('2026-03-01T16:00:00Z'),
  assets: Assets = noAssets,
): Promise<OpenStage> {
  const { db, drop } = await testDatabase()
  const config = loadConfig({ SECRET: testSettings.secret, BASE_URL: testSettings.baseUrl }, () => null)
  const errors: string[] = []
  const log = createLog('error', { write: (line: string) => void errors.push(line) })
  const deps: Deps = {
    db,
    config,
    log,
    assets,
    head: { current: () => null, stop: async () => {} },
    auth: testSettings,
    storage: testStorage(),
    clock: () => now,
  }
  const app = createApp(deps, null)
  answerErrors(app)
  app.get('/recursos/*', (c) => assets.serve(c))
  app.route('/', recordRoutes(draftPlanIds))
  app.route('/', createApi(deps))
  app.route('/', openDataRoutes())
  const town = await createTown(db, now)
  const cast = await castOf(db, { spaceId: town, now })
  const publishedPlan = await createPlan(db, {
    town,
    slug: 'plan-2026',
    documents: threeCommitments(),
    isPublished: true,
    now,
  })
  const draftPlan = await createPlan(db, {
    town,
    slug: 'borrador',
    documents: [secretCommitment()],
    isPublished: false,
    now,
  })
  return {
    ...{ db, app, cast, now, town, publishedPlan, draftPlan },
    get: async (path, headers = {}) => app.request(path, { headers }),
    close: async () => {
      await drop()
      if (errors.length > 0) throw new Error(`logged: ${errors.join('')}`)
    },
  }
}

async function createTown(db: Database, now: Date): Promise<string> {
  const [state, town] = [newId(), newId()]
  const rows = [
    { id: state, kind: 'state', slug: 'estado-ejemplo', name: 'Estado Ejemplo', parent_id: null },
    { id: town, kind: 'municipality', slug: 'san-pedro', name: 'San Pedro', parent_id: state },
  ]
  await db
    .insertInto('spaces')
    .values(rows.map((row) => ({ ...row, is_fictional: true, created_at: now })))
    .execute()
  return town
}

type NewPlan = { town: string; slug: string; documents: CommitmentDocument[]; isPublished: boolean; now: Date }

async function createPlan(db: Database, { town, slug, documents, isPublished, now }: NewPlan): Promise<string> {
  const id = newId()
  const author = { actor: null, now }
  await db.transaction().execute(async (tx) => {
    const title = isPublished ? 'Plan de acción 2026' : 'Plan secreto'
    await tx
      .insertInto('plans')
      .values({
        id,
        space_id: town,
        slug,
        kind: 'local',
        title,
        origin: 'platform',
        starts_on: '2026-01-01',
        ends_on: '2026-12-31',
        created_at: now,
      })
      .execute()
    await record(tx, author, {
      type: 'plan.created',
      spaceId: town,
      subject: { type: 'plan', id },
      details: { slug, title },
    })
    const entries = documents.map((document) => ({ id: null, document }))
    await saveDocuments(tx, author, { id, spaceId: town, isPublished: false }, entries, null)
    if (!isPublished) return
    await tx
      .insertInto('plan_publications')
      .values({ plan_id: id, launched_on: '2026-01-15', approved_by: 'Secretariado', published_at: now })
      .execute()
    const stored = await readDocuments(tx, id)
    const facts = {
      number: 1,
      reason: '',
      approved_by: 'Secretariado',
      approved_on: '2026-01-10',
      approval_url: null,
      author_id: null,
      at: now,
    }
    await insertVersions(
      tx,
      stored.map((one) => ({ ...facts, commitment_id: one.id, document: promiseOf(one.document) })),
    )
    await record(tx, author, {
      type: 'plan.published',
      spaceId: town,
      subject: { type: 'plan', id },
      details: { slug, title },
    })
  })
  return id
}

export function threeCommitments(): CommitmentDocument[] {
  return [
    wholeCommitment('agua', '1', 'Agua: horarios de tandeo', '2026-02-01'),
    awkwardCommitment(),
    wholeCommitment('gasto', '3.1', 'Gasto abierto', '2026-11-30'),
  ]
}

function secretCommitment(): CommitmentDocument {
  return emptyDocument('secreto', '1', 'Compromiso secreto')
}

function awkwardCommitment(): CommitmentDocument {
  const document = wholeCommitment('raro', '2', 'Ñ raro', '2026-06-30')
  return {
    ...document,
    ...{ problem: awkward, budgetNote: '=HYPERLINK("x")', expectedProducts: ['uno | dos', 'ND'], assumptions: null },
    missing: { assumptions: 'np' },
    assessments: [
      { assessor: 'IRM', variable: 'Ambition', label: null, missing: 'nr', product: null, year: 2026, sourceUrl: null },
    ],
    sources: [{ title: 'Minuta', url: 'https://example.org/minuta', note: null }],
  }
}

function wholeCommitment(key: string, number: string, title: string, endsOn: string): CommitmentDocument {
  const activity = {
    product: 'Lista',
    meansOfVerification: 'Archivo',
    responsibleOffice: 'Jefatura',
    dueAsWritten: null,
    state: 'not-started' as const,
  }
  return {
    ...emptyDocument(key, number, title),
    ...{ problem: 'Nadie sabe cuándo llega.', responsibleOffice: 'Dirección de Agua', startsOn: '2026-01-01', endsOn },
    organizations: [
      { part: 'lead', name: 'Dirección de Agua', kind: 'public-institution', acronym: 'DA' },
      { part: 'co-responsible', name: 'Vecinas por el Agua', kind: 'civil-society', acronym: null },
    ],
    sdgs: [{ goal: 6, target: '6.1' }],
    values: ['transparency'],
    keyActions: [
      {
        ...{ code: 'A1', title: 'Levantar horarios', weight: 100, startsOn: '2026-01-01', endsOn },
        activities: [
          { ...activity, code: 'A1.1', title: 'Recorrer', startsOn: '2026-01-01', endsOn },
          { ...activity, code: 'A1.2', title: 'Publicar', startsOn: '2026-01-01', endsOn },
        ],
      },
    ],
    indicators: [
      {
        ...{
          code: 'I1',
          name: 'Colonias con horario',
          unit: 'colonias',
          direction: 'ascending',
          baseline: 0,
          baselineOn: '2025',
        },
        ...{ target: 12.5, targetOn: '2026', frequency: 'mensual', meansOfVerification: null, justification: null },
      },
    ],
  }
}
