/** What the thread of `groupApart` runs. */
import { parentPort, workerData } from 'node:worker_threads'
import { groupContributions } from '../../grouping/group.ts'
import type { Meaning } from '../../grouping/meanings.ts'
import type { Contribution } from '../../grouping/units.ts'

type Given = { contributions: Contribution[]; meanings: Map<string, Meaning> | null }

const { contributions, meanings } = workerData as Given
parentPort?.postMessage(groupContributions(contributions, { meanings }))
