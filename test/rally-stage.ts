import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rallyPurposes, rallyRoutes } from '../src/features/rallies/routes.ts'
import type { Rules } from '../src/features/rallies/scoring/model.ts'
import { spaceRoutes } from '../src/features/spaces/routes.tsx'
import { worksRoutes } from '../src/features/works/routes.tsx'
import { loadConfig } from '../src/platform/config.ts'
import type { Context, Database } from '../src/platform/context.ts'
import { createApp } from '../src/platform/http/app.ts'
import type { App, Deps } from '../src/platform/http/env.ts'
import { newId } from '../src/platform/identity.ts'
import { createLog } from '../src/platform/log.ts'
import { rememberFile } from '../src/platform/storage/files.ts'
import { uploadRoutes } from '../src/platform/uploads/routes.ts'
import { answerErrors } from '../src/ui/answer-errors.tsx'
import { noAssets } from './built-assets.ts'
import { type Cast, castOf, type PersonKey, testSettings } from './cast.ts'
import { testDatabase } from './database.ts'
import type { Answer, Fields } from './desk.ts'
import { testStorage } from './files.ts'

export type StageTeam = { id: string; code: string; memberId: string; personId: string | null }

export type RallyStage = {
  db: Database
  url: string
  app: App
  deps: Deps
  cast: Cast
  /** The clock of the stage; a test sets it. */
  now: Date
  space: { id: string; slug: string }
  edition: { id: string; slug: string; path: string }
  works: readonly string[]
  teams: { lagartijas: StageTeam; tlacuaches: StageTeam }
  get(path: string, who?: PersonKey): Promise<Answer>
  post(path: string, fields: Fields, who?: PersonKey): Promise<Answer>
  send(path: string, body: FormData, who?: PersonKey): Promise<Answer>
  contextOf(who: PersonKey | null): Promise<Context>
  close(): Promise<void>
}

/** The sample scale of the contract; a test that needs other numbers changes them. */
export const sampleRules: Rules = {
  version: '2026.1',
  max_distance_m: 300,
  photo_hash_max_distance: 6,
  text_similarity_min: 0.9,
  points: {
    announcement: 1,
    visit: 5,
    comparison: 5,
    not_found: 3,
    other_data: 3,
    interview: 3,
    visualization: 5,
  },
  unannounced_visit_factor: 0.5,
  works_cap_per_team: 40,
  announce_by: null,
  challenges: [{ id: 'difusion', kind: 'panel', max_points: 30, max_teams: 3 }],
  tie_break: ['works_verified', 'panel', 'distinct_municipalities', 'earliest_last_scoring_post'],
}

export const stageWorks = [
  { key: '26FICT00001', name: 'Puente peatonal del mercado (ficticio)', lat: 17.06, lon: -96.72, progress: 60 },
  { key: '26FICT00002', name: 'Techado de la escuela (ficticio)', lat: 17.07, lon: -96.73, progress: 100 },
  { key: '26FICT00003', name: 'Camino a la agencia (ficticio)', lat: 17.08, lon: -96.74, progress: 25 },
] as const

/**
 * An edition that runs from 1 to 7 March 2026 in a fictional municipality, in the middle of its week: three works, two teams with a
 * proven account each (the neighbour is captain of one), the contract's sample rules.
 */
