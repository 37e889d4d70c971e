import type { Database } from './platform/context.ts'

export type DemoDeps = { db: Database; now: Date; say: (sentence: string) => void }

/** Loads the demonstration into an empty database; does nothing where something has already happened. */
export async function loadDemo({ db }: DemoDeps): Promise<void> {
  const head = await db.selectFrom('record_head').select('seq').executeTakeFirstOrThrow()
  if (head.seq > 0) return
}
