import { exportCommand, templateCommand } from './features/commitments/exports/cli.ts'
import { importCommand } from './features/commitments/imports/cli.ts'
import { grantCommand, signInLinkCommand } from './features/people/cli.ts'
import { createPlanCommand, publishPlanCommand } from './features/plans/cli.ts'
import { isAboutFile, verifyCommand } from './features/record/cli.ts'
import { demoLoadCommand } from './features/site/demo/cli.ts'
import { loadReference } from './features/site/reference/commands.ts'
import { createSpaceCommand, listSpacesCommand } from './features/spaces/cli.ts'
import { territoriesOutlinesCommand } from './features/spaces/outlines/cli.ts'
import { territoriesLoadCommand } from './features/spaces/reference/cli.ts'
import { normalizeCommand } from './features/works/normalizing/cli.ts'
import type { CliWorld } from './platform/cli.ts'
import { type Config, ConfigError, loadConfig } from './platform/config.ts'
import { withDatabase } from './platform/postgres/with-database.ts'

/** `run` resolves to the exit code: 0, or 2 after a sentence that says what was wrong. */
export type Command = { name: string; summary: string; run(args: string[]): Promise<number> }

const commands: Command[] = [
  {
    name: 'migrate',
    summary: 'pone la base de datos al día',
    run: async () => {
      await withDatabase(loadConfig(), async () => console.log('La base de datos está al día.'))
      return 0
    },
  },
  inWorld('demo load', 'carga la demostración en una base vacía', demoLoadCommand),
  inWorld('territories load', 'carga municipios de un catálogo de INEGI', territoriesLoadCommand),
  inWorld('territories outlines', 'carga contornos para los mapas (TopoJSON o GeoJSON)', territoriesOutlinesCommand),
  inWorld('spaces create', 'crea un espacio', createSpaceCommand),
  inWorld('spaces list', 'enumera los espacios', listSpacesCommand),
  inWorld('plans create', 'crea el borrador de un plan', createPlanCommand),
  inWorld('plans publish', 'publica un plan completo', publishPlanCommand),
  inWorld('commitments import', 'lleva compromisos de un archivo a un plan', importCommand),
  inWorld('commitments export', 'escribe los compromisos de un plan en un archivo', exportCommand),
  inWorld('commitments template', 'escribe la plantilla vacía', templateCommand),
  inWorld('people sign-in-link', 'da un enlace para entrar, de un solo uso', (args, world, config) =>
    signInLinkCommand(args, world, config),
  ),
  inWorld('people grant', 'da una función a una persona', grantCommand),
  offline('works normalize', () => true, normalizeCommand, 'deja un archivo de obra pública como lo leen los rallies'),
  offline('record verify', isAboutFile, verifyCommand, 'comprueba la cadena del registro'),
]

/** A command of a feature over the database that the settings name. */
function inWorld(
  name: string,
  summary: string,
  command: (args: string[], world: CliWorld, config: Config) => Promise<number>,
): Command {
  const { stdout, stderr } = process
  return {
    name,
    summary,
    run: (args) => {
      const config = loadConfig()
      return withDatabase(config, async (db) => {
        await loadReference(db, new Date())
        return command(args, { db, now: () => new Date(), cwd: process.cwd(), stdout, stderr }, config)
      })
    },
  }
}

/** A command that needs no database for some of what it does: whoever checks a file need not have one. */
function offline(
  name: string,
  isOffline: (args: readonly string[]) => boolean,
  command: (args: string[], world: Omit<CliWorld, 'db'> & { db: CliWorld['db'] | null }) => Promise<number>,
  summary: string,
): Command {
  const { stdout, stderr } = process
  const world = { db: null, now: () => new Date(), cwd: process.cwd(), stdout, stderr }
  const online = inWorld(name, summary, command)
  return { ...online, run: (args) => (isOffline(args) ? command(args, world) : online.run(args)) }
}

function usage(): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, summary }) => `  tequio ${name.padEnd(width)}  ${summary}`)
  return `Uso:\n${lines.join('\n')}`
}

async function main(args: string[]): Promise<number> {
  // A command may have two words: «commitments import».
  const command = commands.find(({ name }) => `${args.join(' ')} `.startsWith(`${name} `))
  if (command === undefined) {
    const isHelp = args.length === 0 || args.includes('--help')
    process.stderr.write(isHelp ? `${usage()}\n` : `No existe la orden «${args.slice(0, 2).join(' ')}».\n${usage()}\n`)
    return isHelp ? 0 : 2
  }
  return command.run(args.slice(command.name.split(' ').length))
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = error instanceof ConfigError ? 2 : 1
}
