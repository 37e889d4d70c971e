import { peopleRoutes } from '../src/features/people/routes.ts'
import type { Assets } from '../src/platform/assets.ts'
import { loadConfig } from '../src/platform/config.ts'
import type { Database } from '../src/platform/context.ts'
import { createApp } from '../src/platform/http/app.ts'
import type { App, Deps } from '../src/platform/http/env.ts'
import { newId } from '../src/platform/identity.ts'
import { createLog } from '../src/platform/log.ts'
import { answerErrors } from '../src/ui/answer-errors.tsx'
import { noAssets } from './built-assets.ts'
import { type Cast, castOf, testSettings } from './cast.ts'
import { testDatabase } from './database.ts'
import { testStorage } from './files.ts'

export type Stage = {
  db: Database
  app: App
  cast: Cast
  /** A state, the municipality below it, where the cast plays, and a municipality beside that one. */
  spaces: { state: string; town: string; neighbourTown: string }
  deps: Deps
  /** Moves the platform's clock; better-auth keeps its own. */
  travel(ms: number): void
  /** Lines logged as errors; a test that leaves one fails in `close`. */
  close(): Promise<void>
}

type Options = { env?: Record<string, string>; settings?: Partial<Deps['auth']>; assets?: Assets }

/** The people's rooms of the house on a database of their own. */
export async function peopleStage({ env = {}, settings = {}, assets = noAssets }: Options = {}): Promise<Stage> {
  const { db, drop } = await testDatabase()
  const auth = { ...testSettings, ...settings }
  const config = loadConfig({ SECRET: auth.secret, BASE_URL: auth.baseUrl, ...env }, () => null)
  const errors: string[] = []
  const log = createLog('error', { write: (line) => void errors.push(line) })
  let offsetMs = 0
  const clock = () => new Date(Date.now() + offsetMs)
  const head = { current: () => null, stop: async () => {} }
  const deps: Deps = { db, config, log, assets, head, auth, storage: testStorage(), clock }
  const app = createApp(deps, null)
  answerErrors(app)
  app.get('/recursos/*', (c) => assets.serve(c))
  app.route('/', peopleRoutes(deps))
  const spaces = await createSpaces(db)
  const cast = await castOf(db, { spaceId: spaces.town }, auth)
  return {
    db,
    app,
    cast,
    spaces,
    deps,
    travel: (ms) => {
      offsetMs += ms
    },
    close: async () => {
      await drop()
      if (errors.length > 0) throw new Error(`logged: ${errors.join('')}`)
    },
  }
}

async function createSpaces(db: Database) {
  const [state, town, neighbourTown] = [newId(), newId(), newId()]
  const rows = [
    { id: state, kind: 'state', slug: 'estado-ejemplo', name: 'Estado Ejemplo', parent_id: null },
    { id: town, kind: 'municipality', slug: 'san-pedro', name: 'San Pedro', parent_id: state },
    { id: neighbourTown, kind: 'municipality', slug: 'santa-maria', name: 'Santa María', parent_id: state },
  ]
  await db
    .insertInto('spaces')
    .values(rows.map((row) => ({ ...row, is_fictional: true, created_at: new Date() })))
    .execute()
  return { state, town, neighbourTown }
}

/** A browser without script: keeps cookies, sends Origin with forms, follows nothing by itself. */
export class Browser {
  readonly #app: Pick<App, 'request'>
  readonly #base: string
  readonly jar = new Map<string, string>()
  constructor(app: Pick<App, 'request'>, cookie = '', base = testSettings.baseUrl) {
    this.#app = app
    this.#base = base
    for (const pair of cookie.split('; ').filter(Boolean)) this.#keep(pair)
  }

  get(path: string): Promise<Response> {
    return this.#send(path, {})
  }

  post(path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: this.#base, ...headers },
    })
  }

  async #send(path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Response> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...init.headers, ...(cookie ? { cookie } : {}) }
    const answer = await this.#app.request(new URL(path, this.#base).href, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      if (/max-age=0/i.test(line)) this.jar.delete(line.slice(0, line.indexOf('=')))
      else this.#keep(line.split(';')[0] ?? '')
    }
    return answer
  }

  #keep(pair: string) {
    const at = pair.indexOf('=')
    this.jar.set(pair.slice(0, at), pair.slice(at + 1))
  }
}

/** The link in the newest mail to an address: its path and token. */
export async function linkSentTo(db: Database, email: string): Promise<{ path: string; token: string }> {
  const mail = await db
    .selectFrom('mails')
    .select('text_body')
    .where('recipient', '=', email)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const found = /https?:\/\/\S+token=\S+/.exec(mail.text_body)?.[0]
  if (!found) throw new Error('the mail has no link')
  const url = new URL(found)
  return { path: url.pathname + url.search, token: url.searchParams.get('token') ?? '' }
}
