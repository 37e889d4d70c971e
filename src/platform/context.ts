import type { Kysely, Transaction } from 'kysely'
import type { DB } from './db/types.ts'

export type Database = Kysely<DB>
/** Either the pool or an open transaction: queries take both. */
export type Db = Kysely<DB> | Transaction<DB>

export type Locale = 'es' | 'en'

export type Role = 'administrator' | 'facilitator' | 'liaison' | 'co-responsible' | 'evaluator' | 'moderator'

/** A role held in a space; it reaches the spaces below it (`spaceIds` holds the whole reach). */
export type Grant = { role: Role; spaceIds: ReadonlySet<string>; organizationId: string | null }

export type Person = { id: string; name: string; grants: readonly Grant[] }

/** Who acts: a signed-in person, or null for anybody (a reader, the command line, a job). */
export type Actor = Person | null

/** Everything a query or command may know of the world; passed on by hand, never ambient. */
export type Context = {
  db: Database
  actor: Actor
  now: Date
  locale: Locale
}

/** Whether the actor holds one of the roles in that space (or above it). */
export function holds(actor: Actor, spaceId: string, ...roles: Role[]): boolean {
  return actor?.grants.some((grant) => roles.includes(grant.role) && grant.spaceIds.has(spaceId)) ?? false
}
