-- Tracking: reports, answers, verification, evidence, cuts, extensions, and who is told of it.
--
-- Three voices that are never merged (T-20): what the institution reports, what the co-responsible civil society answers, what
-- somebody of neither verifies. Columns *_by carry no foreign key: see 0001.

-- ── Reports and answers ─────────────────────────────────────────────────────────────────────────────────────────────

-- What an organisation says of one activity in one period. Append-only: a mistake is mended by another report.
create table reports (
  id uuid primary key,
  folio text not null unique,
  -- Made by the phone: sent twice, kept once.
  client_id uuid not null unique,
  plan_id uuid not null references plans,
  commitment_id uuid not null references commitments on delete cascade,
  activity_id uuid not null references activities on delete cascade,
  organization_id uuid not null references organizations,
  -- Government and civil society speak with the same powers (R-53).
  voice text not null check (voice in ('institution', 'civil-society')),
  period_from date not null,
  period_to date not null,
  body text not null check (body <> ''),
  -- The organisation's own estimate, shown as hers; never part of the computed percentage (R-46).
  share_done smallint check (share_done between 0 and 100),
  products text,
  -- The state that the organisation claims; moving the activity is activity_states' matter (R-40, R-41).
  state text not null check (state in ('not-started', 'in-progress', 'complete')),
  -- Why it goes back a step.
  reason text,
  reported_by uuid,
  reported_at timestamptz not null,
  check (period_to >= period_from)
);
create index reports_by_activity on reports (activity_id, reported_at);
create index reports_by_commitment on reports (commitment_id, reported_at);
create index reports_by_plan on reports (plan_id, reported_at);
create trigger reports_unchanged before update on reports for each row execute function refuse_change();

alter table activity_states add column report_id uuid references reports on delete cascade;
-- Whoever of the plan's body approved that an activity is cancelled (R-47).
alter table activity_states add column approved_by text;

-- Copies of what civil society says of an activity, written with each word of theirs, so that a board need not read reports.
alter table activities
  add column is_validated boolean not null default false,
  add column is_disputed boolean not null default false;

create table report_drafts (
  person_id uuid not null references people on delete cascade,
  activity_id uuid not null references activities on delete cascade,
  fields jsonb not null,
  saved_at timestamptz not null,
  primary key (person_id, activity_id)
);

-- The other voice on a report; the newest of an organisation holds. A disagreement makes the activity "in dispute".
create table report_answers (
  id uuid primary key,
  report_id uuid not null references reports on delete cascade,
  organization_id uuid not null references organizations,
  voice text not null check (voice in ('institution', 'civil-society')),
  stance text not null check (stance in ('agrees', 'in-part', 'disagrees')),
  reason text,
  answered_by uuid,
  answered_at timestamptz not null,
  check (stance = 'agrees' or reason is not null)
);
create index report_answers_by_report on report_answers (report_id, answered_at);
create trigger report_answers_unchanged before update on report_answers for each row execute function refuse_change();

-- The third voice. Whoever reported or uploaded, and whoever belongs to the reporting institution, is refused (R-42).
create table verifications_of_activities (
  id uuid primary key,
  activity_id uuid not null references activities on delete cascade,
  report_id uuid references reports on delete cascade,
  outcome text not null check (outcome in ('accepted', 'observed', 'rejected')),
  comment text not null check (comment <> ''),
  organization_id uuid references organizations,
  verified_by uuid,
  verified_at timestamptz not null
);
create index verifications_of_activities_by_activity on verifications_of_activities (activity_id, verified_at);
create trigger verifications_of_activities_unchanged before update on verifications_of_activities
  for each row execute function refuse_change();

-- ── Contesting ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- Anyone may say that a state is not true. Hidden until somebody looked at it, and the decision is public with its reason.
create table contestations (
  id uuid primary key,
  folio text not null unique,
  plan_id uuid not null references plans,
  commitment_id uuid not null references commitments on delete cascade,
  activity_id uuid references activities on delete cascade,
  contested_state text not null,
  reason text not null check (reason <> ''),
  evidence_url text,
  -- A name the contester chose, or nothing.
  signature text,
  -- To tell her of the answer; dropped when it has been told.
  email text,
  filed_by uuid,
  filed_at timestamptz not null,
  answer_due_on date not null
);
create index contestations_by_commitment on contestations (commitment_id, filed_at);

