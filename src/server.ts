import type { Logger } from 'pino'
import { loadDemo } from './demo.ts'
import { firstSignInLink } from './features/people/commands/first-sign-in.ts'
import { loadReference } from './features/site/reference/commands.ts'
import { openHouse } from './house.ts'
import { type Config, ConfigError, loadConfig } from './platform/config.ts'
import { migrate } from './platform/db/migrate.ts'
import { createLog } from './platform/log.ts'
import { standDatabase } from './platform/postgres/with-database.ts'
import { type BeforeExit, runUntilStopped } from './platform/running.ts'
import { createWeb } from './web.tsx'
import { createTasks, startListening } from './worker.ts'

const isTerminal = process.stdout.isTTY === true
const say = (sentence: string) => void process.stdout.write(`${sentence}\n`)

async function start(config: Config, log: Logger, beforeExit: BeforeExit): Promise<void> {
  const started = performance.now()
  const { url: databaseUrl, lock, stop } = await standDatabase(config, 'un servidor Tequio', say)
  beforeExit(stop)
  const applied = await migrate(databaseUrl)
  if (applied.length > 0) say(`Base de datos al día (${applied.length} migraciones aplicadas).`)
  const house = await openHouse({ config, databaseUrl, log, doors: { createWeb, createTasks, startListening } })
  beforeExit(house.close)
  lock?.tell(house.url)
  const { db, auth, clock, storage } = house.deps
  await loadReference(db, clock())
  if (config.demo && config.role !== 'web')
    await loadDemo({ db, storage, now: clock(), baseUrl: config.baseUrl, secret: config.secret, say })
  const link = config.demo ? await firstSignInLink({ db, settings: auth, now: clock() }) : null
  say(`Tequio atiende en ${house.url} (listo en ${((performance.now() - started) / 1000).toFixed(1)} s)`)
  if (link !== null) say(`Entra como administración, una sola vez y antes de un día, con este enlace:\n${link}`)
  if (isTerminal) say('Para cerrar: Ctrl-C.')
}

const complain = (error: unknown) => void process.stderr.write(`${sentenceOf(error)}\n`)

try {
  const config = loadConfig(process.env, undefined, isTerminal ? { LOG_LEVEL: 'warn' } : {})
  const log = createLog(config.logLevel)
  const options = { log, say, timeoutMs: config.shutdownTimeoutMs }
  await runUntilStopped(options, (beforeExit) => start(config, log, beforeExit), complain)
} catch (error) {
  if (error instanceof ConfigError) process.stderr.write('No se puede arrancar con estos ajustes:\n')
  complain(error)
  process.exit(1)
}

/** Sentences for the operator stand alone; a bug needs its stack. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const isBug = error instanceof TypeError || error instanceof ReferenceError || error instanceof SyntaxError
  return isBug ? (error.stack ?? error.message) : error.message
}
