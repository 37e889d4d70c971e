import type { Db } from '../../../platform/context.ts'
import { readHead, storedBatches } from '../queries.ts'
import { type Anchor, beginning, concluded, followed, type Verification } from './model.ts'

/** Recomputes the chain of the record in the database, its columns and its head included; tells how far it has come. */
export async function verifyStored(
  db: Db,
  anchors: readonly Anchor[],
  tell: (seq: number) => void = () => {},
): Promise<Verification> {
  // Read first: events written while verifying are then newer than the head and only make the chain longer.
  const head = await readHead(db)
  let so = beginning
  for await (const batch of storedBatches(db)) {
    for (const { line, fault } of batch) {
      so = followed(so, line, [...anchors, head])
      if (!so.misfit && fault) so = { ...so, misfit: { seq: line.seq, reason: fault } }
    }
    if (so.misfit) return so
    tell(so.seq)
  }
  return concluded(so, [...anchors, head])
}
