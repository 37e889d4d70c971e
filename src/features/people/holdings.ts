import { sql } from 'kysely'
import type { Db } from '../../platform/context.ts'
import { carries } from './verifications.ts'

/** Whose rows: everything held hangs on one of these two. */
export type Owner = { id: string; email: string }

export type Row = Record<string, unknown>

/**
 * One place where personal data lie. This list is the source of the privacy notice, of "what is held about me", of the
 * download and of the deletion: a table that is not here is shown, told of and deleted nowhere (a test compares it with the
 * database). Its sentences are `people.holding.<id>.what`, `.why` and `.term`.
 */
export type Holding = {
  id: HoldingId
  tables: readonly string[]
  /** Secrets (tokens, hashes) are never among the columns: a download left open must let nobody in. */
  rows(db: Db, owner: Owner): Promise<Row[]>
  /** Deletes and says how many; null for what stays and why is said in the notice. */
  erase: ((db: Db, owner: Owner) => Promise<number>) | null
}

export type HoldingId =
  | 'account'
  | 'notice'
  | 'sessions'
  | 'links'
  | 'providers'
  | 'passkeys'
  | 'email-change'
  | 'roles'
  | 'invitations'
  | 'mails'
  | 'requests'
  | 'acts'

const count = (result: { numDeletedRows: bigint }) => Number(result.numDeletedRows)

/** In the order in which they can be deleted: the person herself last. */
export const holdings: readonly Holding[] = [
  {
    id: 'sessions',
    tables: ['sessions'],
    rows: (db, { id }) =>
      db.selectFrom('sessions').select(['created_at', 'updated_at', 'expires_at']).where('person_id', '=', id).execute(),
    erase: async (db, { id }) => count(await db.deleteFrom('sessions').where('person_id', '=', id).executeTakeFirstOrThrow()),
  },
  {
    id: 'links',
    tables: ['verifications'],
    rows: (db, { email }) =>
      db.selectFrom('verifications').select(['created_at', 'expires_at']).where(carries(email)).execute(),
    erase: async (db, { email }) => count(await db.deleteFrom('verifications').where(carries(email)).executeTakeFirstOrThrow()),
  },
  {
    id: 'providers',
    tables: ['accounts'],
    rows: (db, { id }) =>
      db.selectFrom('accounts').select(['provider_id', 'account_id', 'created_at']).where('person_id', '=', id).execute(),
    erase: async (db, { id }) => count(await db.deleteFrom('accounts').where('person_id', '=', id).executeTakeFirstOrThrow()),
  },
  {
    id: 'passkeys',
    tables: ['passkeys'],
    rows: (db, { id }) =>
      db
        .selectFrom('passkeys')
        .select(['id', 'name', 'device_type', 'backed_up', 'aaguid', 'public_key', 'created_at'])
        .where('person_id', '=', id)
        .execute(),
    erase: async (db, { id }) => count(await db.deleteFrom('passkeys').where('person_id', '=', id).executeTakeFirstOrThrow()),
  },
  {
    id: 'email-change',
    tables: ['email_changes'],
    rows: (db, { id }) =>
      db
        .selectFrom('email_changes')
        .select(['new_email', 'requested_at', 'expires_at'])
        .where('person_id', '=', id)
        .execute(),
    erase: async (db, { id }) => {
      const changes = await db.deleteFrom('email_changes').where('person_id', '=', id).returning('new_email').execute()
      for (const change of changes) await db.deleteFrom('mails').where('recipient', '=', change.new_email).execute()
      return changes.length
    },
  },
  {
    id: 'invitations',
    tables: ['invitations', 'invitation_acceptances', 'invitation_withdrawals'],
    rows: (db, { email }) =>
      db
        .selectFrom('invitations')
        .innerJoin('spaces', 'spaces.id', 'invitations.space_id')
        .select(['spaces.name as space', 'role', 'invited_at', 'expires_at'])
        .where('email', '=', email)
        .execute(),
    erase: async (db, { email }) => count(await db.deleteFrom('invitations').where('email', '=', email).executeTakeFirstOrThrow()),
  },
  {
    id: 'roles',
    tables: ['role_grants', 'role_revocations'],
    rows: (db, { id }) =>
      db
        .selectFrom('role_grants as g')
        .innerJoin('spaces as s', 's.id', 'g.space_id')
        .leftJoin('organizations as o', 'o.id', 'g.organization_id')
        .leftJoin('role_revocations as r', 'r.grant_id', 'g.id')
        .select(['s.name as space', 'g.role', 'o.name as organization', 'g.granted_at', 'r.revoked_at', 'r.reason'])
        .where('g.person_id', '=', id)
        .execute(),
    erase: async (db, { id }) => count(await db.deleteFrom('role_grants').where('person_id', '=', id).executeTakeFirstOrThrow()),
  },
  {
    id: 'mails',
    tables: ['mails', 'mail_disclosures'],
    rows: (db, { email }) =>
      db
        .selectFrom('mails')
        .select(['purpose', 'subject', 'queued_at', 'sent_at'])
        .where('recipient', '=', email)
        .execute(),
    erase: async (db, { email }) => count(await db.deleteFrom('mails').where('recipient', '=', email).executeTakeFirstOrThrow()),
  },
  {
    id: 'notice',
    tables: ['notice_acceptances'],
    rows: (db, { id }) =>
      db.selectFrom('notice_acceptances').select(['version', 'accepted_at']).where('person_id', '=', id).execute(),
    erase: async (db, { id }) =>
      count(await db.deleteFrom('notice_acceptances').where('person_id', '=', id).executeTakeFirstOrThrow()),
  },
  {
    id: 'account',
    tables: ['people'],
    rows: (db, { id }) =>
      db
        .selectFrom('people')
        .select(['id', 'name', 'email', 'email_verified', 'language', 'created_at', 'updated_at'])
        .where('id', '=', id)
        .execute(),
    erase: async (db, { id }) => count(await db.deleteFrom('people').where('id', '=', id).executeTakeFirstOrThrow()),
  },
  {
    id: 'requests',
    tables: ['privacy_requests', 'privacy_request_answers'],
    rows: (db, { email }) =>
      db
        .selectFrom('privacy_requests as p')
        .leftJoin('privacy_request_answers as a', 'a.request_id', 'p.id')
        .select(['p.folio', 'p.kind', 'p.name', 'p.details', 'p.requested_at', 'p.due_on', 'a.outcome', 'a.answered_at'])
        .where('p.email', '=', email)
        .execute(),
    erase: null,
  },
  {
    id: 'acts',
    tables: ['events'],
    rows: (db, { id }) =>
      db
        .selectFrom('events')
        .select(['seq', 'at', 'type', 'subject_type', sql<string>`subject_id::text`.as('subject_id')])
        .where('actor_id', '=', id)
        .orderBy('seq')
        .execute(),
    erase: null,
  },
]
