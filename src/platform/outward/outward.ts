import { lookup as resolve } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import type { Readable } from 'node:stream'
import { isPublicAddress } from './addresses.ts'

export type Asked = {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** From the first byte sent to the last byte read. */
  timeoutMs?: number
  maxBytes?: number
  signal?: AbortSignal | undefined
}

export type Answer = { status: number; headers: Record<string, string>; bytes: Buffer; url: string }

export type StreamedAnswer = { status: number; headers: Record<string, string>; body: Readable }

/** Why nothing usable came back. `inside`: the address lies in our own network; `cut`: it ended before its end. */
export type OutwardFault = 'inside' | 'unreachable' | 'timeout' | 'too-large' | 'cut' | 'redirects' | 'stopped'

export class OutwardError extends Error {
  override name = 'OutwardError'
  readonly fault: OutwardFault
  constructor(fault: OutwardFault, options?: ErrorOptions) {
    super(fault, options)
    this.fault = fault
  }
}

/** Asks other servers for things on behalf of what people wrote, without letting them reach into the operator's network. */
export type Outward = {
  /** Follows redirects, each checked anew. @throws {OutwardError} */
  ask(url: string, asked?: Asked): Promise<Answer>
  /** For answers without an end; no redirects, no limit of size. @throws {OutwardError} */
  stream(url: string, asked?: Asked): Promise<StreamedAnswer>
}

const mostRedirects = 3
const usualTimeoutMs = 20_000
const usualBytes = 8 * 1024 * 1024

/**
 * `trusted` are origins that the operator names and that may lie inside. For all others the name is resolved once, every address
 * it has must be public, and the connection goes to the address that was checked.
 */
export function createOutward(trusted: readonly string[] = []): Outward {
  const origins = new Set(trusted.map((url) => new URL(url).origin))
  return {
    ask: (url, asked = {}) => follow(url, asked, origins),
    stream: (url, asked = {}) => open(new URL(url), { ...asked, maxBytes: 0 }, origins),
  }
}

async function follow(start: string, asked: Asked, trusted: ReadonlySet<string>): Promise<Answer> {
  let url = new URL(start)
  let headers = asked.headers ?? {}
  for (let turn = 0; turn <= mostRedirects; turn += 1) {
    const deadline = AbortSignal.timeout(asked.timeoutMs ?? usualTimeoutMs)
    const signal = asked.signal ? AbortSignal.any([asked.signal, deadline]) : deadline
    const answer = await open(url, { ...asked, headers, signal }, trusted).catch((error) => {
      throw named(error, deadline, asked.signal)
    })
    const target = answer.headers.location
    if (answer.status < 300 || answer.status >= 400 || target === undefined) {
      const bytes = await read(answer.body, asked.maxBytes ?? usualBytes).catch((error) => {
        throw named(error, deadline, asked.signal)
      })
      return { status: answer.status, headers: answer.headers, bytes, url: url.href }
    }
    answer.body.destroy()
    if (!URL.canParse(target, url)) throw new OutwardError('redirects')
    const next = new URL(target, url)
    // What opens one door is not shown at another.
    if (next.origin !== url.origin) headers = withoutSecrets(headers)
    if (asked.method === 'POST') throw new OutwardError('redirects')
    url = next
  }
  throw new OutwardError('redirects')
}

function withoutSecrets(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(authorization|cookie)$/i.test(name)))
}

function named(error: unknown, deadline: AbortSignal, stopped: AbortSignal | undefined): OutwardError {
  if (error instanceof OutwardError) return error
  if (stopped?.aborted) return new OutwardError('stopped', { cause: error })
  return new OutwardError(deadline.aborted ? 'timeout' : 'unreachable', { cause: error })
}

function open(url: URL, asked: Asked, trusted: ReadonlySet<string>): Promise<StreamedAnswer> {
  if (!/^https?:$/.test(url.protocol) || url.username !== '') throw new OutwardError('inside')
  const isTrusted = trusted.has(url.origin)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // A literal address is connected to without asking for a name, so the check below would never see it.
  if (!isTrusted && isIP(host) !== 0 && !isPublicAddress(host)) throw new OutwardError('inside')
  return new Promise((fulfil, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      method: asked.method ?? 'GET',
      headers: { 'user-agent': 'Tequio', ...asked.headers },
      ...(asked.signal ? { signal: asked.signal } : {}),
      ...(isTrusted ? {} : { lookup: onlyPublic }),
    })
    request.on('error', (error) => reject(error))
    request.on('response', (response) => {
      const headers = Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join(', ') : (value ?? ''),
        ]),
      )
      fulfil({ status: response.statusCode ?? 0, headers, body: response })
    })
    request.end(asked.body)
  })
}

type Lookup = NonNullable<import('node:net').TcpSocketConnectOpts['lookup']>

/** Resolves and refuses in one step: what is connected to is what was checked, so a name cannot change in between. */
const onlyPublic: Lookup = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, [])
    const [first] = addresses
    if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address)))
      return callback(new OutwardError('inside'), [])
    if (options.all) return callback(null, addresses)
    callback(null, first.address, first.family)
  })
}

async function read(body: Readable, most: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  let bytes = 0
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      bytes += piece.byteLength
      if (bytes > most) throw new OutwardError('too-large')
      pieces.push(piece)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNRESET') throw new OutwardError('cut', { cause: error })
    throw error
  }
  return Buffer.concat(pieces)
}
