/** The thread that reads and prepares a large posts.jsonl while the one that asked for it joins and counts. */
import { Worker } from 'node:worker_threads'
import type { PostBatch } from '../batches.ts'
import type { Setting } from '../model.ts'

/** `taken`: batches that the other side is done with. */
export type ReaderTask = { file: number; setting: Setting; taken: SharedArrayBuffer }
export type ReaderMessage = { batch: PostBatch } | { sha256: string }

/**
 * Reads the open file `file` on a thread of its own. `each` gets the batches in the order of the lines; the thread waits when
 * it is some ahead, so that a slow reader does not fill the memory. Resolves to the SHA-256 of the file.
 */
export function readApart(file: number, setting: Setting, each: (batch: PostBatch) => void): Promise<string> {
  const taken = new Int32Array(new SharedArrayBuffer(4))
  // Judgements are no matter of rules 1 to 7.
  const task: ReaderTask = { file, setting: { ...setting, judgements: [], panel: [] }, taken: taken.buffer }
  const worker = new Worker(new URL('./reader-thread.ts', import.meta.url), { workerData: task })
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      void worker.terminate()
      reject(error)
    }
    worker.on('message', (message: ReaderMessage) => {
      if ('sha256' in message) return resolve(message.sha256)
      try {
        each(message.batch)
      } catch (error) {
        return fail(error)
      }
      Atomics.add(taken, 0, 1)
      Atomics.notify(taken, 0)
    })
    worker.on('error', fail)
    worker.on('exit', (code) => fail(new Error(`the reading thread ended early (${code})`)))
  })
}
