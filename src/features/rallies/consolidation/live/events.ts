import type { FollowedNumbers } from '../../../../platform/http/followed-numbers.ts'

const keepAliveMs = 20_000
/** Connections that nobody closes would stay for ever; a browser opens the next by itself. */
const maxAgeMs = 30 * 60_000
/** Whoever takes nothing for so many messages is gone. */
const maxWaiting = 32

type Wanted = {
  passes: FollowedNumbers
  editionId: string
  /** The pass that this reader saw last, by its Last-Event-ID. */
  seen: number | null
  /** Tells where it stands and ends: for programs that only look now and then. */
  isOnce: boolean
  leaving: AbortSignal | undefined
  ended: () => void
}

/**
 * Server-sent events, one for each pass of an edition's live run, with the pass as its id: 'something changed, ask for the part
 * again'. The part itself comes from the page cache, compressed, the same for everybody. Ends when the process leaves.
 */
export async function passEvents({ passes, editionId, seen, isOnce, leaving, ended }: Wanted): Promise<ReadableStream> {
  const first = await passes.follow(editionId)
  const encoder = new TextEncoder()
  let finish = () => {}
  return new ReadableStream(
    {
      start(controller) {
        const send = (text: string) => {
          if ((controller.desiredSize ?? 0) < -maxWaiting) return finish()
          controller.enqueue(encoder.encode(text))
        }
        const tell = (pass: number) => send(`id: ${pass}\nevent: pass\ndata: {"pass":${pass}}\n\n`)
        const stopListening = passes.listen(editionId, tell)
        const keepAlive = setInterval(() => send(': sigo aquí\n\n'), keepAliveMs)
        const tooOld = setTimeout(() => finish(), maxAgeMs)
        for (const timer of [keepAlive, tooOld]) timer.unref()
        let isOver = false
        finish = () => {
          if (isOver) return
          isOver = true
          stopListening()
          clearInterval(keepAlive)
          clearTimeout(tooOld)
          leaving?.removeEventListener('abort', finish)
          ended()
          try {
            controller.close()
          } catch {
            // The reader had left already.
          }
        }
        leaving?.addEventListener('abort', finish)
        send('retry: 3000\n\n')
        if (isOnce || (seen !== null && seen !== first)) tell(first)
        if (isOnce || leaving?.aborted) finish()
      },
      cancel: () => finish(),
    },
    { highWaterMark: 8 },
  )
}
