import { Worker } from 'node:worker_threads'
import type { Counts } from '../outputs/writing.ts'

export type ScorerTask = { folder: string; out: string }

/** `scoreFolder` on a thread of its own: settling a million posts would hold up everything else that its process has to do. */
export function scoreFolderApart(folder: string, out: string): Promise<Counts> {
  const task: ScorerTask = { folder, out }
  const worker = new Worker(new URL('./scorer-thread.ts', import.meta.url), { workerData: task })
  return new Promise((resolve, reject) => {
    worker.on('message', resolve)
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the scoring thread ended early (${code})`)))
  })
}
