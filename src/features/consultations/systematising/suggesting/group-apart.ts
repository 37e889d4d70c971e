import { Worker } from 'node:worker_threads'
import type { Suggestions } from '../../grouping/group.ts'
import type { Meaning } from '../../grouping/meanings.ts'
import type { Contribution } from '../../grouping/units.ts'

/** `groupContributions` on a thread of its own: tens of thousands of texts would hold up everything else that its process has to do. */
export function groupApart(
  contributions: readonly Contribution[],
  meanings: ReadonlyMap<string, Meaning> | null,
): Promise<Suggestions> {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: { contributions, meanings } })
  return new Promise((resolve, reject) => {
    worker.once('message', (found: Suggestions) => resolve(found))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the grouping thread ended early (${code})`)))
  })
}
