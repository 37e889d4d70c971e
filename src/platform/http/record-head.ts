import type { Kysely } from 'kysely'
import pg from 'pg'
import type { DB } from '../db/types.ts'

/** The number of the newest event, known without asking; null while it cannot be vouched for, and then nothing is cached. */
export type RecordHead = { current(): number | null; stop(): Promise<void> }

const pollMs = 500
const trustMs = 1_000

/**
 * Follows the record: notifications bring a change at once, a poll twice a second vouches for it. Whoever asks learns of any
 * process' change within a second, or gets null.
 */
export async function followRecord(db: Kysely<DB>, url: string): Promise<RecordHead> {
  let seq = 0
  let vouchedAt = 0
  let stopped = false
  let listener: pg.Client | null = null

  const read = async () => {
    try {
      const row = await db.selectFrom('record_head').select('seq').executeTakeFirstOrThrow()
      seq = Math.max(seq, row.seq)
      vouchedAt = performance.now()
    } catch {
      // The database is away: current() gives null until a poll succeeds again.
    }
  }
  const listen = async () => {
    const client = new pg.Client({ connectionString: url, application_name: 'tequio record head' })
    client.on('error', () => {
      listener = null
    })
    client.on('notification', (message) => {
      seq = Math.max(seq, Number(message.payload))
    })
    try {
      await client.connect()
      await client.query('listen record')
      if (stopped) await client.end()
      else listener = client
    } catch {
      await client.end().catch(() => {})
    }
  }

  await Promise.all([read(), listen()])
  const timer = setInterval(async () => {
    await read()
    if (!listener && !stopped) await listen()
  }, pollMs)
  timer.unref()
  return {
    current: () => (performance.now() - vouchedAt < trustMs ? seq : null),
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await listener?.end().catch(() => {})
    },
  }
}
