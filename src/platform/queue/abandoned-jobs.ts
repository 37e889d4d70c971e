import type { WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import type { Logger } from 'pino'

const everyMs = 5_000

/**
 * Gives jobs of a worker that was killed back to the queue within seconds; the queue by itself waits four hours, and until then
 * nothing else of the same queue runs: a scoreboard would stand still. Each worker holds a lock of the session of its process for
 * as long as it lives; whoever has jobs in hand without that lock is dead. A worker has ten seconds to take it.
 */
export function freeAbandonedJobs(connectionString: string, events: WorkerEvents, log: Logger): () => Promise<void> {
  const alive = new Set<string>()
  let line: { client: pg.Client; signed: Set<string> } | null = null
  let isEnded = false
  let turn = Promise.resolve()
  const open = async () => {
    const client = new pg.Client({ connectionString, application_name: 'tequio queue', keepAlive: true })
    const opened = { client, signed: new Set<string>() }
    client.on('error', () => {
      if (line === opened) line = null
    })
    await client.connect()
    line = opened
    return opened
  }
  const look = async () => {
    if (isEnded) return
    try {
      const { client, signed } = line ?? (await open())
      for (const id of alive.difference(signed)) {
        await client.query(`select pg_advisory_lock(${lockOf('$1::text')})`, [id])
        signed.add(id)
      }
      await client.query(freeing)
    } catch (error) {
      if (!isEnded) log.warn({ err: error }, 'abandoned jobs')
    }
  }
  const lookNow = () => {
    turn = turn.then(look)
  }
  events.on('worker:create', ({ worker }) => {
    alive.add(worker.workerId)
    lookNow()
  })
  const timer = setInterval(lookNow, everyMs)
  return async () => {
    clearInterval(timer)
    await turn
    isEnded = true
    await line?.client.end().catch(() => {})
  }
}

const lockOf = (id: string) => `hashtextextended('worker ' || ${id}, 0)`

const freeing = `select graphile_worker.force_unlock_workers(array(
    select distinct j.locked_by from graphile_worker.jobs j
    where j.locked_at < now() - interval '10 seconds' and not exists (
      select from pg_locks l
      where l.locktype = 'advisory' and l.objsubid = 1
        and l.database = (select oid from pg_database where datname = current_database())
        and ((l.classid::bigint << 32) | l.objid::bigint) = ${lockOf('j.locked_by')})))`
