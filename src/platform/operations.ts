import { createHash, timingSafeEqual } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { sql } from 'kysely'
import type { Config } from './config.ts'
import type { Database } from './context.ts'
import { migrationsDirectory } from './db/migrate.ts'
import type { Metrics } from './metrics.ts'

export const operationPaths = ['/salud', '/listo', '/metricas']

type Sources = { db: Database; config: Config; metrics: Metrics; isDraining(): boolean }
type Bindings = { Bindings: Partial<HttpBindings> }

/** What an operator's machinery asks: is it alive, may it receive people, how is it doing. Outside the frame of the pages. */
export function operations({ db, config, metrics, isDraining }: Sources): Hono<Bindings> {
  const app = new Hono<Bindings>()
  app.use(async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })
  app.get('/salud', (c) => c.json({ estado: 'vivo' }))
  app.get('/listo', async (c) => {
    const reasons = isDraining() ? ['El proceso está cerrando.'] : await reasonsNotReady(db)
    return reasons.length === 0 ? c.json({ estado: 'listo' }) : c.json({ estado: 'no listo', motivos: reasons }, 503)
  })
  app.get('/metricas', async (c) => {
    const socket = c.env?.incoming?.socket
    const isNear = socket !== undefined && isLoopback(socket.remoteAddress) && !cameThroughProxy(c.req.raw.headers)
    if (!isNear && !isBearer(c.req.header('authorization'), config.metricsToken)) return c.notFound()
    return c.body(await metrics.registry.metrics(), 200, { 'Content-Type': metrics.registry.contentType })
  })
  return app
}

const answerWithinMs = 2_000

async function reasonsNotReady(db: Database): Promise<string[]> {
  const late = new Promise<never>((_, reject) => setTimeout(reject, answerWithinMs, new Error('late')).unref())
  try {
    const pending = await Promise.race([pendingMigrations(db), late])
    return pending.map((name) => `Falta la migración ${name}.`)
  } catch {
    return ['La base de datos no responde.']
  }
}

async function pendingMigrations(db: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from schema_migrations`.execute(db)
  const applied = new Set(rows.map((row) => row.name))
  const names = (await readdir(migrationsDirectory)).filter((name) => name.endsWith('.sql'))
  return names.filter((name) => !applied.has(name)).sort()
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address)
}

/** A proxy on this same machine makes the whole world look near. */
function cameThroughProxy(headers: Headers): boolean {
  return ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => headers.has(name))
}

function isBearer(header: string | undefined, token: string | null): boolean {
  if (token === null || header === undefined) return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(header), digest(`Bearer ${token}`))
}
