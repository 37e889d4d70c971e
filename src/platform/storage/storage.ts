import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { assertSha256, verifiedBytes, verifiedStream } from './verified.ts'

/** Bytes kept under their SHA-256 (64 lower-case hexadecimal digits): the same bytes are kept once and never overwritten. */
export type Storage = {
  /** Durable when it resolves: what was acknowledged survives a kill. */
  put(bytes: Uint8Array): Promise<{ sha256: string; bytes: number }>
  /** The same for what does not fit in memory. */
  putStream(pieces: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number }>
  /** @throws when there is nothing under that hash, or what is there is something else. */
  read(sha256: string): Promise<Buffer>
  /** Null when there is nothing under that hash; the stream breaks before its end where the bytes are not what the hash says. */
  open(sha256: string): Promise<{ bytes: number; stream: Readable } | null>
  remove(sha256: string): Promise<void>
}

/** A folder on a disk: `ab/cdef…`, so that no folder holds too many files. */
export function folderStorage(folder: string): Storage {
  const pathOf = (sha256: string) => {
    assertSha256(sha256)
    return join(folder, sha256.slice(0, 2), sha256.slice(2))
  }
  const putStream: Storage['putStream'] = async (pieces) => {
    const draft = join(folder, 'drafts', randomUUID())
    await mkdir(dirname(draft), { recursive: true })
    const hash = createHash('sha256')
    let bytes = 0
    const file = await open(draft, 'wx', 0o600)
    try {
      for await (const piece of pieces) {
        hash.update(piece)
        bytes += piece.byteLength
        await file.writeFile(piece)
      }
      await file.sync()
      await file.close()
      const sha256 = hash.digest('hex')
      const path = pathOf(sha256)
      await mkdir(dirname(path), { recursive: true })
      await rename(draft, path)
      await syncFolder(dirname(path))
      return { sha256, bytes }
    } catch (error) {
      await file.close().catch(() => {})
      await rm(draft, { force: true })
      throw error
    }
  }
  return {
    putStream,
    put: (bytes) => putStream(once(bytes)),
    read: async (sha256) => verifiedBytes(await readFile(pathOf(sha256)), sha256),
    open: async (sha256) => {
      const path = pathOf(sha256)
      const found = await stat(path).catch(() => null)
      return found === null ? null : { bytes: found.size, stream: verifiedStream(createReadStream(path), sha256) }
    },
    remove: async (sha256) => rm(pathOf(sha256), { force: true }),
  }
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

/** A renamed file is only as durable as the folder that names it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}
