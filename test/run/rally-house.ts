/**
 * The whole program in a process of its own, for a test that kills it: over a database that stands, without styles. It opens when a line
 * comes in: what takes long is done by then, while the one before it still lives.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type Doors, openHouse } from '../../src/house.ts'
import { loadConfig } from '../../src/platform/config.ts'
import { createLog } from '../../src/platform/log.ts'
import { noAssets } from '../built-assets.ts'

const config = loadConfig(process.env, () => null)
const doors = config.role === 'worker' ? await scoringOnly() : await everything()

await once(process.stdin, 'data')
process.stdin.unref()
await openHouse({
  config,
  databaseUrl: process.env.DATABASE_URL ?? '',
  log: createLog('error', { write: (line) => void process.stderr.write(line) }),
  doors,
  assets: noAssets,
})
process.stdout.write('open\n')

async function everything(): Promise<Doors> {
  const [{ createWeb }, { createTasks }] = await Promise.all([
    import('../../src/web.tsx'),
    import('../../src/worker.ts'),
  ])
  return { createWeb, createTasks }
}

/** The queue with the one job that the test is about: it begins three times as fast, so that it can be killed three times as often. */
async function scoringOnly(): Promise<Doors> {
  const { consolidationTasks } = await import('../../src/features/rallies/consolidation/jobs.ts')
  return {
    createWeb: () => assert.fail('a worker has no pages'),
    createTasks: (deps) => ({ taskList: consolidationTasks(deps), crontab: '' }),
  }
}
