import type { Database } from '../../../platform/context.ts'
import { loadPolicyAreas } from '../../commitments/taxonomy/commands.ts'
import { loadMethods } from '../../exercises/methods/commands.ts'
import { loadTerritories } from '../../spaces/reference/commands.ts'

/** The facts that everything else points at: run at every start, after the migrations. Does nothing when all is there. */
export async function loadReference(db: Database, now: Date): Promise<void> {
  await loadTerritories(db, now)
  await loadPolicyAreas(db, now)
  await loadMethods(db, now)
}
