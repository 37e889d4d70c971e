import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Handler = (url: URL, request: IncomingMessage, body: string) => Reply
export type Reply = { status?: number; headers?: Record<string, string>; json: unknown }

/** What goes wrong with an answer: a whole one instead, or cut in the middle. */
export type Mishap = Reply | 'cut' | 'hang' | 'not-json' | 'huge'

export type ApiServer = {
  base: string
  /** Path and query of every request, oldest first. */
  asked: string[]
  headers: IncomingMessage['headers'][]
  /** For the next requests, one each. */
  mishaps: Mishap[]
  close(): Promise<void>
}

/** A network's interface on this machine: what each handler says, and whatever else a network does to its callers. */
export async function startApi(handler: Handler): Promise<ApiServer> {
  const asked: string[] = []
  const headers: IncomingMessage['headers'][] = []
  const mishaps: Mishap[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      asked.push(request.url ?? '')
      headers.push(request.headers)
      const url = new URL(request.url ?? '/', 'http://localhost')
      const mishap = mishaps.shift()
      if (mishap === 'hang') return
      const reply = typeof mishap === 'object' ? mishap : handler(url, request, Buffer.concat(pieces).toString())
      answer(response, reply, typeof mishap === 'string' ? mishap : null)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A test that failed half-way must not keep its process.
  server.unref()
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ asked, headers, mishaps },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function answer(response: ServerResponse, reply: Reply, mishap: 'cut' | 'not-json' | 'huge' | null): void {
  const text = mishap === 'not-json' ? '<html>mantenimiento</html>' : JSON.stringify(reply.json)
  const body = mishap === 'huge' ? `"${'x'.repeat(10 * 1024 * 1024)}"` : text
  response.writeHead(reply.status ?? 200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...reply.headers,
  })
  if (mishap !== 'cut') {
    response.end(body)
    return
  }
  response.write(body.slice(0, Math.floor(body.length / 2)))
  setImmediate(() => response.destroy())
}
