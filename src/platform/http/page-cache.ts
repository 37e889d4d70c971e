import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RecordHead } from './record-head.ts'

/** One public page as it went out, in every coding a browser may ask for. */
export type CachedPage = {
  seq: number
  at: number
  /** What it shows besides the record, if anything, has not moved. */
  isStill?: (() => boolean) | undefined
  headers: Record<string, string>
  etag: string
  plain: Buffer
  gzip: Buffer
  br: Buffer
}

const maxBytes = 64 * 1024 * 1024
/** Deadlines move with the day, not with the record; no page is older than this. */
const maxAgeMs = 60_000

/**
 * Public pages kept by address while the record stands still. Answers before the router does: only for GET without a cookie,
 * so nobody is ever shown what was made for somebody else.
 */
export class PageCache {
  readonly #pages = new Map<string, CachedPage>()
  readonly #head: RecordHead
  #bytes = 0
  constructor(head: RecordHead) {
    this.#head = head
  }

  /** The page under this address, if the record has not moved since; else null. */
  find(address: string): CachedPage | null {
    const page = this.#pages.get(address)
    if (!page) return null
    if (page.seq !== this.#head.current() || performance.now() - page.at > maxAgeMs || page.isStill?.() === false) {
      this.#drop(address, page)
      return null
    }
    // The most recently asked for goes to the end; the front is what is dropped first.
    this.#pages.delete(address)
    this.#pages.set(address, page)
    return page
  }

  keep(address: string, page: CachedPage): void {
    const old = this.#pages.get(address)
    if (old) this.#drop(address, old)
    this.#pages.set(address, page)
    this.#bytes += sizeOf(page)
    for (const [oldest, other] of this.#pages) {
      if (this.#bytes <= maxBytes) break
      this.#drop(oldest, other)
    }
  }

  #drop(address: string, page: CachedPage): void {
    this.#pages.delete(address)
    this.#bytes -= sizeOf(page)
  }

  /** Answers from the cache; false when the router has to. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' || request.headers.cookie !== undefined || !request.url) return false
    const page = this.find(request.url)
    if (!page) return false
    if (request.headers['if-none-match'] === page.etag) {
      response.writeHead(304, { ...page.headers, etag: page.etag })
      response.end()
      return true
    }
    const accepted = String(request.headers['accept-encoding'] ?? '')
    const coding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null
    const body = coding ? page[coding] : page.plain
    response.writeHead(200, {
      ...page.headers,
      etag: page.etag,
      'content-length': body.length,
      ...(coding ? { 'content-encoding': coding } : {}),
    })
    response.end(body)
    return true
  }
}

function sizeOf(page: CachedPage): number {
  return page.plain.length + page.gzip.length + page.br.length + 1024
}
