import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { type Doors, openHouse } from '../../src/house.ts'
import { loadConfig } from '../../src/platform/config.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import type { Env } from '../../src/platform/http/env.ts'
import { createLog } from '../../src/platform/log.ts'
import { standDatabase } from '../../src/platform/postgres/with-database.ts'
import { runUntilStopped } from '../../src/platform/running.ts'
import { noAssets } from '../built-assets.ts'

// The house with a page and a job that take their time, to see what a closing process does with them.
const say = (sentence: string) => void process.stdout.write(`${sentence}\n`)

const doors: Doors = {
  createWeb() {
    const app = new Hono<Env>()
    app.get('/lento', async (c) => {
      say('page began')
      await sleep(Number(c.req.query('ms')))
      return c.text('terminada')
    })
    return app
  },
  createTasks: () => ({
    crontab: '',
    taskList: {
      slow: async () => {
        say('job began')
        await sleep(1_000)
        say('job ended')
      },
    },
  }),
}

const config = loadConfig()
const log = createLog('error')
await runUntilStopped(
  { log, say, timeoutMs: config.shutdownTimeoutMs },
  async (beforeExit) => {
    const { url, stop } = await standDatabase(config, 'una prueba', () => {})
    beforeExit(stop)
    await migrate(url)
    const house = await openHouse({ config, databaseUrl: url, log, doors, assets: noAssets })
    beforeExit(house.close)
    say(`port ${house.port}`)
  },
  (error) => say(error instanceof Error ? error.message : String(error)),
)
