import { TooManyRequests } from '../../../../platform/errors.ts'
import { clientAddress } from '../../../../platform/http/client-address.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { networkPrefix } from '../../../../platform/rate-limit.ts'
import { loadEdition } from '../../editions/loading/routes.ts'
import type { BoardSource } from './board-source.ts'
import { passEvents } from './events.ts'

/** Open connections that one process holds, in all and from one neighbourhood of the network (a school, a village's antenna). */
const [maxOpen, maxOpenNear] = [5_000, 500]

export function mountLive(app: App, sourceOf: (c: C) => BoardSource): void {
  let open = 0
  const openNear = new Map<string, number>()
  app.get('/:space/rallies/:edition/marcador/vivo', async (c) => {
    const edition = await loadEdition(c)
    const near = networkPrefix(clientAddress(c))
    const neighbours = openNear.get(near) ?? 0
    // The page falls back to asking now and then.
    if (open >= maxOpen || neighbours >= maxOpenNear) throw new TooManyRequests(30)
    open += 1
    openNear.set(near, neighbours + 1)
    const ended = () => {
      open -= 1
      const left = (openNear.get(near) ?? 1) - 1
      if (left > 0) openNear.set(near, left)
      else openNear.delete(near)
    }
    const seen = Number.parseInt(c.req.header('last-event-id') ?? c.req.query('desde') ?? '', 10)
    const { passes } = sourceOf(c)
    const { leaving } = c.var.deps
    const events = await passEvents({
      ...{ passes, editionId: edition.id, leaving, ended },
      isOnce: c.req.query('una') !== undefined,
      seen: Number.isSafeInteger(seen) ? seen : null,
    }).catch((error: unknown) => {
      ended()
      throw error
    })
    return c.body(events, 200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    })
  })
}
