/** The whole program in a process of its own, for a test that kills it: over a database that stands, without styles. */
import { openHouse } from '../../src/house.ts'
import { loadConfig } from '../../src/platform/config.ts'
import { createLog } from '../../src/platform/log.ts'
import { createWeb } from '../../src/web.tsx'
import { createTasks } from '../../src/worker.ts'
import { noAssets } from '../built-assets.ts'

await openHouse({
  config: loadConfig(process.env, () => null),
  databaseUrl: process.env.DATABASE_URL ?? '',
  log: createLog('error', { write: (line) => void process.stderr.write(line) }),
  doors: { createWeb, createTasks },
  assets: noAssets,
})
process.stdout.write('open\n')
