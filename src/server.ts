import { loadDemo } from './demo.ts'
import { firstSignInLink } from './features/people/commands/first-sign-in.ts'
import { loadReference } from './features/site/reference/commands.ts'
import { openHouse } from './house.ts'
import { ConfigError, loadConfig } from './platform/config.ts'
import { migrate } from './platform/db/migrate.ts'
import { createLog } from './platform/log.ts'
import { standDatabase } from './platform/postgres/with-database.ts'
import { stopOnSignals } from './platform/signals.ts'
import { createWeb } from './web.tsx'
import { createTasks } from './worker.ts'

const isTerminal = process.stdout.isTTY === true
const say = (sentence: string) => void process.stdout.write(`${sentence}\n`)

async function start(): Promise<void> {
  const started = performance.now()
  const config = loadConfig(process.env, undefined, isTerminal ? { LOG_LEVEL: 'warn' } : {})
  const log = createLog(config.logLevel)
  const { url: databaseUrl, lock, stop } = await standDatabase(config, 'un servidor Tequio', say)
  const signals = stopOnSignals({ log, say, timeoutMs: config.shutdownTimeoutMs })
  signals.beforeExit(stop)
  const applied = await migrate(databaseUrl)
  if (applied.length > 0) say(`Base de datos al día (${applied.length} migraciones aplicadas).`)
  const house = await openHouse({ config, databaseUrl, log, doors: { createWeb, createTasks } })
  signals.beforeExit(house.close)
  lock?.tell(house.url)
  const { db, auth, clock } = house.deps
  await loadReference(db, clock())
  if (config.demo && config.role !== 'web') await loadDemo({ db, now: clock(), say })
  const link = config.demo ? await firstSignInLink({ db, settings: auth, now: clock() }) : null
  say(`Tequio atiende en ${house.url} (listo en ${((performance.now() - started) / 1000).toFixed(1)} s)`)
  if (link !== null) say(`Entra como administración, una sola vez y antes de un día, con este enlace:\n${link}`)
  if (isTerminal) say('Para cerrar: Ctrl-C.')
}

try {
  await start()
} catch (error) {
  const isOurs = error instanceof ConfigError
  process.stderr.write(`${isOurs ? 'No se puede arrancar con estos ajustes:\n' : ''}${sentenceOf(error)}\n`)
  process.exit(1)
}

/** Sentences for the operator stand alone; a bug needs its stack. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const isBug = error instanceof TypeError || error instanceof ReferenceError || error instanceof SyntaxError
  return isBug ? (error.stack ?? error.message) : error.message
}