export async function rallyStage(start: Date = new Date('2026-03-03T18:00:00Z')): Promise<RallyStage> {
  const { db, url, drop } = await testDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'tequio-stage-'))
  const env = { SECRET: testSettings.secret, BASE_URL: testSettings.baseUrl, DATA_DIR: dataDir }
  const config = loadConfig(env, () => null)
  const errors: string[] = []
  const log = createLog('error', { write: (line: string) => void errors.push(line) })
  const head = { current: () => null, stop: async () => {} }
  const storage = testStorage()
  const world = { now: start }
  const deps: Deps = {
    db,
    config,
    log,
    assets: noAssets,
    head,
    auth: testSettings,
    storage,
    clock: () => world.now,
  }
  const app = createApp(deps, null)
  answerErrors(app)
  app.route('/', uploadRoutes(deps, rallyPurposes))
  app.route('/', spaceRoutes())
  app.route('/', worksRoutes())
  app.route('/', rallyRoutes())
  const space = await createSpace(db, start)
  const cast = await castOf(db, { spaceId: space.id, now: start })
  const edition = await createEdition(db, storage, space, start)
  const lagartijas = await createTeam(db, edition.id, 'lagartijas', cast.person('neighbour').id, start)
  const tlacuaches = await createTeam(db, edition.id, 'tlacuaches', null, start)
  const ask = async (path: string, init: RequestInit, who: PersonKey | undefined): Promise<Answer> => {
    const headers = new Headers(init.headers)
    headers.set('origin', testSettings.baseUrl)
    if (who) headers.set('cookie', cast.cookie(who))
    const response = await app.request(path, { ...init, headers })
    const location = response.headers.get('location')
    return { status: response.status, location, text: await response.text(), headers: response.headers }
  }
  return {
    ...{ db, url, app, deps, cast, space, edition },
    get now() {
      return world.now
    },
    set now(value: Date) {
      world.now = value
    },
    works: stageWorks.map(({ key }) => key),
    teams: { lagartijas, tlacuaches },
    get: (path, who) => ask(path, {}, who),
    post: (path, fields, who) => ask(path, { method: 'POST', body: formOf(fields) }, who),
    send: (path, body, who) => ask(path, { method: 'POST', body }, who),
    contextOf: async (who) => ({ db, actor: who ? await cast.actor(who) : null, now: world.now, locale: 'es' }),
    close: async () => {
      await drop()
      rmSync(dataDir, { recursive: true, force: true })
      if (errors.length > 0) throw new Error(`logged: ${errors.join('')}`)
    },
  }
}

function formOf(fields: Fields): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    for (const one of typeof value === 'string' ? [value] : value) form.append(name, one)
  }
  return form
}

/** The same edition and its two teams, without a cast, in any database: for tests of the whole program. */
export async function furnishRally(db: Database, storage: Deps['storage'], now: Date) {
  const space = await createSpace(db, now)
  const edition = await createEdition(db, storage, space, now)
  const lagartijas = await createTeam(db, edition.id, 'lagartijas', null, now)
  const tlacuaches = await createTeam(db, edition.id, 'tlacuaches', null, now)
  return { space, edition, teams: { lagartijas, tlacuaches } }
}

async function createSpace(db: Database, now: Date) {
  const id = newId()
  const slug = 'san-pedro'
  const row = { id, kind: 'municipality', slug, name: 'San Pedro', is_fictional: true, created_at: now }
  await db.insertInto('spaces').values(row).execute()
  return { id, slug }
}

