import { loadDemo as load } from './features/site/demo/commands.ts'
import { loadRallyDemo } from './features/site/demo/rally/commands.ts'
import { loadTrackingDemo } from './features/site/demo/tracking/commands.ts'
import type { Database } from './platform/context.ts'
import type { Storage } from './platform/storage/storage.ts'

export type DemoDeps = {
  db: Database
  storage: Storage
  now: Date
  baseUrl: string
  secret: string
  say: (sentence: string) => void
}

/** Loads the demonstration into an empty database; does nothing where there is any space already. */
export async function loadDemo({ say, ...deps }: DemoDeps): Promise<void> {
  if (!(await load(deps))) return
  say('Se cargó la demostración: México (4º Plan de Acción) y un municipio ficticio.')
  await loadTrackingDemo(deps)
  await loadRallyDemo(deps)
  say('El municipio ficticio tiene dos rallies: uno terminado y otro en curso.')
}
