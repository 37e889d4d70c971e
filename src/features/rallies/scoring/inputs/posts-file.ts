import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { InputError } from './input-error.ts'
import { type PostReading, readPostLine } from './post-line.ts'

const chunkBytes = 4 << 20
/** A line longer than this is told and passed over, so that no file can fill the memory. */
export const longestLineBytes = 64 << 20

const lineFeed = 10
const carriageReturn = 13

/**
 * posts.jsonl, read piece by piece. Synchronous on purpose: a promise a line would cost more than the line. Lines end with LF or
 * CRLF; other characters that some take for line breaks may stand inside.
 */
export class PostsFile {
  readonly #name: string
  /** Of the open file; good in every thread. */
  readonly handle: number
  readonly bytes: number
  readonly #hash = createHash('sha256')
  #line = 0

  constructor(name: string, file: string | number) {
    this.#name = name
    this.handle = typeof file === 'number' ? file : openSync(file, 'r')
    const stat = fstatSync(this.handle)
    this.bytes = stat.size
    if (!stat.isFile()) throw new InputError({ file: name }, 'se esperaba un archivo.')
  }

  close(): void {
    closeSync(this.handle)
  }

  /** Of all that was read. */
  sha256(): string {
    return this.#hash.digest('hex')
  }

  /** `offset` and `length` say where the line's bytes lie. */
  read(each: (reading: PostReading, place: { line: number; offset: number; length: number }) => void): void {
    let rest: Buffer[] = []
    let restBytes = 0
    let position = 0
    const take = (bytes: Buffer | null, offset: number, length: number) => {
      this.#line++
      each(bytes === null ? tooLong() : readingOf(bytes), { line: this.#line, offset, length })
    }
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkBytes)
      const read = readSync(this.handle, chunk, 0, chunkBytes, position)
      if (read === 0) break
      this.#hash.update(chunk.subarray(0, read))
      let start = 0
      for (let end = chunk.indexOf(lineFeed); end >= 0 && end < read; end = chunk.indexOf(lineFeed, start)) {
        const piece = chunk.subarray(start, end)
        const isTooLong = restBytes + piece.length > longestLineBytes
        const whole = isTooLong ? null : restBytes === 0 ? piece : Buffer.concat([...rest, piece])
        take(whole, position + start - restBytes, restBytes + piece.length)
        rest = []
        restBytes = 0
        start = end + 1
      }
      restBytes += read - start
      // Beyond the limit only the length is kept.
      if (restBytes > longestLineBytes) rest = []
      else if (start < read) rest.push(chunk.subarray(start, read))
      position += read
    }
    if (restBytes > 0) take(restBytes > longestLineBytes ? null : Buffer.concat(rest), position - restBytes, restBytes)
  }

  /** A line read before, as `read` saw it. */
  lineAt(offset: number, length: number): string {
    const bytes = Buffer.allocUnsafe(length)
    readSync(this.handle, bytes, 0, length, offset)
    return lineText(bytes)
  }

  get name(): string {
    return this.#name
  }
}

function tooLong(): PostReading {
  const detail = `la línea tiene más de ${longestLineBytes >> 20} MiB`
  return { record: null, reject: { reason: 'too_long', detail } }
}

function readingOf(bytes: Buffer): PostReading {
  const line = lineText(bytes)
  if (line.includes('\ufffd') && !isUtf8(bytes))
    return { record: null, reject: { reason: 'not_utf8', detail: 'hay bytes que no son UTF-8' } }
  return readPostLine(line)
}

/** Without a byte order mark and the CR of a CRLF. */
function lineText(bytes: Buffer): string {
  const end = bytes.length > 0 && bytes[bytes.length - 1] === carriageReturn ? bytes.length - 1 : bytes.length
  const hasMark = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return bytes.toString('utf8', hasMark ? 3 : 0, end)
}
