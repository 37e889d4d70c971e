/** One of the two servers of board.bench.ts: `house URL` serves Tequio over that database, `bare FILE` the file's bytes. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { openHouse } from '../src/house.ts'
import { loadConfig } from '../src/platform/config.ts'
import { createLog } from '../src/platform/log.ts'
import { createWeb } from '../src/web.tsx'
import { createTasks } from '../src/worker.ts'
import { freePort } from './deps.ts'

const [kind, argument = ''] = process.argv.slice(2)
const port = await freePort()
if (kind === 'bare') {
  const bytes = readFileSync(argument)
  const headers = {
    'content-type': 'text/html; charset=UTF-8',
    'content-encoding': 'br',
    'content-length': bytes.length,
  }
  createServer((_, response) => {
    response.writeHead(200, headers)
    response.end(bytes)
  }).listen(port, '127.0.0.1', () => console.log(port))
} else {
  const env = { PORT: String(port), ROLE: 'web', DEMO: 'off', SECRET: 'x'.repeat(32), DATA_DIR: 'var/bench' }
  const house = await openHouse({
    config: loadConfig(env, () => null),
    databaseUrl: argument,
    log: createLog('info', { write: () => {} }),
    doors: { createWeb, createTasks },
  })
  console.log(house.port)
}
