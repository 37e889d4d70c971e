import type { C } from './env.ts'

/** Where the request came from; behind a trusted proxy, what that proxy saw. */
export function clientAddress(c: C): string | null {
  const socket = c.env?.incoming?.socket.remoteAddress ?? null
  if (!c.var.deps.config.trustProxy) return socket
  // The last hop is the proxy's own word; what stands further left was written by whoever asked.
  return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || socket
}
