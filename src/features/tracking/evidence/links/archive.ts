import { Parser } from 'htmlparser2'
import { WARCParser, WARCRecord, WARCSerializer } from 'warcio'
import type { Answer, Outward } from '../../../../platform/outward/outward.ts'

export const warcType = 'application/warc'

const mostPictures = 20
const pictureLimits = { timeoutMs: 8000, maxBytes: 2 * 1024 * 1024 }
const mostBytes = 12 * 1024 * 1024

/** A page with its pictures as one WARC file; what does not answer, or is too much, is left out. */
export async function archived(outward: Outward, page: Answer, now: Date): Promise<Buffer> {
  const records = [await recordOf(page, now)]
  let bytes = page.bytes.length
  for (const url of picturesIn(page.bytes.toString('utf8'), page.url).slice(0, mostPictures)) {
    const picture = await outward.ask(url, pictureLimits).catch(() => null)
    const isPicture = picture?.status === 200 && pictureType.test(picture.headers['content-type'] ?? '')
    if (!picture || !isPicture || bytes + picture.bytes.length > mostBytes) continue
    bytes += picture.bytes.length
    // Under the address that the page names it by.
    records.push(await recordOf({ ...picture, url }, now))
  }
  return Buffer.concat(records)
}

/** Pictures that hold no script. */
const pictureType = /^image\/(png|jpeg|gif|webp)\b/

export function picturesIn(html: string, base: string): string[] {
  const found = new Set<string>()
  const parser = new Parser({
    onopentag(name, attributes) {
      const source = name === 'img' ? attributes.src : undefined
      if (source && URL.canParse(source, base)) found.add(new URL(source, base).href)
    },
  })
  parser.end(html)
  return [...found].filter((url) => /^https?:/.test(url))
}

async function recordOf({ url, status, headers, bytes }: Answer, now: Date): Promise<Uint8Array> {
  const kept = ['content-type', 'last-modified', 'etag'].flatMap((name): [string, string][] =>
    headers[name] ? [[name, headers[name]]] : [],
  )
  const record = WARCRecord.create(
    {
      url,
      date: now.toISOString(),
      type: 'response',
      warcVersion: 'WARC/1.1',
      statusline: `HTTP/1.1 ${status} OK`,
      httpHeaders: Object.fromEntries(kept),
    },
    [new Uint8Array(bytes)],
  )
  return WARCSerializer.serialize(record, { gzip: true })
}

export type Archived = { url: string; mediaType: string; bytes: Buffer }

export async function readArchive(bytes: Buffer): Promise<Archived[]> {
  const found: Archived[] = []
  for await (const record of new WARCParser([new Uint8Array(bytes)])) {
    const payload = Buffer.from(await record.readFully(true))
    const mediaType = record.httpHeaders?.headers.get('content-type') ?? ''
    found.push({ url: record.warcTargetURI ?? '', mediaType, bytes: payload })
  }
  return found
}