create table contestation_decisions (
  contestation_id uuid primary key references contestations on delete cascade,
  decision text not null check (decision in ('shown', 'withheld')),
  reason text not null,
  decided_by uuid,
  decided_at timestamptz not null
);

create table contestation_answers (
  id uuid primary key,
  contestation_id uuid not null references contestations on delete cascade,
  organization_id uuid not null references organizations,
  answer text not null check (answer <> ''),
  outcome text not null check (outcome in ('corrected', 'explained', 'rejected')),
  answered_by uuid,
  answered_at timestamptz not null
);
create index contestation_answers_by_contestation on contestation_answers (contestation_id, answered_at);

-- ── Evidence ────────────────────────────────────────────────────────────────────────────────────────────────────────

-- A means of verification that was delivered. Its versions are rows below: nothing is overwritten (R-44, T-26).
create table evidence (
  id uuid primary key,
  plan_id uuid not null references plans,
  commitment_id uuid not null references commitments on delete cascade,
  activity_id uuid not null references activities on delete cascade,
  report_id uuid references reports on delete cascade,
  answer_id uuid references report_answers on delete cascade,
  kind text not null check (kind in ('document', 'dataset', 'link', 'photograph', 'video', 'minutes', 'published-norm', 'system')),
  title text not null check (title <> ''),
  organization_id uuid not null references organizations,
  added_by uuid,
  added_at timestamptz not null
);
create index evidence_by_activity on evidence (activity_id, added_at);
create index evidence_by_report on evidence (report_id);

create table evidence_versions (
  evidence_id uuid not null references evidence on delete cascade,
  number int not null check (number > 0),
  -- A file: as it was delivered, and what is shown of it (photographs without EXIF, first pages as pictures).
  sha256 text references files,
  shown_sha256 text references files,
  thumbnail_sha256 text references files,
  media_type text,
  bytes bigint,
  file_name text,
  -- Or a link, of which dated copies are kept.
  url text,
  dated_on date,
  -- What was remarked when it came: dated outside the activity's period (R-43).
  warnings text[] not null default '{}',
  reason text,
  added_by uuid,
  added_at timestamptz not null,
  primary key (evidence_id, number),
  check ((sha256 is null) <> (url is null)),
  check (number = 1 or reason is not null)
);
create trigger evidence_versions_unchanged before update on evidence_versions for each row execute function refuse_change();

-- The first page of a PDF as a picture, made by the worker once for the same bytes; `fault` where it could not be drawn.
create table document_pictures (
  sha256 text primary key references files,
  picture_sha256 text references files,
  thumbnail_sha256 text references files,
  pages int,
  fault text,
  made_at timestamptz not null,
  check ((picture_sha256 is null) = (fault is not null))
);

-- Withdrawn evidence stays visible as withdrawn; the bytes are hidden only where the law asks for it.
create table evidence_withdrawals (
  evidence_id uuid primary key references evidence on delete cascade,
  reason text not null,
  is_hidden boolean not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz not null
);

-- Dated copies of linked pages, and the weekly look whether the link still answers (R-45, T-27).
create table link_copies (
  id uuid primary key,
  url text not null,
  sha256 text not null references files,
  bytes bigint not null,
  media_type text not null,
  final_url text not null,
  copied_at timestamptz not null
);
create index link_copies_by_url on link_copies (url, copied_at);

create table link_checks (
  id uuid primary key,
  url text not null,
  checked_at timestamptz not null,
  status int,
  fault text,
  is_alive boolean not null
);
create index link_checks_by_url on link_checks (url, checked_at);

-- ── Time ────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Dates at which the plan's board is frozen; set with the plan, moved only with a reason.
create table cut_dates (
  id uuid primary key,
  plan_id uuid not null references plans,
  number int not null check (number > 0),
  title text not null check (title <> ''),
  due_on date not null,
  set_by uuid,
  set_at timestamptz not null,
  unique (plan_id, number)
);

