/** A large conversation takes many seconds: reckoned beside the process, so that nobody who asks for a page waits for it. */
import { parentPort, workerData } from 'node:worker_threads'
import { type Conversation, reckon } from './reckoning.ts'

parentPort?.postMessage(reckon(workerData as Conversation))
