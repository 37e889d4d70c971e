import { createServer } from 'node:net'
import { buildAssets } from '../src/platform/assets.ts'
import { loadConfig } from '../src/platform/config.ts'
import type { Database } from '../src/platform/context.ts'
import type { Deps } from '../src/platform/http/env.ts'
import { createLog } from '../src/platform/log.ts'
import { folderStorage } from '../src/platform/storage/storage.ts'

/** What the web door needs, over a given database, with logs made and thrown away. */
export async function benchDeps(db: Database): Promise<Deps> {
  const config = loadConfig({ SECRET: 'x'.repeat(32), DATA_DIR: 'var/bench' }, () => null)
  const head = { current: () => null, stop: async () => {} }
  const log = createLog('info', { write: () => {} })
  return {
    db,
    config,
    log,
    assets: await buildAssets('var/bench/assets'),
    head,
    auth: config,
    storage: folderStorage('var/bench/files'),
    clock: () => new Date('2026-06-15T18:00:00Z'),
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
