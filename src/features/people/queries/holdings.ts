import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { HoldingId, Owner, Row } from '../model/holdings.ts'
import { carries } from './links.ts'

/**
 * The rows of each place, as their owner may see and take them. Secrets (tokens, hashes) are never among the columns: a
 * download left open must let nobody in.
 */
export const rowsHeld: Record<HoldingId, (db: Db, owner: Owner) => Promise<Row[]>> = {
  sessions: (db, { id }) =>
    db.selectFrom('sessions').select(['created_at', 'updated_at', 'expires_at']).where('person_id', '=', id).execute(),
  links: (db, { email }) =>
    db.selectFrom('verifications').select(['created_at', 'expires_at']).where(carries(email)).execute(),
  providers: (db, { id }) =>
    db.selectFrom('accounts').select(['provider_id', 'account_id', 'created_at']).where('person_id', '=', id).execute(),
  passkeys: (db, { id }) =>
    db
      .selectFrom('passkeys')
      .select(['id', 'name', 'device_type', 'backed_up', 'aaguid', 'public_key', 'created_at'])
      .where('person_id', '=', id)
      .execute(),
  'email-change': (db, { id }) =>
    db
      .selectFrom('email_changes')
      .select(['new_email', 'requested_at', 'expires_at'])
      .where('person_id', '=', id)
      .execute(),
  invitations: (db, { email }) =>
    db
      .selectFrom('invitations')
      .innerJoin('spaces', 'spaces.id', 'invitations.space_id')
      .select(['spaces.name as space', 'role', 'invited_at', 'expires_at'])
      .where('email', '=', email)
      .execute(),
  roles: (db, { id }) =>
    db
      .selectFrom('role_grants as g')
      .innerJoin('spaces as s', 's.id', 'g.space_id')
      .leftJoin('organizations as o', 'o.id', 'g.organization_id')
      .leftJoin('role_revocations as r', 'r.grant_id', 'g.id')
      .select(['s.name as space', 'g.role', 'o.name as organization', 'g.granted_at', 'r.revoked_at', 'r.reason'])
      .where('g.person_id', '=', id)
      .execute(),
  mails: (db, { email }) =>
    db
      .selectFrom('mails')
      .select(['purpose', 'subject', 'queued_at', 'sent_at'])
      .where('recipient', '=', email)
      .execute(),
  notice: (db, { id }) =>
    db.selectFrom('notice_acceptances').select(['version', 'accepted_at']).where('person_id', '=', id).execute(),
  account: (db, { id }) =>
    db
      .selectFrom('people')
      .select(['id', 'name', 'email', 'email_verified', 'language', 'created_at', 'updated_at'])
      .where('id', '=', id)
      .execute(),
  requests: (db, { email }) =>
    db
      .selectFrom('privacy_requests as p')
      .leftJoin('privacy_request_answers as a', 'a.request_id', 'p.id')
      .select(['p.folio', 'p.kind', 'p.name', 'p.details', 'p.requested_at', 'p.due_on', 'a.outcome', 'a.answered_at'])
      .where('p.email', '=', email)
      .execute(),
  acts: (db, { id }) =>
    db
      .selectFrom('events')
      .select(['seq', 'at', 'type', 'subject_type', sql<string>`subject_id::text`.as('subject_id')])
      .where('actor_id', '=', id)
      .orderBy('seq')
      .execute(),
}
