import type { Pool } from 'pg'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { RecordHead } from './http/record-head.ts'

export type Metrics = { registry: Registry; observe(request: Observed): void }
export type Observed = { method: string; route: string; status: number; seconds: number }

type Sources = { pool: Pool; head: RecordHead }

/** What the process measures of itself. Labels are route patterns: addresses are many, and may carry tokens. */
export function createMetrics({ pool, head }: Sources): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'tequio_' })
  const duration = new Histogram({
    name: 'tequio_http_request_duration_seconds',
    help: 'Time to answer, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  gauge(registry, 'tequio_db_pool_connections', 'Open connections of the pool', () => pool.totalCount)
  gauge(registry, 'tequio_db_pool_idle', 'Connections that nobody uses', () => pool.idleCount)
  gauge(registry, 'tequio_db_pool_waiting', 'Queries that wait for a connection', () => pool.waitingCount)
  gauge(registry, 'tequio_record_head', 'Number of the newest event of the record', () => head.current() ?? Number.NaN)
  gauge(registry, 'tequio_jobs_waiting', 'Jobs that wait to be done', () => jobs(pool, 'attempts < max_attempts'))
  gauge(registry, 'tequio_jobs_failed', 'Jobs given up', () => jobs(pool, 'attempts >= max_attempts'))
  gauge(registry, 'tequio_mails_in_doubt', 'Mails of which nobody knows whether they arrived', () =>
    rowsOf(pool, 'mails where doubted_at is not null and sent_at is null'),
  )
  return {
    registry,
    observe: ({ method, route, status, seconds }) =>
      duration.observe({ method, route, status: String(status) }, seconds),
  }
}

function gauge(registry: Registry, name: string, help: string, value: () => number | Promise<number>): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await value())
    },
  })
}

const jobs = (pool: Pool, condition: string) => rowsOf(pool, `graphile_worker.jobs where ${condition}`)

async function rowsOf(pool: Pool, tableAndCondition: string): Promise<number> {
  try {
    const { rows } = await pool.query<{ count: number }>(`select count(*) from ${tableAndCondition}`)
    return rows[0]?.count ?? 0
  } catch {
    return Number.NaN
  }
}
