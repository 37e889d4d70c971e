import { loadDemo as load } from './features/site/demo/commands.ts'
import type { Database } from './platform/context.ts'

export type DemoDeps = { db: Database; now: Date; say: (sentence: string) => void }

/** Loads the demonstration into an empty database; does nothing where there is any space already. */
export async function loadDemo({ db, now, say }: DemoDeps): Promise<void> {
  if (await load({ db, now })) say('Se cargó la demostración: México (4º Plan de Acción) y un municipio ficticio.')
}
