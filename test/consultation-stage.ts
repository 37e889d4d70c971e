import { openConsultation, publishConsultation } from '../src/features/consultations/commands.ts'
import type { Consultation } from '../src/features/consultations/model.ts'
import { findConsultation } from '../src/features/consultations/queries.ts'
import { consultationRoutes } from '../src/features/consultations/routes.tsx'
import type { ConsultationFields } from '../src/features/consultations/schema.ts'
import { systematisingRoutes } from '../src/features/consultations/systematising/routes.tsx'
import type { Space } from '../src/features/spaces/model.ts'
import { findSpace } from '../src/features/spaces/queries.ts'
import { spaceRoutes } from '../src/features/spaces/routes.tsx'
import type { Assets } from '../src/platform/assets.ts'
import { loadConfig } from '../src/platform/config.ts'
import type { Context, Database } from '../src/platform/context.ts'
import { found } from '../src/platform/errors.ts'
import { createApp } from '../src/platform/http/app.ts'
import type { App, Deps } from '../src/platform/http/env.ts'
import { newId } from '../src/platform/identity.ts'
import { createLog } from '../src/platform/log.ts'
import { answerErrors } from '../src/ui/answer-errors.tsx'
import { type Cast, castOf, type PersonKey, testSettings } from './cast.ts'
import { testDatabase } from './database.ts'
import { testStorage } from './files.ts'

export type Sent = { status: number; location: string | null; text: string; headers: Headers }
export type Fields = Record<string, string | readonly string[]>

export type ConsultationStage = {
  db: Database
  app: App
  cast: Cast
  space: Space
  path: string
  now: Date
  consultation(): Promise<Consultation>
  contextOf(who: PersonKey | null): Promise<Context>
  get(path: string, who?: PersonKey, cookie?: string): Promise<Sent>
  post(path: string, fields: Fields | FormData, who?: PersonKey, cookie?: string): Promise<Sent>
  close(): Promise<void>
}

const noAssets: Assets = {
  css: '/recursos/main.css',
  fontPreload: '/recursos/font.woff2',
  icon: '/recursos/icon.svg',
  manifest: '/recursos/tequio.webmanifest',
  island: (name) => `/recursos/${name}.js`,
  serve: () => new Response('', { status: 404 }),
}

export const consultationFields: ConsultationFields = {
  title: '¿Qué hacemos primero?',
  slug: 'que-primero',
  summary: 'Una consulta inventada para las pruebas.',
  question: '¿Qué problema debe atender el municipio primero?',
  channels: ['online', 'in-person', 'mail'],
  opensAt: new Date('2026-03-01T15:00:00Z'),
  closesAt: new Date('2026-03-31T15:00:00Z'),
  timeZone: 'America/Mexico_City',
  demographics: ['gender', 'age'],
  hasStatements: true,
  exercise: null,
  sourceTitle: null,
  sourceUrl: null,
  sourceLicence: null,
  axes: [
    { id: null, name: 'Agua', guidingQuestion: '¿Cómo llega el agua a tu casa?', sdgs: [6] },
    { id: null, name: 'Calles', guidingQuestion: null, sdgs: [11] },
  ],
}

/** A published consultation of a fictional municipality, open in March 2026; the clock stands inside it. */
export async function consultationStage(start: Date = new Date('2026-03-10T18:00:00Z')): Promise<ConsultationStage> {
  const { db, drop } = await testDatabase()
  const config = loadConfig({ SECRET: testSettings.secret, BASE_URL: testSettings.baseUrl }, () => null)
  const errors: string[] = []
  const log = createLog('error', { write: (line: string) => void errors.push(line) })
  const head = { current: () => null, stop: async () => {} }
  const world = { now: start }
  const auth = testSettings
  const deps: Deps = { db, config, log, assets: noAssets, head, auth, storage: testStorage(), clock: () => world.now }
  const app = createApp(deps, null)
  answerErrors(app)
  app.route('/', spaceRoutes())
  app.route('/', consultationRoutes())
  app.route('/', systematisingRoutes())
  const id = newId()
  const row = { id, kind: 'municipality', slug: 'los-fresnos', name: 'Los Fresnos', is_fictional: true }
  await db
    .insertInto('spaces')
    .values({ ...row, territory_key: '20067', created_at: start })
    .execute()
  const cast = await castOf(db, { spaceId: id, now: start })
  const space = found(await findSpace(db, row.slug))
  const contextOf = async (who: PersonKey | null): Promise<Context> => {
    return { db, actor: who ? await cast.actor(who) : null, now: world.now, locale: 'es' }
  }
  const consultation = async () => found(await findConsultation(db, space, consultationFields.slug))
  await openConsultation(await contextOf('facilitator'), space, consultationFields)
  await publishConsultation(await contextOf('facilitator'), await consultation())
  const ask = async (path: string, init: RequestInit, who?: PersonKey, cookie?: string): Promise<Sent> => {
    const headers = new Headers({ origin: testSettings.baseUrl })
    const cookies = [who ? cast.cookie(who) : '', cookie ?? ''].filter(Boolean).join('; ')
    if (cookies) headers.set('cookie', cookies)
    const response = await app.request(path, { ...init, headers })
    const { status } = response
    return {
      status,
      location: response.headers.get('location'),
      text: await response.text(),
      headers: response.headers,
    }
  }
  return {
    ...{ db, app, cast, space, path: `/${row.slug}/consultas/${consultationFields.slug}`, consultation, contextOf },
    get now() {
      return world.now
    },
    set now(value: Date) {
      world.now = value
    },
    get: (path, who, cookie) => ask(path, {}, who, cookie),
    post: (path, fields, who, cookie) =>
      ask(path, { method: 'POST', body: fields instanceof FormData ? fields : formOf(fields) }, who, cookie),
    close: async () => {
      await drop()
      if (errors.length > 0) throw new Error(`logged: ${errors.join('')}`)
    },
  }
}

function formOf(fields: Fields): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields))
    for (const one of typeof value === 'string' ? [value] : value) form.append(name, one)
  return form
}