async function createEdition(db: Database, storage: Deps['storage'], space: { id: string; slug: string }, now: Date) {
  const [id, datasetId, cutId] = [newId(), newId(), newId()]
  const file = { ...(await storage.put(Buffer.from('obras de prueba'))), mediaType: 'text/csv' }
  await rememberFile(db, file, now)
  await db
    .insertInto('works_datasets')
    .values({
      id: datasetId,
      space_id: space.id,
      slug: 'obras',
      title: 'Obras inventadas',
      publisher: 'Municipio inventado',
      licence: 'CC0',
      created_at: now,
    })
    .execute()
  await db
    .insertInto('works_cuts')
    .values({
      id: cutId,
      dataset_id: datasetId,
      number: 1,
      dated_on: '2026-01-31',
      product: 'other',
      licence: 'CC0',
      file_name: 'obras.csv',
      sha256: file.sha256,
      bytes: file.bytes,
      downloaded_on: '2026-02-01',
      format: 'table',
      requested_at: now,
      finished_at: now,
      outcome: 'kept',
      works: stageWorks.length,
    })
    .execute()
  await db
    .insertInto('rally_editions')
    .values({
      id,
      space_id: space.id,
      slug: 'rally-2026',
      name: 'Rally de prueba 2026',
      kind: 'rally',
      level: 'municipal',
      territory_key: '20',
      language: 'es',
      time_zone: 'America/Mexico_City',
      hashtags: ['DatosEnLaCalle'],
      networks: ['web', 'x', 'mastodon', 'bluesky', 'telegram', 'instagram', 'facebook'],
      visit_modes: ['on-site', 'remote'],
      call_on: new Date('2026-01-15T15:00:00Z'),
      registration_opens_at: new Date('2026-02-01T15:00:00Z'),
      registration_closes_at: new Date('2026-03-01T15:00:00Z'),
      opens_at: new Date('2026-03-01T15:00:00Z'),
      closes_at: new Date('2026-03-08T00:00:00Z'),
      appeals_close_at: new Date('2026-03-10T00:00:00Z'),
      results_at: new Date('2026-03-08T03:00:00Z'),
      works_cut_id: cutId,
      created_at: now,
    })
    .execute()
  await db
    .insertInto('rally_rules')
    .values({ edition_id: id, number: 1, rules: JSON.stringify(sampleRules), is_sample: true, written_at: now })
    .execute()
  await db
    .insertInto('rally_acts')
    .values({ edition_id: id, act: 'published', at: new Date('2026-01-15T15:00:00Z') })
    .execute()
  for (const work of stageWorks) await createWork(db, { edition: id, dataset: datasetId, cut: cutId }, work)
  return { id, slug: 'rally-2026', path: `/${space.slug}/rallies/rally-2026` }
}

async function createWork(
  db: Database,
  ids: { edition: string; dataset: string; cut: string },
  work: (typeof stageWorks)[number],
): Promise<void> {
  const workId = newId()
  const place = { state_key: '20', municipality: 'San Pedro', latitude: work.lat, longitude: work.lon }
  const said = { key: work.key, name: work.name, physical_progress: work.progress, location_precision: 'point' }
  await db.insertInto('works').values({ id: workId, dataset_id: ids.dataset, key: work.key }).execute()
  await db
    .insertInto('work_states')
    .values({ cut_id: ids.cut, work_id: workId, ...said, ...place, coverage: 'state', is_visitable: true })
    .execute()
  await db
    .insertInto('rally_works')
    .values({ edition_id: ids.edition, ...said, ...place, state_name: 'Oaxaca' })
    .execute()
}

async function createTeam(
  db: Database,
  editionId: string,
  code: string,
  personId: string | null,
  now: Date,
): Promise<StageTeam> {
  const [id, memberId] = [newId(), newId()]
  const at = new Date(Math.min(now.getTime(), Date.parse('2026-02-20T15:00:00Z')))
  await db
    .insertInto('rally_teams')
    .values({
      id,
      edition_id: editionId,
      code,
      name: code === 'lagartijas' ? 'Las Lagartijas' : 'Los Tlacuaches',
      kind: 'team',
      state_key: '20',
      notice_version: '1',
      registered_by: personId,
      registered_at: at,
    })
    .execute()
  await db
    .insertInto('rally_members')
    .values({
      id: memberId,
      edition_id: editionId,
      team_id: id,
      position: 1,
      pseudonym: `Cap. ${code}`,
      person_id: personId,
      is_captain: true,
      joined_at: at,
    })
    .execute()
  for (const network of ['web', 'x'] as const) {
    const accountId = newId()
    await db
      .insertInto('rally_accounts')
      .values({
        id: accountId,
        edition_id: editionId,
        team_id: id,
        member_id: memberId,
        network,
        handle: code,
        handle_folded: code,
        code: createHash('sha256').update(code).digest('hex').slice(0, 8),
        claimed_at: at,
      })
      .execute()
    await db
      .insertInto('rally_account_proofs')
      .values({ account_id: accountId, method: network === 'web' ? 'own' : 'staff', proved_at: at })
      .execute()
  }
  return { id, code, memberId, personId }
}
