/** What the thread of `scoreFolderApart` runs. */
import { parentPort, workerData } from 'node:worker_threads'
import { scoreFolder } from '../folder.ts'
import type { ScorerTask } from './scorer.ts'

const { folder, out } = workerData as ScorerTask
parentPort?.postMessage(await scoreFolder(folder, out))
