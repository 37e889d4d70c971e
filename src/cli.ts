import { ConfigError, loadConfig } from './platform/config.ts'
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
]

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
