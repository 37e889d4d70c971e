/** What the thread of `readApart` runs. */
import { parentPort, workerData } from 'node:worker_threads'
import { prepareBatches } from '../batches.ts'
import { stageOf } from '../engine/stage.ts'
import { PostsFile } from '../inputs/posts-file.ts'
import type { ReaderMessage, ReaderTask } from './reader.ts'

const batchesAhead = 8

const { file, setting, taken: buffer } = workerData as ReaderTask
const taken = new Int32Array(buffer)
let sent = 0

function tell(message: ReaderMessage): void {
  parentPort?.postMessage(message)
}

const sha256 = prepareBatches(new PostsFile('posts.jsonl', file), stageOf(setting), (batch) => {
  tell({ batch })
  sent++
  for (let done = Atomics.load(taken, 0); sent - done > batchesAhead; done = Atomics.load(taken, 0))
    Atomics.wait(taken, 0, done)
})
tell({ sha256 })
