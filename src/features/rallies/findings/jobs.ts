import type { TaskList } from 'graphile-worker'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/context.ts'
import { editionById } from '../editions/queries.ts'
import { syncFindings } from './commands.ts'

/** Every minute: findings follow the verdicts of editions whose scores were rewritten since this process last looked. */
export function findingsTasks(db: Database, clock: Clock): TaskList {
  const seen = new Map<string, number>()
  return {
    rally_findings: async () => {
      const runs = await db.selectFrom('rally_runs').select(['edition_id', 'pass']).where('kind', '=', 'live').execute()
      for (const run of runs) {
        const pass = Number(run.pass)
        if (seen.get(run.edition_id) === pass) continue
        const edition = await editionById(db, run.edition_id)
        if (edition) await syncFindings(db, edition, clock())
        seen.set(run.edition_id, pass)
      }
    },
  }
}

export const findingsCron = '* * * * * rally_findings'
