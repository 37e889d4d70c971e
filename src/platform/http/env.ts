import type { HttpBindings } from '@hono/node-server'
import type { Hono, Context as HonoContext } from 'hono'
import type { Logger } from 'pino'
import type { Assets } from '../assets.ts'
import type { AuthSettings } from '../auth/settings.ts'
import type { Config } from '../config.ts'
import type { Context, Database } from '../context.ts'
import type { T } from '../i18n.ts'
import type { Observed } from '../metrics.ts'
import type { Storage } from '../storage/storage.ts'
import type { Notices } from './notices.ts'
import type { RecordHead } from './record-head.ts'

/** What a door is built from; `clock` is given so that tests choose the day. */
export type Deps = {
  db: Database
  config: Config
  log: Logger
  assets: Assets
  head: RecordHead
  auth: AuthSettings
  storage: Storage
  clock: () => Date
  /** Where the time of each answer is measured, if anywhere. */
  observe?: (request: Observed) => void
  /** What other processes tell; without it a change is found by asking. */
  notices?: Notices
  /** Aborted when the process begins to leave: answers without an end finish then. */
  leaving?: AbortSignal
}

export type Env = {
  Bindings: Partial<HttpBindings>
  Variables: {
    deps: Deps
    context: Context
    t: T
    requestId: string
    sessionId: string | null
    /** Set by a page that also follows something outside the record: whether what it showed is still the newest. */
    isStill?: () => boolean
  }
}

export type App = Hono<Env>
export type C = HonoContext<Env>
