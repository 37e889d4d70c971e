import { destination, type Logger, pino, stdSerializers } from 'pino'

const hidden = '[oculto]'

/**
 * JSON lines on standard output. No personal data: the fields that carry it are blanked wherever they appear, and of an error
 * only what tells a programmer where it happened is kept.
 */
export function createLog(
  level: string,
  write: { write(line: string): void } = destination({ dest: 1, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: everywhere(personal), censor: hidden },
      serializers: { err: withoutValues, error: withoutValues },
    },
    write,
  )
}

const personal = [
  'email',
  'recipient',
  'name',
  'ip',
  'cookie',
  'authorization',
  'token',
  'password',
  'secret',
  'query',
  'body',
]

function everywhere(names: string[]): string[] {
  return names.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
}

/** PostgreSQL repeats the offending values in `detail`, `where` and sometimes in the message of a wrong input. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { type, message, stack } = stdSerializers.err(error)
  const { code, constraint, table, column, routine } = error as unknown as Record<string, unknown>
  const cause = error.cause instanceof Error ? { cause: withoutValues(error.cause) } : {}
  return {
    type,
    message: blanked(message),
    stack: blanked(stack ?? ''),
    code,
    constraint,
    table,
    column,
    routine,
    ...cause,
  }
}

function blanked(text: string): string {
  return text
    .replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, hidden)
    .replace(/(:\/\/[^:/\s]+:)[^@\s]+@/g, `$1${hidden}@`)
    .replace(/([?&](?:token|state|code)=)[^&\s]+/g, `$1${hidden}`)
    .replace(/(invalid input syntax for [^:]+: ).*/g, `$1${hidden}`)
}
