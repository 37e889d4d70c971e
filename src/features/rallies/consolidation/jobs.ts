import { setTimeout as pause } from 'node:timers/promises'
import type { TaskList } from 'graphile-worker'
import type { Deps } from '../../../platform/http/env.ts'
import { openLedger } from '../scoring/ledger.ts'
import { scoreEdition } from './passes/commands.ts'
import { Ledgers } from './passes/ledgers.ts'
import { scoreEditionTask } from './queue/commands.ts'

/** Between two passes of an edition: posts that arrive one by one are scored together. */
const restMs = 600

export function consolidationTasks({ db, clock }: Pick<Deps, 'db' | 'clock'>): TaskList {
  const ledgers = new Ledgers(openLedger)
  return {
    [scoreEditionTask]: async (payload) => {
      const done = await scoreEdition(db, ledgers, (payload as { editionId: string }).editionId, clock)
      // The edition's own queue lets the next pass begin only when this one is over.
      if (done) await pause(restMs)
    },
  }
}
