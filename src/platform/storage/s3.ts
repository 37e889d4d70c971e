import { createHash, randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import type { Storage } from './storage.ts'
import { assertSha256, verifiedBytes, verifiedStream } from './verified.ts'

/** The store did not answer as it should; without its sentence, which may repeat keys. */
export class StoreFault extends Error {
  override name = 'StoreFault'
}

const tries = 3
/** Until the store begins to answer. */
const patienceMs = 120_000

/**
 * Any store that speaks S3, as `https://KEY:SECRET@host/bucket/folder?region=…`. A file is first whole in `drafts`, since its name
 * is its hash; then it is sent with that hash signed as the hash of the payload, so that the store itself refuses other bytes.
 */
export function s3Storage(address: string, drafts: string): Storage {
  const store = storeOf(address)
  const put = async (sha256: string, bytes: number, body: Blob) => {
    const there = await store.ask('HEAD', sha256)
    if (there.status === 200 && Number(there.headers.get('content-length')) === bytes) return { sha256, bytes }
    const answer = await store.ask('PUT', sha256, { body, isNew: there.status !== 200 })
    await answer.body?.cancel()
    // 412: another was quicker with the same bytes.
    if (!answer.ok && answer.status !== 412) throw new StoreFault(`status ${answer.status}`)
    return { sha256, bytes }
  }
  const putStream: Storage['putStream'] = async (pieces) => {
    const draft = join(drafts, randomUUID())
    await mkdir(dirname(draft), { recursive: true })
    try {
      const { sha256, bytes } = await written(draft, pieces)
      return await put(sha256, bytes, await openAsBlob(draft))
    } finally {
      await rm(draft, { force: true })
    }
  }
  const opened = async (sha256: string): Promise<Response | null> => {
    const answer = await store.ask('GET', sha256)
    if (answer.status === 200) return answer
    await answer.body?.cancel()
    if (answer.status === 404) return null
    throw new StoreFault(`status ${answer.status}`)
  }
  return {
    putStream,
    put: (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return put(sha256, bytes.byteLength, new Blob([new Uint8Array(bytes)]))
    },
    read: async (sha256) => {
      const answer = await opened(sha256)
      if (!answer) throw new StoreFault('not there')
      return verifiedBytes(Buffer.from(await answer.arrayBuffer()), sha256)
    },
    open: async (sha256) => {
      const answer = await opened(sha256)
      if (!answer?.body) return null
      const source = Readable.fromWeb(answer.body as import('node:stream/web').ReadableStream)
      return { bytes: Number(answer.headers.get('content-length')), stream: verifiedStream(source, sha256) }
    },
    remove: async (sha256) => {
      const answer = await store.ask('DELETE', sha256)
      await answer.body?.cancel()
      if (!answer.ok && answer.status !== 404) throw new StoreFault(`status ${answer.status}`)
    },
  }
}

async function written(draft: string, pieces: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(draft, 'wx', 0o600)
  try {
    for await (const piece of pieces) {
      hash.update(piece)
      bytes += piece.byteLength
      await file.writeFile(piece)
    }
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), bytes }
}

type Sending = { body: Blob; isNew: boolean }

function storeOf(address: string) {
  const { protocol, host, pathname, username, password, searchParams } = new URL(address)
  const client = new AwsClient({
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
    region: searchParams.get('region') ?? 'us-east-1',
    service: 's3',
    // Tried again below: its own tries end with the first line that breaks.
    retries: 0,
  })
  const base = `${protocol}//${host}${pathname.replace(/\/+$/, '')}`
  /** One request, tried again while the store is busy or out of reach. */
  const ask = async (method: 'GET' | 'HEAD' | 'PUT' | 'DELETE', sha256: string, sending?: Sending) => {
    assertSha256(sha256)
    const url = `${base}/${sha256.slice(0, 2)}/${sha256.slice(2)}`
    // Never over what is there: a store that knows conditions refuses, one that does not would write the same bytes.
    const headers: Record<string, string> = sending
      ? { 'x-amz-content-sha256': sha256, ...(sending.isNew ? { 'if-none-match': '*' } : {}) }
      : {}
    for (let turn = 1; ; turn += 1) {
      const init = { method, headers, redirect: 'error' as const, ...(sending ? { body: sending.body } : {}) }
      const answer = await begun((signal) => client.fetch(url, { ...init, signal })).catch(() => null)
      const isBusy = answer === null || answer.status >= 500 || answer.status === 429 || answer.status === 409
      if (!isBusy) return answer
      await answer?.body?.cancel()
      if (turn === tries) throw new StoreFault(answer ? `status ${answer.status}` : 'unreachable')
      await pause(200 * 4 ** (turn - 1))
    }
  }
  return { ask }
}

/** A long file may take its time; only the beginning of an answer may not. */
async function begun(ask: (signal: AbortSignal) => Promise<Response>): Promise<Response> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), patienceMs)
  return ask(stop.signal).finally(() => clearTimeout(timer))
}
