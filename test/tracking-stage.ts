import { saveDocuments } from '../src/features/commitments/document/commands.ts'
import type { CommitmentDocument, Party } from '../src/features/commitments/model.ts'
import { sessionCookie } from '../src/platform/auth/session.ts'
import { loadConfig } from '../src/platform/config.ts'
import type { Context, Database } from '../src/platform/context.ts'
import type { App, Deps } from '../src/platform/http/env.ts'
import { newId } from '../src/platform/identity.ts'
import { createLog } from '../src/platform/log.ts'
import { createWeb } from '../src/web.tsx'
import { type Cast, castOf, createPerson, grantRole, openSession, type PersonKey, testSettings } from './cast.ts'
import { testDatabase } from './database.ts'
import type { Answer, Fields } from './desk.ts'
import { completeCommitment } from './desk-plans.ts'
import { testStorage } from './files.ts'

/** The cast, and a liaison of another institution and an evaluator who belongs to the reporting one: each refused somewhere. */
export type TrackingPerson = PersonKey | 'other-liaison' | 'inside-evaluator'

export type TrackingStage = {
  db: Database
  url: string
  app: App
  deps: Deps
  cast: Cast
  /** The clock of the stage; a test sets it. */
  now: Date
  space: { id: string; slug: string }
  plan: { id: string; slug: string; path: string }
  /** Two published commitments, '1' and '2', each led by the liaison's institution with the cast's civil society beside it. */
  commitments: readonly { id: string; key: string; path: string }[]
  /** Of commitment '1': 1.1 ends on 31 March, 1.2 on 30 June, 2.1 on 30 September 2026. */
  activities: Readonly<Record<'1.1' | '1.2' | '2.1', string>>
  otherInstitutionId: string
  get(path: string, who?: TrackingPerson): Promise<Answer>
  post(path: string, fields: Fields, who?: TrackingPerson): Promise<Answer>
  send(path: string, body: FormData, who?: TrackingPerson): Promise<Answer>
  cookie(who: TrackingPerson): string
  contextOf(who: PersonKey | null): Promise<Context>
  close(): Promise<void>
}

/** A published plan for 2026 in a fictional municipality, on 1 April 2026 unless another instant is given. */
export async function trackingStage(start: Date = new Date('2026-04-01T18:00:00Z')): Promise<TrackingStage> {
  const { db, url, drop } = await testDatabase()
  const errors: string[] = []
  const world = { now: start }
  const deps = depsOf(db, errors, () => world.now)
  const app = createWeb(deps)
  const space = await createSpace(db, start)
  const cast = await castOf(db, { spaceId: space.id, now: start })
  const others = await createOthers(db, space.id, cast, start)
  const plan = await createPlan(db, space, cast)
  const cookie = (who: TrackingPerson) => others.cookies.get(who) ?? cast.cookie(who as PersonKey)
  const ask = async (path: string, init: RequestInit, who: TrackingPerson | undefined): Promise<Answer> => {
    const headers = new Headers(init.headers)
    headers.set('origin', testSettings.baseUrl)
    if (who) headers.set('cookie', cookie(who))
    const response = await app.request(path, { ...init, headers })
    const location = response.headers.get('location')
    return { status: response.status, location, text: await response.text(), headers: response.headers }
  }
  return {
    ...{ db, url, app, deps, cast, space, cookie },
    ...plan,
    otherInstitutionId: others.institutionId,
    get now() {
      return world.now
    },
    set now(value: Date) {
      world.now = value
    },
    get: (path, who) => ask(path, {}, who),
    post: (path, fields, who) => ask(path, { method: 'POST', body: formOf(fields) }, who),
    send: (path, body, who) => ask(path, { method: 'POST', body }, who),
    contextOf: async (who) => ({ db, actor: who ? await cast.actor(who) : null, now: world.now, locale: 'es' }),
    close: async () => {
      await drop()
      if (errors.length > 0) throw new Error(`logged: ${errors.join('')}`)
    },
  }
}

function depsOf(db: Database, errors: string[], clock: () => Date): Deps {
  const config = loadConfig({ SECRET: testSettings.secret, BASE_URL: testSettings.baseUrl }, () => null)
  const assets = {
    css: '/recursos/main.css',
    fontPreload: '/recursos/font.woff2',
    icon: '/recursos/icon.svg',
    manifest: '/recursos/tequio.webmanifest',
    island: (name: string) => `/recursos/${name}.js`,
    serve: () => new Response('', { status: 404 }),
  }
  const log = createLog('error', { write: (line) => void errors.push(line) })
  const head = { current: () => null, stop: async () => {} }
  return { db, config, log, assets, head, auth: testSettings, storage: testStorage(), clock }
}

