import { commitmentRoutes } from '../src/features/commitments/routes.tsx'
import { exerciseRoutes } from '../src/features/exercises/routes.tsx'
import { organizationRoutes } from '../src/features/organizations/routes.tsx'
import { planRoutes } from '../src/features/plans/routes.tsx'
import { spaceRoutes } from '../src/features/spaces/routes.tsx'
import { loadConfig } from '../src/platform/config.ts'
import type { Context, Database } from '../src/platform/context.ts'
import { createApp } from '../src/platform/http/app.ts'
import type { App, Deps } from '../src/platform/http/env.ts'
import { newId } from '../src/platform/identity.ts'
import { createLog } from '../src/platform/log.ts'
import { answerErrors } from '../src/ui/answer-errors.tsx'
import { noAssets } from './built-assets.ts'
import { type Cast, castOf, type PersonKey, testSettings } from './cast.ts'
import { testDatabase } from './database.ts'
import { testStorage } from './files.ts'

export type Fields = Record<string, string | readonly string[]>
export type Answer = { status: number; location: string | null; text: string; headers: Headers }

export type Desk = {
  db: Database
  /** Of its database, for a worker. */
  url: string
  app: App
  cast: Cast
  now: Date
  /** The space where the cast plays and one where it has nothing to say. */
  space: { id: string; slug: string }
  other: { id: string; slug: string }
  get(path: string, who?: PersonKey): Promise<Answer>
  post(path: string, fields: Fields, who?: PersonKey): Promise<Answer>
  send(path: string, body: FormData, who?: PersonKey): Promise<Answer>
  contextOf(who: PersonKey | null): Promise<Context>
  close(): Promise<void>
}

/** The facilitator's desk on a database of its own, at ten in the morning of 1 March 2026 unless another day is given. */
export async function desk(now: Date = new Date('2026-03-01T16:00:00Z')): Promise<Desk> {
  const { db, url, drop } = await testDatabase()
  const config = loadConfig({ SECRET: testSettings.secret, BASE_URL: testSettings.baseUrl }, () => null)
  const errors: string[] = []
  const log = createLog('error', { write: (line: string) => void errors.push(line) })
  const head = { current: () => null, stop: async () => {} }
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
  app.route('/', spaceRoutes())
  app.route('/', organizationRoutes())
  app.route('/', exerciseRoutes())
  app.route('/', planRoutes())
  app.route('/', commitmentRoutes())
  const space = await createSpace(db, 'san-pedro', 'San Pedro', now)
  const other = await createSpace(db, 'santa-maria', 'Santa María', now)
  const cast = await castOf(db, { spaceId: space.id, now })
  const ask = async (path: string, init: RequestInit, who: PersonKey | undefined): Promise<Answer> => {
    const headers = new Headers(init.headers)
    headers.set('origin', testSettings.baseUrl)
    if (who) headers.set('cookie', cast.cookie(who))
    const response = await app.request(path, { ...init, headers })
    const location = response.headers.get('location')
    return { status: response.status, location, text: await response.text(), headers: response.headers }
  }
  return {
    db,
    url,
    app,
    cast,
    now,
    space,
    other,
    get: (path, who) => ask(path, {}, who),
    post: (path, fields, who) => ask(path, { method: 'POST', body: formOf(fields) }, who),
    send: (path, body, who) => ask(path, { method: 'POST', body }, who),
    contextOf: async (who) => ({ db, actor: who ? await cast.actor(who) : null, now, locale: 'es' }),
    close: async () => {
      await drop()
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

async function createSpace(db: Database, slug: string, name: string, now: Date) {
  const id = newId()
  await db
    .insertInto('spaces')
    .values({ id, kind: 'municipality', slug, name, is_fictional: true, created_at: now })
    .execute()
  return { id, slug }
}

/** What a browser would send back of the main form of a page: its fields with their values. */
export function fieldsOf(html: string): Record<string, string | string[]> {
  const fields: Record<string, string[]> = {}
  const form = /<form method="post"[^>]*class="form"[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  const add = (name: string | undefined, value: string) => {
    if (!name) return
    const values = fields[plain(name)] ?? []
    fields[plain(name)] = [...values, plain(value)]
  }
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const type = attribute(tag, 'type') ?? 'text'
    if (type === 'file') continue
    if (['checkbox', 'radio'].includes(type) && !/\schecked/.test(tag)) continue
    add(attribute(tag, 'name'), attribute(tag, 'value') ?? '')
  }
  for (const [, tag = '', text = ''] of form.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    add(attribute(tag, 'name'), text.replace(/^\n/, ''))
  }
  for (const [, tag = '', body = ''] of form.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const chosen = /<option\b[^>]*\sselected[^>]*>/.exec(body)?.[0] ?? /<option\b[^>]*>/.exec(body)?.[0] ?? ''
    add(attribute(tag, 'name'), attribute(chosen, 'value') ?? '')
  }
  return fields
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
}

function plain(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
}

/** What a refused form complains of, for the message of a failed test. */
export function problemsOf(html: string): string {
  const found = [...html.matchAll(/class="(?:field-error|notice-title|lead)"[^>]*>([\s\S]*?)<\/p>/g)].map(
    (match) => match[1] ?? '',
  )
  return found.map((text) => text.replace(/<[^>]+>/g, '')).join(' | ')
}