-- The board as it was published on that day: a file that nothing changes any more (R-51).
create table cuts (
  id uuid primary key,
  plan_id uuid not null references plans,
  -- 1, 2, 3 … in the plan: its public address.
  number int not null check (number > 0),
  title text not null check (title <> ''),
  cut_date_id uuid unique references cut_dates,
  -- The board shown is the one of this instant; the bytes were written at or after it.
  as_of timestamptz not null,
  frozen_at timestamptz not null,
  -- The newest event that it knows of.
  record_seq bigint not null,
  sha256 text not null references files,
  bytes bigint not null,
  -- Commitments whose civil society had said nothing (R-52).
  opinions_missing int not null,
  frozen_by uuid,
  unique (plan_id, number),
  check (frozen_at >= as_of)
);
create index cuts_by_plan on cuts (plan_id, frozen_at);
create trigger cuts_unchanged before update or delete on cuts for each row execute function refuse_change();

create table extension_requests (
  id uuid primary key,
  folio text not null unique,
  commitment_id uuid not null references commitments on delete cascade,
  activity_id uuid not null references activities on delete cascade,
  organization_id uuid not null references organizations,
  was_due_on date not null,
  wanted_on date not null,
  reason text not null check (reason <> ''),
  asked_by uuid,
  asked_at timestamptz not null,
  check (wanted_on > was_due_on)
);
create index extension_requests_by_commitment on extension_requests (commitment_id, asked_at);

create table extension_decisions (
  request_id uuid primary key references extension_requests on delete cascade,
  decision text not null check (decision in ('granted', 'refused')),
  granted_until date,
  reason text not null,
  approved_by text not null,
  decided_by uuid,
  decided_at timestamptz not null,
  check ((decision = 'granted') = (granted_until is not null))
);

-- A reminder went out: once for each activity, person and occasion, however often the job runs.
create table reminders (
  activity_id uuid not null references activities on delete cascade,
  person_id uuid not null references people on delete cascade,
  occasion text not null check (occasion in ('30', '7', '0', 'late')),
  due_on date not null,
  sent_at timestamptz not null,
  primary key (activity_id, person_id, occasion, due_on)
);

-- ── Telling people ──────────────────────────────────────────────────────────────────────────────────────────────────

create table follows (
  id uuid primary key,
  subject_type text not null check (subject_type in ('plan', 'commitment', 'organization', 'space')),
  subject_id uuid not null,
  channel text not null check (channel in ('mail', 'push')),
  cadence text not null check (cadence in ('at-once', 'weekly')),
  -- Mail: the address, confirmed by a link before anything is sent. Push: what the browser gave.
  email text,
  push jsonb,
  person_id uuid references people on delete cascade,
  locale text not null,
  -- Leads to leaving in one click, without an account.
  leave_hash text not null unique,
  confirm_hash text unique,
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  check ((channel = 'mail') = (email is not null)),
  check ((channel = 'push') = (push is not null))
);
create unique index follows_once on follows (subject_type, subject_id, email) where email is not null;
create index follows_by_subject on follows (subject_type, subject_id) where confirmed_at is not null;

-- Up to which event followers have been told; one row.
create table telling_head (
  only_row boolean primary key default true check (only_row),
  seq bigint not null
);
insert into telling_head (seq) values (0);

-- One message of one event to one follow, at most once.
create table tellings (
  follow_id uuid not null references follows on delete cascade,
  -- No foreign key: the record is truncated by nobody, and its own trigger is what says so.
  seq bigint not null,
  due_at timestamptz not null,
  mail_id uuid,
  told_at timestamptz,
  dropped text,
  primary key (follow_id, seq)
);
create index tellings_due on tellings (due_at) where told_at is null and dropped is null;

create index tellings_by_mail on tellings (mail_id) where mail_id is not null;

-- Where one click leaves what a mail is about (RFC 8058); gone when the mail went.
alter table mails add column leave_url text;

-- Addresses that bounced: nothing is sent to them any more.
create table bounced_addresses (
  email text primary key,
  reason text not null,
  bounced_at timestamptz not null
);

create table webhooks (
  id uuid primary key,
  space_id uuid not null references spaces,
  subject_type text not null check (subject_type in ('plan', 'commitment', 'organization', 'space')),
  subject_id uuid not null,
  url text not null,
  -- Signs every call; shown once.
  secret text not null,
  is_on boolean not null default true,
  failures int not null default 0,
  created_by uuid,
  created_at timestamptz not null
);

create table webhook_calls (
  webhook_id uuid not null references webhooks on delete cascade,
  -- No foreign key: the record is truncated by nobody, and its own trigger is what says so.
  seq bigint not null,
  attempts int not null default 0,
  last_status int,
  last_error text,
  done_at timestamptz,
  primary key (webhook_id, seq)
);
