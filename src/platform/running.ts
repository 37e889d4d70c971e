import type { Logger } from 'pino'

type Options = { log: Logger; say: (sentence: string) => void; timeoutMs: number }

/** Takes note of what must be closed on leaving; the last thing opened is the first to be closed. */
export type BeforeExit = (act: () => Promise<void>) => void

/**
 * Runs a process that stays: `open` starts it, and SIGTERM, Ctrl-C or the end of the program that started it close what was
 * opened, in order, and exit with 0. When opening fails the rest is closed too, and `failed` tells why before exiting with 1.
 */
export async function runUntilStopped(
  { log, say, timeoutMs }: Options,
  open: (beforeExit: BeforeExit) => Promise<void>,
  failed: (error: unknown) => void,
): Promise<void> {
  const acts: (() => Promise<void>)[] = []
  let leaving: Promise<void> | undefined
  const leave = (reason: string, code: number) => {
    leaving ??= closeAll(acts, log, reason, timeoutMs).then((isClean) => process.exit(isClean ? code : 1))
    return leaving
  }
  const stop = (reason: string) => {
    if (leaving === undefined) say('Cierro: termino lo que está en curso…')
    void leave(reason, 0)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop(signal))
  process.on('disconnect', () => stop('parent gone'))
  try {
    await open((act) => void acts.push(act))
  } catch (error) {
    if (leaving === undefined) failed(error)
    await leave('could not start', 1)
  }
}

async function closeAll(
  acts: (() => Promise<void>)[],
  log: Logger,
  reason: string,
  timeoutMs: number,
): Promise<boolean> {
  log.info({ reason }, 'closing')
  const late = setTimeout(() => {
    log.error({ reason }, 'did not close in time')
    process.exit(1)
  }, timeoutMs)
  late.unref()
  let isClean = true
  for (const act of acts.toReversed()) {
    await act().catch((error: unknown) => {
      isClean = false
      log.error({ err: error }, 'closing failed')
    })
  }
  return isClean
}
