import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { createPerson } from '../../../test/cast.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { newId } from '../../platform/identity.ts'
import { erasePerson } from './commands/erasure.ts'
import { holdings } from './model/holdings.ts'

let stage: TestDatabase
before(async () => {
  stage = await testDatabase()
})
after(() => stage.drop())

const listed: readonly string[] = holdings.flatMap(({ tables }) => [...tables])

/**
 * Acts stand when the person is gone, by an id that leads to nobody (decision 7): the columns that say who acted. Whoever adds one
 * decides here whether it is an act, or something of hers that goes or is let loose with her (then `erasure.ts` does it).
 */
const acts = new Set(
  `
  activity_states.stated_by actor_answers.written_by actor_invitations.invited_by agreement_states.stated_by agreements.made_by
  alternatives.decided_by bodies.created_by body_documents.added_by candidacy_decisions.decided_by codings.coder_id
  commitment_drafts.created_by commitment_versions.author_id consultation_translations.translated_by consultations.created_by
  contestation_answers.answered_by contestation_decisions.decided_by contribution_comments.hidden_by
  contribution_decisions.decided_by contribution_imports.requested_by contributions.captured_by cut_dates.set_by cuts.frozen_by
  declaration_signatures.signed_by declarations.made_by diagnosis_rewordings.changed_by draft_approvals.approved_by
  election_annulments.annulled_by election_calendar_moves.moved_by election_counts.counted_by election_paper_counts.captured_by
  election_roll.admitted_by elections.created_by evidence.added_by evidence_versions.added_by evidence_withdrawals.withdrawn_by
  exercises.created_by extension_decisions.decided_by extension_requests.asked_by imports.requested_by
  invitation_withdrawals.withdrawn_by invitations.invited_by invited_actors.added_by kits.created_by
  logframe_publications.published_by logframe_versions.saved_by logframes.created_by mail_disclosures.disclosed_by
  membership_endings.ended_by memberships.named_by methods.made_by minutes_comments.answered_by minutes_versions.written_by
  motion_outcomes.decided_by motion_votes.written_by motions.moved_by node_comments.answered_by
  outcomes_of_contributions.settled_by party_moves.moved_by passage_remarks.decided_by passage_versions.written_by
  pause_endings.ended_by pauses.declared_by plan_documents.added_by plan_publications.published_by plans.created_by
  privacy_request_answers.answered_by problem_trees.created_by rally_account_proofs.proved_by rally_acts.done_by
  rally_appeal_answers.answered_by rally_appeal_hidings.hidden_by rally_batches.requested_by rally_corrections.corrected_by
  rally_editions.created_by rally_finding_answers.answered_by rally_forums.added_by rally_guardian_consents.recorded_by
  rally_judgements.judged_by rally_judges.named_by rally_member_invitations.invited_by rally_missing_work_answers.answered_by
  rally_missing_works.reported_by rally_panel_points.given_by rally_photo_checks.checked_by rally_register.added_by
  rally_rules.written_by rally_sources.created_by rally_team_withdrawals.withdrawn_by rally_teams.registered_by
  report_answers.answered_by report_calls.called_by reports.reported_by requirement_evidence.stated_by role_grants.granted_by
  role_revocations.revoked_by session_attendance.written_by sessions_of_bodies.called_by stage_moves.moved_by
  stage_outputs.added_by statements.decided_by systematising_acts.acted_by systematising_acts.undone_by
  table_attendance.written_by table_minutes.written_by topics.made_by verifications_of_activities.verified_by
  webhooks.created_by work_correction_answers.answered_by working_tables.created_by works_cuts.requested_by
  works_datasets.created_by
  `
    .trim()
    .split(/\s+/),
)

/** They hold an id that is no person's: of a thing, a mail, or of what a phone sent. */
const things = new Set([
  ...['actor_invitations.mail_id', 'kit_deliveries.mail_id', 'tellings.mail_id', 'diagnosis_rewordings.node_id'],
  ...['follows.subject_id', 'motions.subject_id', 'webhooks.subject_id', 'uploads.held_by'],
  ...['contributions.client_id', 'rally_captures.client_id', 'rally_missing_works.client_id', 'reports.client_id'],
])
/** Filled by the deletion itself, and the person's own row. */
const kept = ['events', 'erasures', 'record_head', 'people']

type Column = { table: string; column: string; takes: 'id' | 'address' }

