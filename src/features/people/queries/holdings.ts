import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { HoldingId, Owner, Row } from '../model/holdings.ts'
import { draftRatings, draftRemarks } from './drafts.ts'
import { carries } from './links.ts'
import { bodySeats, rallyMemberships } from './memberships.ts'

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
  'rally-memberships': (db, { id, email }) => rallyMemberships(db, id, email),
  'rally-accounts': (db, { id }) =>
    db
      .selectFrom('rally_accounts as a')
      .innerJoin('rally_members as m', 'm.id', 'a.member_id')
      .leftJoin('rally_account_proofs as p', 'p.account_id', 'a.id')
      .select(['a.network', 'a.handle', 'a.claimed_at', 'p.method', 'p.proved_at'])
      .where('m.person_id', '=', id)
      .orderBy('a.claimed_at')
      .execute(),
  'rally-judging': (db, { id }) =>
    db
      .selectFrom('rally_judges as j')
      .innerJoin('rally_editions as e', 'e.id', 'j.edition_id')
      .select(['e.name as rally', 'j.code', 'j.named_at'])
      .where('j.person_id', '=', id)
      .execute(),
  'report-drafts': (db, { id }) =>
    db.selectFrom('report_drafts').select(['fields', 'saved_at']).where('person_id', '=', id).execute(),
  uploads: (db, { id }) =>
    db
      .selectFrom('uploads')
      .select(['purpose', 'bytes', 'created_at', 'expires_at'])
      .where('owner', '=', id)
      .where('claimed_at', 'is', null)
      .execute(),
  follows: (db, { id, email }) =>
    db
      .selectFrom('follows')
      .select(['subject_type', 'subject_id', 'channel', 'cadence', 'asked_at', 'confirmed_at'])
      .where((eb) => eb.or([eb('person_id', '=', id), eb('email', '=', email)]))
      .execute(),
  reminders: async (db, { id }) => [
    ...(await db
      .selectFrom('reminders as r')
      .innerJoin('activities as a', 'a.id', 'r.activity_id')
      .select(['a.title as activity', 'r.occasion', 'r.due_on', 'r.sent_at'])
      .where('r.person_id', '=', id)
      .execute()),
    ...(await db
      .selectFrom('exercise_reminders as r')
      .innerJoin('exercises as e', 'e.id', 'r.exercise_id')
      .select(['e.title as exercise', 'r.matter', 'r.due_on', 'r.sent_at'])
      .where('r.person_id', '=', id)
      .execute()),
  ],
  bounced: (db, { email }) =>
    db.selectFrom('bounced_addresses').select(['reason', 'bounced_at']).where('email', '=', email).execute(),
  contestations: (db, { id, email }) =>
    db
      .selectFrom('contestations')
      .select(['folio', 'reason', 'signature', 'filed_at'])
      .where((eb) => eb.or([eb('filed_by', '=', id), eb('email', '=', email)]))
      .execute(),
  'invited-actors': (db, { email }) =>
    db
      .selectFrom('invited_actors as a')
      .innerJoin('exercises as e', 'e.id', 'a.exercise_id')
      .select(['e.title as exercise', 'a.name', 'a.sector', 'a.added_at'])
      .where('a.email', '=', email)
      .execute(),
  contributions: (db, { id }) =>
    db
      .selectFrom('contributions as c')
      .innerJoin('consultations as k', 'k.id', 'c.consultation_id')
      .select(['k.title as consultation', 'c.folio', sql<string | null>`null`.as('comment'), 'c.body', 'c.signature'])
      .select('c.received_at as at')
      .where('c.person_id', '=', id)
      .unionAll(
        db
          .selectFrom('contribution_comments as m')
          .innerJoin('contributions as c', 'c.id', 'm.contribution_id')
          .innerJoin('consultations as k', 'k.id', 'c.consultation_id')
          .select(['k.title as consultation', 'c.folio', sql<string | null>`m.id::text`.as('comment'), 'm.body'])
          .select(['m.signature', 'm.commented_at as at'])
          .where('m.person_id', '=', id),
      )
      .orderBy('at')
      .execute(),
  'contribution-follows': (db, { email }) =>
    db
      .selectFrom('contribution_follows as f')
      .innerJoin('contributions as c', 'c.id', 'f.contribution_id')
      .select(['c.folio', 'f.locale', 'f.asked_at', 'f.confirmed_at', 'f.told_step'])
      .where('f.email', '=', email)
      .execute(),
  'draft-remarks': (db, { id }) => draftRemarks(db, id),
  'draft-ratings': (db, { id }) => draftRatings(db, id),
  'table-registrations': (db, { id, email }) =>
    db
      .selectFrom('table_registrations as r')
      .innerJoin('working_tables as w', 'w.id', 'r.table_id')
      .leftJoin('table_attendance as a', 'a.registration_id', 'r.id')
      .select(['w.title as table', 'r.folio', 'r.name', 'r.sector', 'r.organization', 'r.territory_key', 'r.gender'])
      .select(['r.email', 'r.is_waiting', 'r.registered_at', 'r.left_at', 'a.arrived_at'])
      .where((eb) => eb.or([eb('r.person_id', '=', id), eb('r.email', '=', email)]))
      .orderBy('r.registered_at')
      .execute(),
  'election-roll': (db, { id }) =>
    db
      .selectFrom('election_roll as r')
      .innerJoin('elections as e', 'e.id', 'r.election_id')
      .leftJoin('organizations as o', 'o.id', 'r.organization_id')
      .select(['e.title as election', 'o.name as organization', 'r.admitted_at', 'r.struck_reason', 'r.struck_at'])
      .select('r.credential_given_on')
      .where('r.person_id', '=', id)
      .execute(),
  'body-seats': (db, { id }) => bodySeats(db, id),
  'tree-comments': (db, { id }) =>
    db
      .selectFrom('node_comments as m')
      .innerJoin('tree_nodes as n', 'n.id', 'm.node_id')
      .innerJoin('problem_trees as t', 't.id', 'n.tree_id')
      .select(['t.title as tree', 'n.wording as node', 'm.body', 'm.signature', 'm.commented_at as at', 'm.answer'])
      .where('m.commented_by', '=', id)
      .orderBy('m.commented_at')
      .execute(),
  'minutes-comments': (db, { id }) =>
    db
      .selectFrom('minutes_comments as m')
      .innerJoin('sessions_of_bodies as s', 's.id', 'm.session_id')
      .innerJoin('bodies as b', 'b.id', 's.body_id')
      .select([
        'b.name as body',
        's.number as session',
        'm.body as said',
        'm.signature',
        'm.commented_at as at',
        'm.answer',
      ])
      .where('m.commented_by', '=', id)
      .orderBy('m.commented_at')
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
  'rally-visits': (db, { id }) =>
    db
      .selectFrom('rally_captures as c')
      .innerJoin('rally_members as m', 'm.id', 'c.member_id')
      .innerJoin('rally_editions as e', 'e.id', 'c.edition_id')
      .leftJoin('rally_photos as p', 'p.capture_id', 'c.id')
      .select(['e.name as rally', 'c.kind', 'c.work_keys', 'c.note', 'c.latitude', 'c.longitude', 'c.device_at'])
      .select(['p.exif_taken_at', 'p.exif_latitude', 'p.exif_longitude', 'p.original_delete_after'])
      .where('m.person_id', '=', id)
      .orderBy('c.received_at')
      .execute(),
  evidence: (db, { id }) =>
    db
      .selectFrom('evidence_versions as v')
      .innerJoin('evidence as e', 'e.id', 'v.evidence_id')
      .innerJoin('organizations as o', 'o.id', 'e.organization_id')
      .select(['e.title', 'o.name as organization', 'v.number', 'v.file_name', 'v.url', 'v.sha256', 'v.added_at'])
      .where('v.added_by', '=', id)
      .orderBy('v.added_at')
      .execute(),
  'rally-missing-works': (db, { id }) =>
    db
      .selectFrom('rally_missing_works as m')
      .innerJoin('rally_editions as e', 'e.id', 'm.edition_id')
      .leftJoin('rally_photos as p', 'p.missing_work_id', 'm.id')
      .select(['e.name as rally', 'm.folio', 'm.name', 'm.description', 'm.municipality', 'm.latitude', 'm.longitude'])
      .select(['m.received_at', 'p.alt as photo_alt', 'p.exif_taken_at', 'p.exif_latitude', 'p.exif_longitude'])
      .select('p.original_delete_after')
      .where('m.reported_by', '=', id)
      .orderBy('m.received_at')
      .execute(),
  acts: (db, { id }) =>
    db
      .selectFrom('events')
      .select(['seq', 'at', 'type', 'subject_type', sql<string>`subject_id::text`.as('subject_id')])
      .where('actor_id', '=', id)
      .orderBy('seq')
      .execute(),
}
