import pg from 'pg'

/** Hears what processes tell each other through the database. A hint only: what was missed is found by asking. */
export type Notices = {
  hear(channel: string, heard: (payload: string) => void): () => void
  stop(): Promise<void>
}

const retryMs = 1_000

/** One connection for all channels of a process, opened with the first and again whenever it breaks. */
export function followNotices(url: string): Notices {
  const channels = new Map<string, Set<(payload: string) => void>>()
  let client: pg.Client | null = null
  let isOpening = false
  let isStopped = false

  const open = async () => {
    if (client || isOpening || isStopped) return
    isOpening = true
    const fresh = new pg.Client({ connectionString: url, application_name: 'tequio notices' })
    fresh.on('error', () => lost(fresh))
    fresh.on('end', () => lost(fresh))
    fresh.on('notification', ({ channel, payload }) => {
      for (const heard of channels.get(channel) ?? []) heard(payload ?? '')
    })
    try {
      await fresh.connect()
      client = fresh
      for (const channel of channels.keys()) await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`)
      if (isStopped) await fresh.end()
    } catch {
      lost(fresh)
      await fresh.end().catch(() => {})
    } finally {
      isOpening = false
    }
  }
  const lost = (broken: pg.Client) => {
    if (client === broken) client = null
    if (!isStopped) setTimeout(open, retryMs).unref()
  }

  return {
    hear(channel, heard) {
      const listeners = channels.get(channel) ?? new Set()
      channels.set(channel, listeners.add(heard))
      if (!client) void open()
      else if (listeners.size === 1) void client.query(`listen ${client.escapeIdentifier(channel)}`).catch(() => {})
      return () => void listeners.delete(heard)
    },
    async stop() {
      isStopped = true
      await client?.end().catch(() => {})
    },
  }
}