/** Every column that could lead to a person: an id that no constraint says to be a thing's, an address, an owner. */
async function pointers(): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.table_name as table, c.column_name as column,
      case when c.data_type = 'uuid' or c.column_name = 'owner' then 'id' else 'address' end as takes
    from information_schema.columns c
    join information_schema.tables t on t.table_schema = 'public' and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
    where c.table_schema = 'public' and c.column_name <> 'id' and c.table_name <> all(${kept})
      and (c.data_type = 'uuid' or (c.data_type = 'text' and c.column_name ~ '(e?mail|recipient|owner|phone|curp)$'))
      and not exists (
        select from pg_constraint k
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
        where k.conrelid = c.table_name::regclass and k.contype = 'f' and k.confrelid <> 'people'::regclass
          and a.attname = c.column_name)
    order by 1, 2`.execute(stage.db)
  return rows
}

const nameOf = ({ table, column }: Column) => `${table}.${column}`
const isHers = (column: Column) => !acts.has(nameOf(column)) && !things.has(nameOf(column))

test('every column that leads to a person is an act that stands, or lies in a table of the list of holdings', async () => {
  const found = await pointers()
  const names = new Set(found.map(nameOf))
  assert.deepEqual(
    [...acts, ...things].filter((name) => !names.has(name)),
    [],
    'gone from the database, and from this list',
  )
  const unlisted = found.filter((column) => isHers(column) && !listed.includes(column.table))
  assert.deepEqual(
    unlisted.map(nameOf),
    [],
    'an act that stands is written down above; what is hers, in the list of holdings',
  )
})

test('what says something about a person, a signature or a name she took, lies in a table of the list', async () => {
  const { rows } = await sql<{ table: string }>`
    select distinct table_name as table from information_schema.columns
    where table_schema = 'public' and data_type in ('text', 'jsonb')
      and column_name ~ '^(signature|pseudonym|printed_name|handle|push|ip_address|user_agent)$'`.execute(stage.db)
  // The signature of a ballot is the ballot box's: blind, over no name (decision 27).
  const tables = rows.map(({ table }) => table).filter((table) => table !== 'ballots')
  assert.deepEqual(
    tables.filter((table) => !listed.includes(table)),
    [],
  )
})

/** One row a column, with nothing else in it: what holds the tables together, but to people, is taken away in this database. */
async function fill(columns: Column[], person: { id: string; email: string }): Promise<void> {
  const { db } = stage
  const withId = new Set<string>()
  for (const table of new Set(columns.map((column) => column.table))) {
    const { rows } = await sql<{ name: string }>`
      select conname as name from pg_constraint where conrelid = ${table}::regclass and confrelid <> 'people'::regclass
      order by contype = 'n'`.execute(db)
    for (const { name } of rows)
      await sql`alter table ${sql.table(table)} drop constraint if exists ${sql.ref(name)} cascade`.execute(db)
    await sql`alter table ${sql.table(table)} disable trigger user`.execute(db)
    const { rows: ids } = await sql`select from information_schema.columns
      where table_schema = 'public' and table_name = ${table} and column_name = 'id'`.execute(db)
    if (ids.length > 0) withId.add(table)
  }
  for (const { table, column, takes } of columns) {
    const row = { [column]: person[takes === 'id' ? 'id' : 'email'], ...(withId.has(table) ? { id: newId() } : {}) }
    await db
      .insertInto(table as 'people')
      .values(row as never)
      .execute()
  }
}

/**
 * Not filled here: the guardian's address is another person's and goes with her answer; a request for data stays and is told; a new
 * address goes with the row of its person; registrations for tables go by the table's date (account.test.ts).
 */
const elsewhere = [
  ...['rally_guardian_consents.guardian_email', 'privacy_requests.email', 'email_changes.new_email'],
  ...['table_registrations.email', 'table_registrations.person_id'],
]

test('deleting a person clears every column of every table that leads to her, except the acts that stand', async () => {
  const { db } = stage
  const person = await createPerson(db, { name: 'Rosa', email: 'rosa@example.org' })
  const tried = (await pointers()).filter((column) => isHers(column) && !elsewhere.includes(nameOf(column)))
  await fill(tried, person)
  const actor = { id: person.id, name: 'Rosa', grants: [] }
  await erasePerson({ db, now: new Date(), locale: 'es', actor })
  const left: string[] = []
  for (const column of tried) {
    const { rows } = await sql`select from ${sql.table(column.table)}
      where ${sql.ref(column.column)}::text in (${person.id}, ${person.email})`.execute(db)
    if (rows.length > 0) left.push(nameOf(column))
  }
  assert.deepEqual(left, [])
  assert.ok(tried.length > 25, String(tried.length))
})
