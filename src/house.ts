import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { Logger as QueueLogger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Logger } from 'pino'
import { type Assets, buildAssets } from './platform/assets.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import type { Database } from './platform/context.ts'
import { databaseOver, openPool } from './platform/db/database.ts'
import type { App, Deps } from './platform/http/env.ts'
import { type Door, listen } from './platform/http/listen.ts'
import { followNotices } from './platform/http/notices.ts'
import { PageCache } from './platform/http/page-cache.ts'
import { followRecord } from './platform/http/record-head.ts'
import { createMetrics } from './platform/metrics.ts'
import { operationPaths, operations } from './platform/operations.ts'
import { freeAbandonedJobs } from './platform/queue/abandoned-jobs.ts'
import { configuredStorage } from './platform/storage/configured.ts'
import type { Storage } from './platform/storage/storage.ts'

/** The rooms of the house: given by server.ts, replaced by tests that need a slow page or a slow job. */
export type Doors = {
  createWeb(deps: Deps, cache: PageCache): Pick<App, 'fetch'>
  createTasks(deps: WorkDeps): { taskList: TaskList; crontab: string }
  /** What works beside the queue because it never ends; returns how to end it. */
  startListening?(deps: WorkDeps): () => Promise<void>
}

export type WorkDeps = { db: Database; config: Config; log: Logger; storage: Storage; clock: Clock }

export type House = {
  deps: Deps
  url: string
  port: number
  /** Finishes what is in flight and leaves; within `config.shutdownTimeoutMs`. */
  close(): Promise<void>
}

export type HouseOptions = {
  config: Config
  databaseUrl: string
  log: Logger
  doors: Doors
  clock?: Clock
  assets?: Assets
}

/** Opens the doors that ROLE names over a migrated database. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { config, databaseUrl, log, doors } = options
  let isClosed = false
  const onError = (error: Error) => isClosed || log.warn({ err: error }, 'database connection lost')
  const pool = openPool(databaseUrl, { onError })
  const db = databaseOver(pool)
  const head = await followRecord(db, databaseUrl)
  const assets = options.assets ?? (await buildAssets(join(config.dataDir, 'assets')))
  const storage = configuredStorage(config)
  const notices = followNotices(databaseUrl)
  const leaving = new AbortController()
  const clock = options.clock ?? systemClock
  const deps: Deps = { db, config, log, assets, head, auth: config, storage, clock, notices, leaving: leaving.signal }
  const metrics = createMetrics({ pool, head })
  deps.observe = metrics.observe
  const cache = new PageCache(head)
  const web = config.role === 'worker' ? null : doors.createWeb(deps, cache)
  const ops = operations({ db, config, metrics, isDraining: () => door.isDraining() })
  const door: Door = await listen({
    host: config.host,
    port: config.port,
    fetch: (request, env) =>
      web === null || operationPaths.includes(new URL(request.url).pathname)
        ? ops.fetch(request, env)
        : web.fetch(request, env),
    answerFirst: (request, response) => web !== null && cache.answer(request, response),
  })
  const workDeps: WorkDeps = { db, config, log, storage, clock }
  const work = config.role === 'web' ? null : await openWork(databaseUrl, doors.createTasks(workDeps), log)
  const stopListening = config.role === 'web' ? null : doors.startListening?.(workDeps)
  const close = async () => {
    // The last fifth of the time is for closing the database.
    const patienceMs = config.shutdownTimeoutMs * 0.8
    leaving.abort()
    await Promise.all([door.drain(patienceMs), work?.finish(patienceMs), stopListening?.()])
    isClosed = true
    await head.stop()
    await notices.stop()
    await db.destroy()
  }
  return { deps, url: config.baseUrl, port: door.port, close }
}

async function openWork(connectionString: string, tasks: { taskList: TaskList; crontab: string }, log: Logger) {
  const events: WorkerEvents = new EventEmitter()
  const stopFreeing = freeAbandonedJobs(connectionString, events, log)
  const runner = await run({
    connectionString,
    events,
    ...tasks,
    concurrency: 2,
    maxPoolSize: 4,
    pollInterval: 2000,
    // Who stops the process decides the order; the queue's own handlers would end it first.
    noHandleSignals: true,
    logger: new QueueLogger(() => (level, message) => {
      // Its sentences repeat payloads; the failed job itself keeps them in the database.
      if (level === 'error') log.error({ queue: message.split('\n')[0]?.slice(0, 80) }, 'job queue')
    }),
  }).catch(async (error: unknown) => {
    await stopFreeing()
    throw error
  })
  return {
    /** Lets running jobs end; those that take longer are given back to the queue, to be done again. */
    async finish(timeoutMs: number) {
      const cut = setTimeout(() => void runner.kill('too long').catch(() => {}), timeoutMs)
      await runner.stop().catch(() => {})
      clearTimeout(cut)
      await stopFreeing()
    },
  }
}
