import type { Logger } from 'pino'

type Options = { log: Logger; say: (sentence: string) => void; timeoutMs: number }

/** What must be done on leaving: the last thing opened is the first to be closed. */
export type Leaving = { beforeExit(act: () => Promise<void>): void; leave(reason: string): Promise<void> }

/** On SIGTERM, Ctrl-C, or when the program that started this one is gone, closes in order and exits with 0. */
export function stopOnSignals({ log, say, timeoutMs }: Options): Leaving {
  const acts: (() => Promise<void>)[] = []
  let leaving: Promise<void> | undefined
  const leaveOnce = async (reason: string) => {
    say('Cierro: termino lo que está en curso…')
    log.info({ reason }, 'closing')
    const late = setTimeout(() => {
      log.error({ reason }, 'did not close in time')
      process.exit(1)
    }, timeoutMs)
    late.unref()
    let failed = false
    for (const act of acts.toReversed()) {
      await act().catch((error: unknown) => {
        failed = true
        log.error({ err: error }, 'closing failed')
      })
    }
    process.exit(failed ? 1 : 0)
  }
  const leave = (reason: string) => (leaving ??= leaveOnce(reason))
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void leave(signal))
  process.on('disconnect', () => void leave('parent gone'))
  return { beforeExit: (act) => void acts.push(act), leave }
}
