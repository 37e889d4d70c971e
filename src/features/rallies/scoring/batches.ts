/** posts.jsonl read and prepared (rules 1 to 7) some thousand lines at a time: in columns, which a thread can hand to another. */
import { instantsOf, Preparation } from './engine/preparation.ts'
import { type PreparedBatch, PreparedPosts } from './engine/prepared.ts'
import type { Stage } from './engine/stage.ts'
import type { Reject } from './inputs/post-line.ts'
import type { PostsFile } from './inputs/posts-file.ts'
import { composed } from './text/unicode.ts'

export const batchLines = 5000

export type PostBatch = PreparedBatch & {
  /** Where the line of each row lies in the file. */
  offsets: Float64Array
  lengths: Uint32Array
  rejects: ({ line: number } & Reject)[]
  /** Lines and bytes of the file until the end of this batch. */
  lines: number
  bytes: number
}

/** A batch holds until `each` returns. Tells the SHA-256 of the file. */
export function prepareBatches(file: PostsFile, stage: Stage, each: (batch: PostBatch) => void): string {
  const posts = new PreparedPosts()
  posts.makeRoom(batchLines)
  const preparation = new Preparation(stage, posts)
  const numbers = new Map<string, number>()
  const batch: PostBatch = {
    ...{ posts, ids: [], networks: [], network: new Uint32Array(batchLines), pairCount: 0 },
    ...{ offsets: new Float64Array(batchLines), lengths: new Uint32Array(batchLines), rejects: [], lines: 0, bytes: 0 },
  }
  const hand = () => {
    batch.pairCount = preparation.pairCount
    each(batch)
    posts.clear()
    batch.ids = []
    batch.rejects = []
  }
  file.read(({ record, reject }, { line, offset, length }) => {
    if (record === null) batch.rejects.push({ line, ...reject })
    else {
      const row = batch.ids.length
      batch.offsets[row] = offset
      batch.lengths[row] = length
      batch.network[row] = numberOf(composed(record.network), numbers, batch.networks)
      batch.ids.push(composed(record.id))
      const { published, retrieved } = instantsOf(record)
      preparation.write(row, record, published, retrieved)
    }
    batch.lines = line
    batch.bytes = offset + length
    if (line % batchLines === 0) hand()
  })
  if (batch.ids.length + batch.rejects.length > 0) hand()
  return file.sha256()
}

function numberOf(name: string, numbers: Map<string, number>, names: string[]): number {
  const known = numbers.get(name)
  if (known !== undefined) return known
  numbers.set(name, names.length)
  return names.push(name) - 1
}
