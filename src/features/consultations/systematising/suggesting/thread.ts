/** What the thread of `groupApart` runs. */
import { parentPort, workerData } from 'node:worker_threads'
import { groupContributions } from '../../grouping/group.ts'
import type { Contribution } from '../../grouping/units.ts'

parentPort?.postMessage(groupContributions(workerData as Contribution[]))
