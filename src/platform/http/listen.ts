import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'

type Fetch = (request: Request, env: HttpBindings) => Response | Promise<Response>

export type DoorOptions = {
  host: string
  port: number
  fetch: Fetch
  /** Answers before the router does, or returns false. */
  answerFirst?: (request: IncomingMessage, response: ServerResponse) => boolean
}

export type Door = {
  port: number
  isDraining(): boolean
  /** Takes no more connections, lets requests in flight finish, and cuts what is left when the time is over. */
  drain(timeoutMs: number): Promise<void>
}

/** Longer than the usual 60 s of a proxy, so that it is never we who close a connection it is about to use. */
const keepAliveTimeoutMs = 65_000

export async function listen({ host, port, fetch, answerFirst }: DoorOptions): Promise<Door> {
  let isDraining = false
  const inFlight = new Set<ServerResponse>()
  const route = getRequestListener(fetch as (request: Request, env: unknown) => Response | Promise<Response>)
  const server = createServer((request, response) => {
    if (isDraining) partWith(response)
    inFlight.add(response)
    response.once('close', () => {
      inFlight.delete(response)
      if (isDraining) server.closeIdleConnections()
    })
    if (answerFirst?.(request, response)) return
    void route(request, response)
  })
  server.keepAliveTimeout = keepAliveTimeoutMs
  await listening(server, host, port)
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    isDraining: () => isDraining,
    drain(timeoutMs) {
      isDraining = true
      for (const response of inFlight) partWith(response)
      return drained(server, timeoutMs)
    },
  }
}

/** A kept connection would carry the next request to a process that is leaving. */
function partWith(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close')
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(sentence(error, host, port))))
    server.listen(port, host, resolve)
  })
}

function sentence(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `El puerto ${port} de ${host} ya está ocupado por otro programa: ciérralo, o elige otro con PORT.`
    case 'EACCES':
      return `No hay permiso para atender en el puerto ${port}: elige uno mayor que 1023 con PORT.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST dice ${host}, que no es una dirección de esta máquina.`
    default:
      return `No se pudo atender en ${host}:${port}: ${error.message}`
  }
}

function drained(server: Server, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), timeoutMs)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
