import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export type ZipEntry = { name: string; pieces: AsyncIterable<string> | Iterable<string> }

/**
 * A ZIP file made as it is read. The sizes of an entry follow it (APPNOTE 4.3.9), so nothing is held until its end.
 * @throws RangeError at 4 GB, which would need another form (ZIP64).
 */
export async function* zipped(entries: AsyncIterable<ZipEntry>, level: number): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = []
  let [offset, count] = [0, 0]
  for await (const { name, pieces } of entries) {
    const bytes = Buffer.from(name)
    const unknown = { crc: 0, packed: 0, size: 0 }
    const head = Buffer.concat([record([4, 0x04034b50], ...factsOf(unknown, bytes)), bytes])
    yield head
    const measure = { ...unknown }
    const deflate = createDeflateRaw({ level, chunkSize: 65_536 })
    // What goes wrong on the way in ends the way out, and who stops reading ends the making.
    pipeline(Readable.from(measured(pieces, measure)), deflate, () => {})
    for await (const piece of deflate as AsyncIterable<Buffer>) {
      measure.packed += piece.length
      yield piece
    }
    const tail = record([4, 0x08074b50], [4, measure.crc], [4, measure.packed], [4, measure.size])
    yield tail
    const where: Field[] = [
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ]
    directory.push(record([4, 0x02014b50], [2, version], ...factsOf(measure, bytes), ...where), bytes)
    offset += head.length + measure.packed + tail.length
    count += 1
  }
  const all = Buffer.concat(directory)
  yield all
  yield record([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, all.length], [4, offset], [2, 0])
}

type Measure = { crc: number; packed: number; size: number }

async function* measured(pieces: ZipEntry['pieces'], measure: Measure): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece)
    measure.crc = crc32(bytes, measure.crc)
    measure.size += bytes.length
    yield bytes
  }
}

/** Bytes and value. */
type Field = [2 | 4, number]
const version = 20
/** Sizes follow; names are UTF-8. */
const flags = 0x0808
const deflated = 8
/** 1 January 1980: the same rows give the same file. */
const noDay = 0x21

/** What the head of an entry and its line in the directory have in common. */
function factsOf({ crc, packed, size }: Measure, name: Buffer): Field[] {
  const sizes: Field[] = [
    [4, crc],
    [4, packed],
    [4, size],
    [2, name.length],
    [2, 0],
  ]
  return [[2, version], [2, flags], [2, deflated], [2, 0], [2, noDay], ...sizes]
}

function record(...fields: Field[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [width]) => sum + width, 0))
  let at = 0
  for (const [width, value] of fields) at = bytes.writeUIntLE(value, at, width)
  return bytes
}
