import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { canonicalJson } from './canonical-json.ts'
import type { Actor } from './context.ts'
import type { DB } from './db/types.ts'

/** Something that happened; `details` holds public facts and ids, never personal data, because events cannot be erased. */
export type Happening = {
  type: `${string}.${string}`
  spaceId: string | null
  subject: { type: string; id: string }
  details?: Record<string, unknown>
}

export type Witness = { actor: Actor; now: Date }

/** Writes the event of a change in the change's own transaction; the last thing a command does, since it takes the record's lock. */
export async function record(db: Transaction<DB>, witness: Witness, happening: Happening): Promise<number> {
  return recordAll(db, witness, [happening])
}

/**
 * Writes events in order and returns the newest sequence number. The row of `record_head` is held until the transaction ends:
 * so numbers have no gaps and a reader that has seen n has seen everything before n.
 */
export async function recordAll(db: Transaction<DB>, witness: Witness, happenings: Happening[]): Promise<number> {
  const head = await db.selectFrom('record_head').select(['seq', 'chain']).forUpdate().executeTakeFirstOrThrow()
  if (happenings.length === 0) return head.seq
  let { seq, chain } = head
  const rows = happenings.map((happening) => {
    seq += 1
    const sealed = seal({ seq, at: witness.now, actorId: witness.actor?.id ?? null, happening }, chain)
    chain = sealed.chain
    return sealed
  })
  // 11 parameters a row; PostgreSQL takes 65 535 in one statement.
  for (let start = 0; start < rows.length; start += 1000) {
    await db
      .insertInto('events')
      .values(rows.slice(start, start + 1000))
      .execute()
  }
  await db.updateTable('record_head').set({ seq, chain }).execute()
  await sql`select pg_notify('record', ${String(seq)})`.execute(db)
  return seq
}

type Unsealed = { seq: number; at: Date; actorId: string | null; happening: Happening }

function seal({ seq, at, actorId, happening }: Unsealed, previous: Buffer) {
  const details = happening.details ?? {}
  const body = canonicalJson({
    seq,
    at: at.toISOString(),
    type: happening.type,
    space: happening.spaceId,
    subject: [happening.subject.type, happening.subject.id],
    actor: actorId,
    details,
  })
  const hash = createHash('sha256').update(body).digest()
  return {
    seq,
    at,
    type: happening.type,
    space_id: happening.spaceId,
    subject_type: happening.subject.type,
    subject_id: happening.subject.id,
    actor_id: actorId,
    details: JSON.stringify(details),
    body,
    hash,
    chain: chained(previous, hash),
  }
}

/** The chain value of an event: SHA-256 of the one before it followed by the event's own hash. */
export function chained(previous: Buffer, hash: Buffer): Buffer {
  return createHash('sha256').update(previous).update(hash).digest()
}

/** Where the chain starts, before any event. */
export const genesis: Buffer = createHash('sha256').update('tequio record v1').digest()