function formOf(fields: Fields): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    for (const one of typeof value === 'string' ? [value] : value) form.append(name, one)
  }
  return form
}

async function createSpace(db: Database, now: Date) {
  const id = newId()
  const row = { id, kind: 'municipality', slug: 'san-pedro', name: 'San Pedro', is_fictional: true, created_at: now }
  await db.insertInto('spaces').values(row).execute()
  return { id, slug: 'san-pedro' }
}

async function createOthers(db: Database, spaceId: string, cast: Cast, now: Date) {
  const institutionId = newId()
  await db
    .insertInto('organizations')
    .values({ id: institutionId, space_id: spaceId, kind: 'public-institution', name: 'Obras', created_at: now })
    .execute()
  const cookies = new Map<TrackingPerson, string>()
  for (const [key, name, role, organizationId] of [
    ['other-liaison', 'Otilia Obras', 'liaison', institutionId],
    ['inside-evaluator', 'Inés de Adentro', 'evaluator', cast.institutionId],
  ] as const) {
    const { id } = await createPerson(db, { name, email: `${key}@example.org`, now })
    await grantRole(db, { spaceId, personId: id, role, organizationId, now })
    cookies.set(key, sessionCookie(await openSession(db, id, now), testSettings))
  }
  return { institutionId, cookies }
}

/** The stage's plan, where a test builds its own house around it. */
export async function createPlan(db: Database, space: { id: string; slug: string }, cast: Cast) {
  const planId = newId()
  const at = new Date('2026-01-05T18:00:00Z')
  await db
    .insertInto('plans')
    .values({
      id: planId,
      space_id: space.id,
      slug: 'plan-2026',
      kind: 'local',
      title: 'Plan 2026',
      origin: 'platform',
      starts_on: '2026-01-01',
      ends_on: '2026-12-31',
      created_at: at,
    })
    .execute()
  const organizations = await partiesOf(db, cast)
  const path = `/${space.slug}/planes/plan-2026`
  const saved = await db.transaction().execute(async (tx) => {
    const plan = { id: planId, spaceId: space.id, isPublished: false }
    const entries = ['1', '2'].map((key) => ({ id: null, document: documentOf(key, organizations) }))
    const written = await saveDocuments(tx, { actor: null, now: at }, plan, entries, null)
    await tx.insertInto('plan_publications').values({ plan_id: planId, published_at: at }).execute()
    return written
  })
  const commitments = saved.map(({ id, key }) => ({ id, key, path: `${path}/compromisos/${key}` }))
  const rows = await db
    .selectFrom('activities')
    .select(['id', 'code'])
    .where('commitment_id', '=', commitments[0]?.id ?? '')
    .execute()
  const activities = Object.fromEntries(rows.map(({ code, id }) => [code, id]))
  return {
    plan: { id: planId, slug: 'plan-2026', path },
    commitments,
    activities: activities as TrackingStage['activities'],
  }
}

export async function partiesOf(db: Database, cast: Cast): Promise<Party[]> {
  const rows = await db
    .selectFrom('organizations')
    .select(['id', 'name', 'kind'])
    .where('id', 'in', [cast.institutionId, cast.civilSocietyId])
    .execute()
  return rows.map(({ id, name, kind }) => ({
    part: id === cast.institutionId ? 'lead' : 'co-responsible',
    name,
    kind,
    acronym: null,
  }))
}

function documentOf(key: string, organizations: Party[]): CommitmentDocument {
  const document = completeCommitment(key, { organizations })
  const activity = (code: string, title: string, startsOn: string, endsOn: string) => ({
    code,
    title,
    product: 'Padrón publicado',
    meansOfVerification: 'Dirección del padrón',
    responsibleOffice: 'Tesorería',
    startsOn,
    endsOn,
    dueAsWritten: null,
    state: 'not-started' as const,
  })
  return {
    ...document,
    keyActions: [
      {
        code: '1',
        title: 'Abrir el padrón',
        weight: 60,
        startsOn: null,
        endsOn: null,
        activities: [
          activity('1.1', 'Publicar el padrón', '2026-02-01', '2026-03-31'),
          activity('1.2', 'Actualizar el padrón', '2026-04-01', '2026-06-30'),
        ],
      },
      {
        code: '2',
        title: 'Contar lo que pasó',
        weight: 40,
        startsOn: null,
        endsOn: null,
        activities: [activity('2.1', 'Presentar los resultados', '2026-07-01', '2026-09-30')],
      },
    ],
  }
}
