/** The whole program, web and worker, over a given database, for rally-load.bench.ts; the day is the one of its rally. */
import { openHouse } from '../src/house.ts'
import { loadConfig } from '../src/platform/config.ts'
import { createLog } from '../src/platform/log.ts'
import { createWeb } from '../src/web.tsx'
import { createTasks } from '../src/worker.ts'
import { freePort } from './deps.ts'

const [databaseUrl = ''] = process.argv.slice(2)
const env = { PORT: String(await freePort()), DEMO: 'off', SECRET: 'x'.repeat(32), DATA_DIR: 'var/bench' }
const house = await openHouse({
  config: loadConfig(env, () => null),
  databaseUrl,
  log: createLog('error'),
  clock: () => new Date('2026-03-03T18:00:00Z'),
  doors: { createWeb, createTasks },
})
console.log(house.port)
