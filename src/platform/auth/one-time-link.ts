import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '../context.ts'
import { newId } from '../identity.ts'

/** 192 bits, without characters that mail programs break. */
export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

/** What the database keeps of a token: whoever reads the table cannot open the link. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** Writes a link that signs in whoever opens it, for the operator to hand over; the same row that a mailed link has. */
export async function createSignInToken(db: Db, email: string, now: Date, lifeMs: number): Promise<string> {
  const token = newToken()
  await db
    .insertInto('verifications')
    .values({
      id: newId(),
      identifier: tokenHash(token),
      value: JSON.stringify({ email: email.toLowerCase() }),
      expires_at: new Date(now.getTime() + lifeMs),
      created_at: now,
      updated_at: now,
    })
    .execute()
  return token
}
