import type { CliWorld } from './platform/cli.ts'
import type { Config } from './platform/config.ts'

/** `run` resolves to the exit code: 0, or 2 after a sentence that says what was wrong. Each command is loaded when it is asked for. */
export type Command = { name: string; summary: string; run(args: string[]): Promise<number> }

const commands: Command[] = [
  {
    name: 'migrate',
    summary: 'pone la base de datos al día',
    run: async () => {
      const { loadConfig } = await import('./platform/config.ts')
      const { withDatabase } = await import('./platform/postgres/with-database.ts')
      await withDatabase(loadConfig(), async () => console.log('La base de datos está al día.'))
      return 0
    },
  },
  inWorld(
    'demo load',
    'carga la demostración en una base vacía',
    async () => (await import('./features/site/demo/cli.ts')).demoLoadCommand,
  ),
  { name: 'demo rehearse', summary: 'ensaya un ejercicio completo en una base aparte', run: rehearse },
  inWorld(
    'territories load',
    'carga municipios de un catálogo de INEGI',
    async () => (await import('./features/spaces/reference/cli.ts')).territoriesLoadCommand,
  ),
  inWorld(
    'territories outlines',
    'carga contornos para los mapas (TopoJSON o GeoJSON)',
    async () => (await import('./features/spaces/outlines/cli.ts')).territoriesOutlinesCommand,
  ),
  inWorld(
    'spaces create',
    'crea un espacio',
    async () => (await import('./features/spaces/cli.ts')).createSpaceCommand,
  ),
  inWorld(
    'spaces list',
    'enumera los espacios',
    async () => (await import('./features/spaces/cli.ts')).listSpacesCommand,
  ),
  inWorld(
    'plans create',
    'crea el borrador de un plan',
    async () => (await import('./features/plans/cli.ts')).createPlanCommand,
  ),
  inWorld(
    'plans publish',
    'publica un plan completo',
    async () => (await import('./features/plans/cli.ts')).publishPlanCommand,
  ),
  inWorld(
    'commitments import',
    'lleva compromisos de un archivo a un plan',
    async () => (await import('./features/commitments/imports/cli.ts')).importCommand,
  ),
  inWorld(
    'commitments export',
    'escribe los compromisos de un plan en un archivo',
    async () => (await import('./features/commitments/exports/cli.ts')).exportCommand,
  ),
  inWorld(
    'commitments template',
    'escribe la plantilla vacía',
    async () => (await import('./features/commitments/exports/cli.ts')).templateCommand,
  ),
  inWorld(
    'rallies register',
    'agrega al registro los rallies hechos en otras partes',
    async () => (await import('./features/rallies/editions/register/cli.ts')).registerCommand,
  ),
  inWorld(
    'rallies replicate',
    'empieza un rally a partir del archivo de otro',
    async () => (await import('./features/rallies/editions/replica/cli.ts')).replicateCommand,
  ),
  inWorld(
    'mails bounced',
    'deja de escribir a direcciones que ya no existen',
    async () => (await import('./features/notifications/bounces/cli.ts')).mailsBouncedCommand,
  ),
  inWorld(
    'people sign-in-link',
    'da un enlace para entrar, de un solo uso',
    async () => (await import('./features/people/cli.ts')).signInLinkCommand,
  ),
  inWorld(
    'people grant',
    'da una función a una persona',
    async () => (await import('./features/people/cli.ts')).grantCommand,
  ),
  inWorld(
    'works import',
    'guarda un corte de obra pública en un espacio',
    async () => (await import('./features/works/cuts/cli.ts')).importWorksCommand,
  ),
  alone(
    'works normalize',
    'deja un archivo de obra pública como lo leen los rallies',
    async () => (await import('./features/works/normalizing/cli.ts')).normalizeCommand,
  ),
  alone(
    'rally score',
    'puntúa un rally con los archivos de una carpeta',
    async () => (await import('./features/rallies/scoring/cli.ts')).scoreCommand,
  ),
  alone(
    'rally verify',
    'comprueba los resultados publicados de un rally',
    async () => (await import('./features/rallies/scoring/cli.ts')).verifyCommand,
  ),
  alone(
    'contributions group',
    'sugiere grupos y parecidos entre aportaciones',
    async () => (await import('./features/consultations/grouping/cli.ts')).groupCommand,
  ),
  alone(
    'opinions',
    'calcula grupos de opinión y consensos de una votación de frases',
    async () => (await import('./features/consultations/opinions/cli.ts')).opinionsCommand,
  ),
  { name: 'record verify', summary: 'comprueba la cadena del registro', run: verifyRecord },
]

type World = Pick<CliWorld, 'now' | 'cwd' | 'stdout' | 'stderr'>
type WorldCommand = (args: string[], world: CliWorld, config: Config) => Promise<number>

function world(): World {
  const { stdout, stderr } = process
  return { now: () => new Date(), cwd: process.cwd(), stdout, stderr }
}

/** A command of a feature over the database that the settings name. */
function inWorld(name: string, summary: string, load: () => Promise<WorldCommand>): Command {
  return { name, summary, run: async (args) => overDatabase(args, await load()) }
}

async function overDatabase(args: string[], command: WorldCommand): Promise<number> {
  const { loadConfig } = await import('./platform/config.ts')
  const { withDatabase } = await import('./platform/postgres/with-database.ts')
  const { loadReference } = await import('./features/site/reference/commands.ts')
  const config = loadConfig()
  return withDatabase(config, async (db) => {
    await loadReference(db, new Date())
    return command(args, { ...world(), db }, config)
  })
}

/** A command that needs neither settings nor database: files in, files out. */
function alone(
  name: string,
  summary: string,
  load: () => Promise<(args: string[], world: World) => Promise<number>>,
): Command {
  return { name, summary, run: async (args) => (await load())(args, world()) }
}

/** It makes a database of its own, so it needs to know where the server is. */
async function rehearse(args: string[]): Promise<number> {
  const { loadConfig } = await import('./platform/config.ts')
  const { withDatabase } = await import('./platform/postgres/with-database.ts')
  const { rehearseCommand } = await import('./features/site/rehearsal/cli.ts')
  const config = loadConfig()
  return withDatabase(config, (db, url) => rehearseCommand(args, { ...world(), db, url }, config))
}

/** Whoever checks a downloaded record need not have a database. */
async function verifyRecord(args: string[]): Promise<number> {
  const { isAboutFile, verifyCommand } = await import('./features/record/cli.ts')
  return isAboutFile(args) ? verifyCommand(args, { ...world(), db: null }) : overDatabase(args, verifyCommand)
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
  process.exitCode = error instanceof Error && error.name === 'ConfigError' ? 2 : 1
}
