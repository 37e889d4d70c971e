import { createECDH, createPublicKey, type ECDH, randomBytes, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, globalAgent } from 'node:https'
import type { AddressInfo } from 'node:net'
import { decrypt } from 'http_ece'

export type Noticed = {
  title: string
  text: string
  path: string
  tag: string
  /** The bytes as deciphered: what the browser's worker reads. */
  body: string
  headers: Record<string, unknown>
  bytes: number
}
export type TestBrowser = { endpoint: string; p256dh: string; auth: string; notices: Noticed[] }

export type PushService = {
  origin: string
  /** A browser that asked this service for an address. */
  browser(): TestBrowser
  /** What the next requests are answered, one each; 201 when empty. */
  replies: number[]
  asked: number
  close(): Promise<void>
}

const here = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

/**
 * A push service on this machine, over TLS with a certificate for tests alone: it checks who asks (RFC 8292), and decrypts as the
 * browser would (RFC 8291) with another implementation than the one that encrypts.
 */
export async function startPushService(publicKey: string): Promise<PushService> {
  const cert = here('push-server.cert.pem')
  globalAgent.options.ca = cert
  const browsers = new Map<string, { keys: ECDH; browser: TestBrowser }>()
  const state = { asked: 0, replies: [] as number[], origin: '' }
  const server = createServer({ cert, key: here('push-server.key.pem') }, (request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      state.asked += 1
      // A line that stays open would be used without looking where it leads.
      response.shouldKeepAlive = false
      const status = state.replies.shift() ?? 201
      const there = browsers.get(request.url ?? '')
      if (!there) return void response.writeHead(404).end()
      const fault = faultOf(request.headers, state.origin, publicKey)
      if (fault) return void response.writeHead(403).end(fault)
      if (status === 201) {
        const body = Buffer.concat(pieces)
        const text = decrypt(body, { version: 'aes128gcm', privateKey: there.keys, authSecret: there.browser.auth })
        const { headers } = request
        there.browser.notices.push({
          ...JSON.parse(text.toString()),
          body: text.toString(),
          headers,
          bytes: body.length,
        })
      }
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  state.origin = `https://localhost:${(server.address() as AddressInfo).port}`
  return Object.assign(state, {
    browser: () => {
      const keys = createECDH('prime256v1')
      const p256dh = keys.generateKeys('base64url', 'uncompressed')
      const path = `/wpush/${randomBytes(12).toString('base64url')}`
      const auth = randomBytes(16).toString('base64url')
      const browser: TestBrowser = { endpoint: state.origin + path, p256dh, auth, notices: [] }
      browsers.set(path, { keys, browser })
      return browser
    },
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  })
}

/** What a push service would refuse a request for. */
function faultOf(headers: Record<string, unknown>, origin: string, publicKey: string): string | null {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(String(headers.authorization)) ?? []
  if (key !== publicKey) return 'another key than the browser was told'
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  const jwk = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: jwk, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isSigned) return 'not signed'
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString())
  const now = Date.now() / 1000
  if (aud !== origin || !(exp > now && exp <= now + 86_400) || !/^mailto:\S+@\S+$/.test(sub)) return 'claims'
  if (headers['content-encoding'] !== 'aes128gcm' || !/^\d+$/.test(String(headers.ttl))) return 'headers'
  return null
}
