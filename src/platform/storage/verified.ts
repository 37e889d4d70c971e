import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'

/** What is under a hash is not what the hash says: a disk, a store or somebody changed it. */
export class RottenFile extends Error {
  override name = 'RottenFile'
}

export function assertSha256(text: string): void {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error('not a SHA-256')
}

/** @throws {RottenFile} */
export function verifiedBytes(bytes: Buffer, sha256: string): Buffer {
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new RottenFile(sha256)
  return bytes
}

/** The same for a stream: its last piece leaves only once all of it was right, so whoever reads has the whole or a broken answer. */
export function verifiedStream(source: Readable, sha256: string): Readable {
  const pieces = async function* () {
    const hash = createHash('sha256')
    let held: Uint8Array | null = null
    for await (const piece of source as AsyncIterable<Uint8Array>) {
      if (held) yield held
      hash.update(piece)
      held = piece
    }
    if (hash.digest('hex') !== sha256) throw new RottenFile(sha256)
    if (held) yield held
  }
  const stream = Readable.from(pieces(), { objectMode: false })
  stream.on('close', () => source.destroy())
  return stream
}
