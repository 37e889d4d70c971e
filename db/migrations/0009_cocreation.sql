-- Co-creation: exercises and their stages, bodies and elections, consultations, diagnoses, tables, and the thread that joins them.
--
-- Sectors are those of organisation kinds; a body's three are 'oversight', 'civil-society' and 'government' (R-01). Columns *_by carry
-- no foreign key: see 0001. Every change of state is a row with author, time and reason.

-- ── Exercises ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- A method is data. Shipped ones have no space; a space copies one and adapts it, and every version is kept.
create table methods (
  id uuid primary key,
  space_id uuid references spaces,
  code text not null,
  version int not null check (version > 0),
  name text not null check (name <> ''),
  -- Stages in order, with purpose, who takes part, outputs, duration, conditions to open and to close: exercises/methods/schema.ts.
  definition jsonb not null,
  copied_from uuid references methods,
  reason text,
  made_by uuid,
  made_at timestamptz not null,
  unique nulls not distinct (space_id, code, version)
);

create table exercises (
  id uuid primary key,
  space_id uuid not null references spaces,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  title text not null check (title <> ''),
  summary text,
  programme text not null check (programme in ('ogp-national', 'ogp-local', 'local', 'own')),
  method_id uuid not null references methods,
  -- 'public-record': a process that happened elsewhere, restated from sources; nothing of it was done here.
  origin text not null default 'platform' check (origin in ('platform', 'public-record')),
  starts_on date,
  ends_on date,
  time_zone text not null default 'America/Mexico_City',
  -- The plan that comes out of it, once there is one.
  plan_id uuid references plans,
  published_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  unique (space_id, slug),
  check (ends_on >= starts_on)
);

create table exercise_stages (
  id uuid primary key,
  exercise_id uuid not null references exercises on delete cascade,
  -- Its part of the address, and what the method calls it.
  code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  position int not null,
  name text not null check (name <> ''),
  -- Every stage states its purpose (R-14).
  purpose text not null check (purpose <> ''),
  definition jsonb not null,
  planned_from date,
  planned_to date,
  unique (exercise_id, code)
);

-- A stage is open because an opening exists and no later closing does. What was not met stands with the public reason.
create table stage_moves (
  id uuid primary key,
  stage_id uuid not null references exercise_stages on delete cascade,
  move text not null check (move in ('open', 'close')),
  at timestamptz not null,
  -- Happened on that day, when it is written down later (paper and meetings count the same).
  on_day date not null,
  unmet text[] not null default '{}',
  reason text,
  moved_by uuid,
  check (unmet = '{}' or reason is not null)
);
create index stage_moves_by_stage on stage_moves (stage_id, at);
create trigger stage_moves_unchanged before update on stage_moves for each row execute function refuse_change();

-- What a stage brought forth: a document (kept file or link) for one of its expected outputs.
create table stage_outputs (
  id uuid primary key,
  stage_id uuid not null references exercise_stages on delete cascade,
  output text,
  title text not null check (title <> ''),
  url text,
  sha256 text references files,
  file_name text,
  dated_on date,
  note text,
  added_by uuid,
  added_at timestamptz not null,
  withdrawn_reason text,
  withdrawn_at timestamptz,
  check ((url is null) <> (sha256 is null))
);
create index stage_outputs_by_stage on stage_outputs (stage_id, added_at);

-- A process of public record: each date and figure as one source gives it. Two sources that differ are two rows with one label,
-- never an average (T-12, T-13).
create table exercise_facts (
  id uuid primary key,
  exercise_id uuid not null references exercises on delete cascade,
  stage_id uuid references exercise_stages on delete cascade,
  position int not null,
  label text not null check (label <> ''),
  value text not null check (value <> ''),
  source_title text not null check (source_title <> ''),
  source_url text,
  note text
);
create index exercise_facts_by_exercise on exercise_facts (exercise_id, position);

-- A facilitator is told once of each thing that is due.
create table exercise_reminders (
  exercise_id uuid not null references exercises on delete cascade,
  person_id uuid not null references people on delete cascade,
  matter text not null,
  due_on date not null,
  sent_at timestamptz not null,
  primary key (exercise_id, person_id, matter, due_on)
);

-- Joint declaration: it holds once a party of each of the three sectors has signed.
create table declarations (
  id uuid primary key,
  exercise_id uuid not null references exercises on delete cascade,
  version int not null check (version > 0),
  body text not null check (body <> ''),
  reason text,
  made_by uuid,
  made_at timestamptz not null,
  unique (exercise_id, version)
);
create table declaration_parties (
  id uuid primary key,
  exercise_id uuid not null references exercises on delete cascade,
  sector text not null check (sector in ('government', 'civil-society', 'oversight')),
  organization_id uuid not null references organizations,
  -- The office that signs, never a private address.
  signatory text not null check (signatory <> ''),
  unique (exercise_id, organization_id)
);
create table declaration_signatures (
  id uuid primary key,
  declaration_id uuid not null references declarations on delete cascade,
  party_id uuid not null references declaration_parties on delete cascade,
  way text not null check (way in ('account', 'paper')),
  -- The signed act, where it was signed on paper.
  sha256 text references files,
  file_name text,
  signed_on date not null,
  signed_by uuid,
  signed_at timestamptz not null,
  unique (declaration_id, party_id),
  check ((way = 'paper') = (sha256 is not null))
);

-- Who was invited to take part and how they answered.
create table invited_actors (
  id uuid primary key,
  exercise_id uuid not null references exercises on delete cascade,
  name text not null check (name <> ''),
  sector text not null check (sector in ('government', 'civil-society', 'academia', 'oversight', 'international', 'private', 'citizens')),
  territory_key text references territories,
  organization_id uuid references organizations,
  -- Dropped once the exercise is closed; never public.
  email text,
  added_by uuid,
  added_at timestamptz not null
);
create index invited_actors_by_exercise on invited_actors (exercise_id, sector);
create table actor_invitations (
  id uuid primary key,
  actor_id uuid not null references invited_actors on delete cascade,
  way text not null check (way in ('mail', 'letter', 'telephone', 'visit', 'meeting')),
  mail_id uuid,
  answer_hash text unique,
  invited_by uuid,
  invited_at timestamptz not null
);
create index actor_invitations_by_actor on actor_invitations (actor_id, invited_at);
create table actor_answers (
  id uuid primary key,
  actor_id uuid not null references invited_actors on delete cascade,
  answer text not null check (answer in ('joins', 'declines', 'undecided')),
  note text,
  answered_on date not null,
  written_by uuid,
  answered_at timestamptz not null
);
create index actor_answers_by_actor on actor_answers (actor_id, answered_at);

-- Evidence for a minimum requirement that the platform cannot see by itself (OGP co-creation standards).
create table requirement_evidence (
  id uuid primary key,
  exercise_id uuid not null references exercises on delete cascade,
  requirement text not null,
  is_met boolean not null,
  explanation text not null check (explanation <> ''),
  url text,
  stated_by uuid,
  stated_at timestamptz not null
);
create index requirement_evidence_by_exercise on requirement_evidence (exercise_id, stated_at);
create index exercise_stages_by_exercise on exercise_stages (exercise_id, position);

-- ── Governance ──────────────────────────────────────────────────────────────────────────────────────────────────────

create table bodies (
  id uuid primary key,
  space_id uuid not null references spaces,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  kind text not null check (kind in ('tripartite', 'coordinating', 'local', 'municipal', 'forum', 'rally', 'other')),
  name text not null check (name <> ''),
  about text,
  exercise_id uuid references exercises,
  term_from date,
  term_to date,
  -- Seats that each sector must hold at the least, {"oversight": 1, "civil-society": 1, "government": 1}.
  minimum jsonb not null,
  time_zone text not null default 'America/Mexico_City',
  created_by uuid,
  created_at timestamptz not null,
  unique (space_id, slug)
);

create table seats (
  id uuid primary key,
  body_id uuid not null references bodies on delete cascade,
  sector text not null check (sector in ('government', 'civil-society', 'oversight', 'academia', 'private', 'citizens')),
  number int not null,
  unique (body_id, sector, number)
);

-- Who sits: titular, alternate or, of the body as a whole, facilitator (who has no vote) and guests.
create table memberships (
  id uuid primary key,
  body_id uuid not null references bodies on delete cascade,
  seat_id uuid references seats on delete cascade,
  quality text not null check (quality in ('titular', 'alternate', 'facilitator', 'guest', 'observer')),
  -- The name that is public with the seat, and the account that acts for it (nullable: never only digital).
  name text not null check (name <> ''),
  organization_id uuid references organizations,
  person_id uuid references people on delete set null,
  from_on date not null,
  to_on date,
  -- How she came to it: an election, a designation, a promotion.
  election_id uuid,
  promoted_from uuid references memberships,
  document_url text,
  named_by uuid,
  named_at timestamptz not null,
  check ((quality in ('titular', 'alternate')) = (seat_id is not null)),
  check (to_on >= from_on)
);
create index memberships_by_body on memberships (body_id, from_on);
create table membership_endings (
  membership_id uuid primary key references memberships on delete cascade,
  kind text not null check (kind in ('resigned', 'removed', 'promoted', 'party-left', 'term-ended', 'died')),
  on_day date not null,
  reason text not null check (reason <> ''),
  ended_by uuid,
  ended_at timestamptz not null
);

-- A party's leaving, suspension and return: on the record, erases nothing.
create table party_moves (
  id uuid primary key,
  body_id uuid not null references bodies on delete cascade,
  organization_id uuid references organizations,
  sector text not null,
  party text not null check (party <> ''),
  move text not null check (move in ('leaves', 'suspends', 'returns')),
  on_day date not null,
  reason text not null check (reason <> ''),
  document_url text,
  moved_by uuid,
  moved_at timestamptz not null
);
create index party_moves_by_body on party_moves (body_id, on_day);

create table body_documents (
  id uuid primary key,
  body_id uuid not null references bodies on delete cascade,
  kind text not null check (kind in ('rules', 'agenda', 'designation', 'installation', 'other')),
  title text not null check (title <> ''),
  url text,
  sha256 text references files,
  file_name text,
  dated_on date not null,
  motion_id uuid,
  added_by uuid,
  added_at timestamptz not null,
  check ((url is null) <> (sha256 is null))
);

create table sessions_of_bodies (
  id uuid primary key,
  body_id uuid not null references bodies on delete cascade,
  number int not null,
  title text not null check (title <> ''),
  held_at timestamptz not null,
  modality text not null check (modality in ('in-person', 'remote', 'mixed')),
  place text,
  link text,
  recording_url text,
  -- Open to the public: counts for "two open meetings a year" (R-13).
  is_open boolean not null,
  called_by uuid,
  called_at timestamptz not null,
  cancelled_reason text,
  unique (body_id, number)
);
create table session_items (
  id uuid primary key,
  session_id uuid not null references sessions_of_bodies on delete cascade,
  position int not null,
  title text not null check (title <> ''),
  detail text
);
-- One row a seat: who of it was there. Others by sector in totals.
create table session_attendance (
  session_id uuid not null references sessions_of_bodies on delete cascade,
  membership_id uuid not null references memberships on delete cascade,
  is_present boolean not null,
  written_by uuid,
  written_at timestamptz not null,
  primary key (session_id, membership_id)
);
create table motions (
  id uuid primary key,
  session_id uuid not null references sessions_of_bodies on delete cascade,
  number int not null,
  kind text not null check (kind in ('other', 'rules', 'facilitator', 'agenda', 'minutes', 'plan', 'extension', 'commitment')),
  -- What it is about, where the platform knows it: a plan, a document, a membership.
  subject_id uuid,
  wording text not null check (wording <> ''),
  majority text not null default 'simple' check (majority in ('simple', 'two-thirds', 'consensus')),
  moved_by uuid,
  moved_at timestamptz not null,
  unique (session_id, number)
);
create table motion_votes (
  motion_id uuid not null references motions on delete cascade,
  seat_id uuid not null references seats,
  membership_id uuid not null references memberships,
  vote text not null check (vote in ('for', 'against', 'abstains')),
  written_by uuid,
  voted_at timestamptz not null,
  primary key (motion_id, seat_id)
);
create table motion_outcomes (
  motion_id uuid primary key references motions on delete cascade,
  outcome text not null check (outcome in ('carried', 'rejected', 'no-quorum')),
  -- Seats for, against, abstaining and absent by sector, as counted then.
  tally jsonb not null,
  decided_by uuid,
  decided_at timestamptz not null
);
alter table body_documents add foreign key (motion_id) references motions;

create table minutes_versions (
  session_id uuid not null references sessions_of_bodies on delete cascade,
  number int not null,
  state text not null check (state in ('draft', 'approved')),
  body text not null check (body <> ''),
  sha256 text references files,
  file_name text,
  written_by uuid,
  written_at timestamptz not null,
  primary key (session_id, number)
);
create table minutes_comments (
  id uuid primary key,
  session_id uuid not null references sessions_of_bodies on delete cascade,
  number int not null,
  body text not null check (body <> ''),
  -- Null once she took her name back; what she said stays with the minutes.
  signature text,
  answer text,
  answered_by uuid,
  answered_at timestamptz,
  commented_by uuid,
  commented_at timestamptz not null
);

-- Agreements of a body's session or of a co-creation table, followed up until done.
create table agreements (
  id uuid primary key,
  folio text not null unique,
  space_id uuid not null references spaces,
  session_id uuid references sessions_of_bodies on delete cascade,
  table_id uuid,
  wording text not null check (wording <> ''),
  responsible text not null check (responsible <> ''),
  organization_id uuid references organizations,
  due_on date,
  made_by uuid,
  made_at timestamptz not null,
  check ((session_id is null) <> (table_id is null))
);
create table agreement_states (
  id uuid primary key,
  agreement_id uuid not null references agreements on delete cascade,
  state text not null check (state in ('in-progress', 'done', 'cancelled')),
  reason text not null check (reason <> ''),
  url text,
  stated_by uuid,
  stated_at timestamptz not null
);
create index agreement_states_by_agreement on agreement_states (agreement_id, stated_at);

-- ── Elections of seats: secret ballots by blind signatures (RFC 9474) ───────────────────────────────────────────────

create table elections (
  id uuid primary key,
  body_id uuid not null references bodies on delete cascade,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  title text not null check (title <> ''),
  sector text not null,
  seats int not null check (seats > 0),
  requirements text,
  candidacies_from timestamptz not null,
  candidacies_to timestamptz not null,
  voting_from timestamptz not null,
  voting_to timestamptz not null,
  -- The public half as PEM; the private half lies sealed in election_keys until the count, then it is gone.
  public_key text not null,
  created_by uuid,
  created_at timestamptz not null,
  unique (body_id, slug),
  check (candidacies_from < candidacies_to and candidacies_to <= voting_from and voting_from < voting_to)
);
alter table memberships add foreign key (election_id) references elections;
create table election_keys (
  election_id uuid primary key references elections on delete cascade,
  sealed_private_key text not null
);
create table candidacies (
  id uuid primary key,
  election_id uuid not null references elections on delete cascade,
  number int not null,
  name text not null check (name <> ''),
  organization_id uuid references organizations,
  -- Alternate of the same candidacy.
  alternate_name text,
  statement text not null check (statement <> ''),
  person_id uuid references people on delete set null,
  filed_at timestamptz not null,
  unique (election_id, number)
);
create table candidacy_documents (
  id uuid primary key,
  candidacy_id uuid not null references candidacies on delete cascade,
  kind text not null check (kind in ('letter', 'resume', 'motives', 'declaration', 'other')),
  title text not null check (title <> ''),
  -- A link or a kept file. Identity documents are never asked for; what is private is seen only by whoever admits candidacies.
  url text,
  sha256 text references files,
  file_name text,
  is_public boolean not null,
  added_at timestamptz not null,
  check ((url is null) <> (sha256 is null))
);
create table candidacy_decisions (
  candidacy_id uuid primary key references candidacies on delete cascade,
  decision text not null check (decision in ('admitted', 'refused', 'withdrawn')),
  reason text not null check (reason <> ''),
  decided_by uuid,
  decided_at timestamptz not null
);
create table election_roll (
  id uuid primary key,
  election_id uuid not null references elections on delete cascade,
  -- Null once she deleted her account: that one signature was given stays, or her ballot would be one too many.
  person_id uuid references people on delete set null,
  organization_id uuid references organizations,
  admitted_by uuid,
  admitted_at timestamptz not null,
  struck_reason text,
  struck_at timestamptz,
  -- The one blind signature of this voter was given. What was signed cannot be read here (blinded), nor tied to a ballot.
  credential_given_on date,
  -- Of the blinded message, so that an answer lost on the way is given again: it is as independent of the ballot as chance itself,
  -- and goes with the count.
  blinded_sha256 text,
  -- She voted at the table instead: one way or the other, never both.
  voted_on_paper_on date,
  unique (election_id, person_id),
  check (credential_given_on is null or voted_on_paper_on is null)
);
-- What was voted at the table, as totals of an act with witnesses: published apart from the ballots.
create table election_paper_counts (
  election_id uuid primary key references elections on delete cascade,
  ballots int not null check (ballots >= 0),
  blank int not null check (blank >= 0),
  spoiled int not null check (spoiled >= 0),
  -- Votes by number of candidacy.
  votes jsonb not null,
  act_title text not null check (act_title <> ''),
  act_url text,
  -- Offices or organisations that saw the count, never private addresses.
  witnesses text not null check (witnesses <> ''),
  captured_by uuid,
  captured_at timestamptz not null,
  check (blank + spoiled <= ballots)
);
-- No person, no time, no order: a ballot is its serial, the signature that proves one voter of the roll, and the choice.
create table ballots (
  election_id uuid not null references elections on delete cascade,
  serial text not null,
  signature text not null,
  choice text not null,
  receipt text not null unique,
  primary key (election_id, serial)
);
create table election_counts (
  election_id uuid primary key references elections on delete cascade,
  package_sha256 text not null references files,
  result jsonb not null,
  counted_by uuid,
  counted_at timestamptz not null
);

-- ── Consultations ───────────────────────────────────────────────────────────────────────────────────────────────────

create table consultations (
  id uuid primary key,
  space_id uuid not null references spaces,
  exercise_id uuid references exercises,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  title text not null check (title <> ''),
  summary text,
  question text not null check (question <> ''),
  -- Channels offered; at least one is not digital (R-15).
  channels text[] not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  -- What is asked of whoever wants to tell it; empty when nothing is asked. Answers live apart from texts.
  demographics jsonb not null default '[]',
  has_statements boolean not null default false,
  time_zone text not null default 'America/Mexico_City',
  -- Of a consultation made elsewhere: where it comes from and under which terms.
  source_title text,
  source_url text,
  source_licence text,
  published_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  unique (space_id, slug),
  check (closes_at > opens_at)
);
create table consultation_axes (
  id uuid primary key,
  consultation_id uuid not null references consultations on delete cascade,
  position int not null,
  name text not null check (name <> ''),
  guiding_question text,
  sdgs smallint[] not null default '{}',
  unique (consultation_id, position)
);

-- What somebody said. Append-only; what may not be shown is hidden by a decision with its reason, never deleted silently.
create table contributions (
  id uuid primary key,
  -- Her receipt, and the public address of its whole way.
  folio text not null unique,
  client_id uuid unique,
  consultation_id uuid not null references consultations on delete cascade,
  axis_id uuid references consultation_axes,
  channel text not null check (channel in ('online', 'in-person', 'field', 'mail', 'telephone', 'import')),
  title text,
  body text not null check (body <> ''),
  signature text,
  language text not null default 'es',
  territory_key text references territories,
  -- Of a meeting: where and when it was said, and the number of the sheet.
  place text,
  said_on date not null,
  sheet text,
  external_id text,
  -- Figure of where it was first said; never added to the supports given here.
  supports_elsewhere int check (supports_elsewhere >= 0),
  import_id uuid,
  person_id uuid references people on delete set null,
  captured_by uuid,
  received_at timestamptz not null,
  -- What the newest of its decisions says, kept with it in one transaction.
  is_hidden boolean not null default false,
  search tsvector not null generated always as (to_tsvector('spanish', fold(coalesce(title, '') || ' ' || left(body, 100000)))) stored
);
create index contributions_by_consultation on contributions (consultation_id, received_at, id);
create unique index contributions_external on contributions (consultation_id, external_id) where external_id is not null;
create index contributions_search on contributions using gin (search);

create table contribution_decisions (
  id uuid primary key,
  contribution_id uuid not null references contributions on delete cascade,
  decision text not null check (decision in ('hidden', 'shown')),
  reason text not null check (reason <> ''),
  decided_by uuid,
  decided_at timestamptz not null
);
create index contribution_decisions_by_contribution on contribution_decisions (contribution_id, decided_at);

-- To be told of each step; known by the folio alone, confirmed by mail.
create table contribution_follows (
  id uuid primary key,
  contribution_id uuid not null references contributions on delete cascade,
  email text not null,
  locale text not null,
  confirm_hash text unique,
  leave_hash text not null unique,
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  told_step text,
  unique (contribution_id, email)
);

-- One support a person or a browser's key; no person stands here.
create table contribution_supports (
  contribution_id uuid not null references contributions on delete cascade,
  supporter_hash text not null,
  supported_on date not null,
  primary key (contribution_id, supporter_hash)
);
create table contribution_comments (
  id uuid primary key,
  contribution_id uuid not null references contributions on delete cascade,
  body text not null check (body <> ''),
  signature text,
  person_id uuid references people on delete set null,
  commented_at timestamptz not null,
  hidden_reason text,
  hidden_by uuid,
  hidden_at timestamptz
);
create index contribution_comments_by_contribution on contribution_comments (contribution_id, commented_at);

-- Voluntary, apart from the text: sums only. No row, order or time of one person's answers exists (decision 26).
create table demographic_answers (
  consultation_id uuid not null references consultations on delete cascade,
  question text not null,
  answer text not null,
  people int not null check (people > 0),
  primary key (consultation_id, question, answer)
);

-- A file of contributions, from paper or from elsewhere: looked at first, then taken in once.
create table contribution_imports (
  id uuid primary key,
  consultation_id uuid not null references consultations on delete cascade,
  kind text not null check (kind in ('paper', 'elsewhere')),
  file_name text not null,
  sha256 text not null,
  -- Forgotten once it has been read.
  content bytea,
  -- Which column is what, and what holds for the whole file (place, day, channel), as a person confirmed it.
  mapping jsonb not null,
  requested_by uuid,
  requested_at timestamptz not null,
  finished_at timestamptz,
  report jsonb
);
create index contribution_imports_by_consultation on contribution_imports (consultation_id, requested_at);
alter table contributions add foreign key (import_id) references contribution_imports on delete set null;

create table statements (
  id uuid primary key,
  consultation_id uuid not null references consultations on delete cascade,
  number int not null,
  body text not null check (body <> ''),
  is_seed boolean not null,
  proposed_at timestamptz not null,
  decision text check (decision in ('accepted', 'rejected')),
  decision_reason text,
  decided_by uuid,
  decided_at timestamptz,
  unique (consultation_id, number)
);
create table statement_votes (
  statement_id uuid not null references statements on delete cascade,
  voter_hash text not null,
  vote smallint not null check (vote in (-1, 0, 1)),
  -- The day only: a moment would lead from a vote to what else was sent then.
  voted_on date not null,
  primary key (statement_id, voter_hash)
);
-- The last computation over the votes: files as the command line writes them, and the sentences of the page.
create table opinion_results (
  consultation_id uuid primary key references consultations on delete cascade,
  -- Sentences in each language, and each statement's votes by group.
  told jsonb not null,
  groups_csv text not null,
  comments_csv text not null,
  summary_json text not null,
  computed_at timestamptz not null,
  -- A statement was decided on anew since.
  is_stale boolean not null
);

-- Systematisation. What a consultation has of its own: how many are coded twice, when its groups were suggested.
create table systematisations (
  consultation_id uuid primary key references consultations on delete cascade,
  -- Of each hundred contributions, how many need the word of two coders; which ones follows from their ids.
  coded_twice smallint not null default 100 check (coded_twice between 0 and 100),
  suggestions_asked_at timestamptz,
  suggested_at timestamptz,
  -- How many contributions the suggestions were made from.
  suggested_from int,
  -- Results are everybody's from then on.
  published_at timestamptz
);
-- Topics belong to the consultation; merged ones stay and say where they went, removed ones are those whose split was undone.
create table topics (
  id uuid primary key,
  consultation_id uuid not null references consultations on delete cascade,
  number int not null,
  name text not null check (name <> ''),
  problem text,
  axis_id uuid references consultation_axes,
  is_priority boolean not null default false,
  -- What is answered to all whose contributions it gathers (R-12).
  response text check (response <> ''),
  merged_into uuid references topics check (merged_into <> id),
  split_from uuid references topics,
  removed_at timestamptz,
  made_by uuid,
  made_at timestamptz not null,
  unique (consultation_id, number)
);
-- One action of the workbench, however many it touches: undone as one.
create table systematising_acts (
  id uuid primary key,
  consultation_id uuid not null references consultations on delete cascade,
  kind text not null check (kind in ('code', 'settle', 'merge', 'split')),
  -- Where it coded to, the topic that was merged away, or the one that a split made.
  topic_id uuid references topics,
  -- Merged into, or split from.
  other_topic_id uuid references topics,
  contributions int not null,
  acted_by uuid,
  acted_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz
);
create index systematising_acts_by_consultation on systematising_acts (consultation_id, acted_at, id);
-- A coder's word on one contribution: a topic, or not taken up with a reasoned response. The newest of each coder holds.
create table codings (
  id uuid primary key,
  -- The order in which they were said, also within one instant.
  seq int generated always as identity,
  contribution_id uuid not null references contributions on delete cascade,
  topic_id uuid references topics,
  kind text not null check (kind in ('included', 'included-in-part', 'not-included', 'out-of-scope')),
  -- The answer with its reasons: always where it is not taken up, where wanted otherwise.
  response text check (response <> ''),
  -- The word of whoever decided between coders, or split a topic: it holds over theirs.
  settles boolean not null default false,
  batch_id uuid not null references systematising_acts on delete cascade,
  coder_id uuid not null,
  coded_at timestamptz not null,
  undone_at timestamptz,
  check ((topic_id is not null) = (kind in ('included', 'included-in-part'))),
  check (topic_id is not null or response is not null)
);
create index codings_by_contribution on codings (contribution_id, coded_at);
create index codings_by_batch on codings (batch_id);
create index codings_by_topic on codings (topic_id);
-- Where each contribution stands between coders; one without a row has nobody's word yet. Reckoned from the codings.
create table codings_standing (
  contribution_id uuid primary key references contributions on delete cascade,
  consultation_id uuid not null references consultations on delete cascade,
  standing text not null check (standing in ('half', 'disputed', 'settled'))
);
create index codings_standing_by_consultation on codings_standing (consultation_id, standing);
-- What holds for a contribution: agreed by coders or settled by a third. One row each at the end, none lost, none twice. Always a topic
-- that lives: a merge moves them, its undoing moves them back.
create table outcomes_of_contributions (
  contribution_id uuid primary key references contributions on delete cascade,
  topic_id uuid references topics,
  -- For 'not taken up' always; else her own answer, where the one of her topic does not say it all (R-12).
  response text,
  kind text not null check (kind in ('included', 'included-in-part', 'not-included', 'out-of-scope')),
  settled_by uuid,
  settled_at timestamptz not null,
  check (kind in ('included', 'included-in-part') or (response is not null and topic_id is null)),
  check (kind not in ('included', 'included-in-part') or topic_id is not null)
);
create index outcomes_by_topic on outcomes_of_contributions (topic_id);
-- What the words of the contributions suggest, made anew as a whole by a job.
create table suggested_groups (
  consultation_id uuid not null references consultations on delete cascade,
  number int not null,
  -- Null: the group of what says nothing.
  label text,
  size int not null,
  primary key (consultation_id, number)
);
create table suggested_members (
  contribution_id uuid primary key references contributions on delete cascade,
  consultation_id uuid not null,
  number int not null,
  foreign key (consultation_id, number) references suggested_groups on delete cascade
);
create index suggested_members_by_group on suggested_members (consultation_id, number, contribution_id);
create table suggested_similar (
  contribution_id uuid not null references contributions on delete cascade,
  other_id uuid not null references contributions on delete cascade,
  score real not null,
  primary key (contribution_id, other_id)
);
create index suggested_similar_by_other on suggested_similar (other_id);

-- ── Diagnoses ───────────────────────────────────────────────────────────────────────────────────────────────────────

create table problem_trees (
  id uuid primary key,
  space_id uuid not null references spaces,
  exercise_id uuid references exercises,
  topic_id uuid references topics,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  title text not null check (title <> ''),
  -- Grows with every change: whoever saves over another's change is told.
  version int not null default 1,
  published_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  unique (space_id, slug)
);
create table tree_nodes (
  id uuid primary key,
  tree_id uuid not null references problem_trees on delete cascade,
  kind text not null check (kind in ('central', 'direct-cause', 'root-cause', 'direct-effect', 'final-effect')),
  parent_id uuid references tree_nodes on delete cascade,
  position int not null,
  wording text not null check (wording <> ''),
  -- Its positive mirror in the tree of objectives.
  mirror text,
  version int not null default 1,
  check ((kind = 'central') = (parent_id is null))
);
create unique index tree_nodes_one_central on tree_nodes (tree_id) where kind = 'central';
create index tree_nodes_by_tree on tree_nodes (tree_id, position);
-- What a node stands on.
create table node_contributions (
  node_id uuid not null references tree_nodes on delete cascade,
  contribution_id uuid not null references contributions on delete cascade,
  primary key (node_id, contribution_id)
);
create index node_contributions_by_contribution on node_contributions (contribution_id);
create table node_sources (
  id uuid primary key,
  node_id uuid not null references tree_nodes on delete cascade,
  title text not null check (title <> ''),
  url text,
  figure text
);
create table node_comments (
  id uuid primary key,
  node_id uuid not null references tree_nodes on delete cascade,
  body text not null check (body <> ''),
  -- Null once whoever signed withdrew her data.
  signature text,
  commented_by uuid,
  commented_at timestamptz not null,
  answer text,
  answered_by uuid,
  answered_at timestamptz
);
create table alternatives (
  id uuid primary key,
  tree_id uuid not null references problem_trees on delete cascade,
  number int not null,
  wording text not null check (wording <> ''),
  node_ids uuid[] not null default '{}',
  -- The six criteria, 0 to 3 each with its argument: technical, legal, budget, time, impact, complementarity.
  scores jsonb not null default '{}',
  is_selected boolean,
  reason text,
  version int not null default 1,
  decided_by uuid,
  decided_at timestamptz,
  unique (tree_id, number)
);

-- Participants' kit of a table: what was sent, and that each participant received it.
create table kits (
  id uuid primary key,
  tree_id uuid not null references problem_trees on delete cascade,
  title text not null check (title <> ''),
  rules text not null,
  agenda text not null,
  sources text,
  published_at timestamptz,
  created_by uuid,
  created_at timestamptz not null
);
create table kit_deliveries (
  id uuid primary key,
  kit_id uuid not null references kits on delete cascade,
  registration_id uuid not null,
  moment text not null check (moment in ('before', 'during', 'after')),
  way text not null check (way in ('mail', 'printed', 'read')),
  mail_id uuid,
  delivered_at timestamptz not null,
  unique (kit_id, registration_id, moment, way)
);

-- ── Co-creation tables ──────────────────────────────────────────────────────────────────────────────────────────────

create table working_tables (
  id uuid primary key,
  space_id uuid not null references spaces,
  exercise_id uuid references exercises,
  topic_id uuid references topics,
  tree_id uuid references problem_trees,
  kit_id uuid references kits,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  title text not null check (title <> ''),
  purpose text not null check (purpose <> ''),
  -- Who is invited and how to come, as the call says it.
  call_text text,
  held_at timestamptz not null,
  ends_at timestamptz,
  time_zone text not null default 'America/Mexico_City',
  modality text not null check (modality in ('in-person', 'remote', 'mixed')),
  place text,
  link text,
  recording_url text,
  -- Places by sector, and 'any' for whoever comes first; a sector that is not named has none of its own. Empty: no limit.
  capacity jsonb not null default '{}',
  -- Only counted elsewhere: figures as reported, labelled so (R-17): a list of what, figure and source, never added up (T-13).
  reported jsonb,
  cancelled_reason text,
  published_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  unique (space_id, slug)
);
alter table agreements add foreign key (table_id) references working_tables on delete cascade;
create index agreements_by_session on agreements (session_id);
create index agreements_by_table on agreements (table_id);

create table table_registrations (
  id uuid primary key,
  table_id uuid not null references working_tables on delete cascade,
  folio text not null unique,
  name text not null check (name <> ''),
  sector text not null check (sector in ('government', 'civil-society', 'academia', 'oversight', 'international', 'private', 'citizens')),
  organization text,
  territory_key text references territories,
  gender text check (gender in ('woman', 'man', 'other', 'not-said')),
  email text,
  person_id uuid references people on delete set null,
  -- Leads to her place and to giving it up; in the QR of her check-in.
  secret_hash text not null unique,
  is_waiting boolean not null,
  language text not null default 'es' check (language in ('es', 'en')),
  registered_at timestamptz not null,
  reminded_at timestamptz,
  left_at timestamptz
);
create index table_registrations_by_table on table_registrations (table_id, registered_at);
alter table kit_deliveries add foreign key (registration_id) references table_registrations on delete cascade;
create table table_attendance (
  registration_id uuid primary key references table_registrations on delete cascade,
  way text not null check (way in ('code', 'list')),
  arrived_at timestamptz not null,
  written_by uuid
);
create table table_minutes (
  id uuid primary key,
  table_id uuid not null references working_tables on delete cascade,
  position int not null,
  body text not null check (body <> ''),
  written_by uuid,
  written_at timestamptz not null,
  -- A paragraph that replaces another; both stay.
  replaces uuid references table_minutes
);
create index table_minutes_by_table on table_minutes (table_id, position);

-- From alternatives to draft commitments, discussed passage by passage.
create table commitment_drafts (
  id uuid primary key,
  table_id uuid not null references working_tables on delete cascade,
  number int not null,
  alternative_id uuid references alternatives,
  node_id uuid references tree_nodes on delete set null,
  title text not null check (title <> ''),
  version int not null default 1,
  -- The commitment that it became: of a plan, with its roadmap.
  commitment_id uuid references commitments on delete set null,
  stopped_reason text,
  stopped_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  unique (table_id, number)
);
create unique index commitment_drafts_by_commitment on commitment_drafts (commitment_id);
create table draft_passages (
  id uuid primary key,
  draft_id uuid not null references commitment_drafts on delete cascade,
  field text not null,
  position int not null,
  wording text not null check (wording <> ''),
  version int not null default 1
);
create index draft_passages_by_draft on draft_passages (draft_id, position);
create table passage_remarks (
  id uuid primary key,
  passage_id uuid not null references draft_passages on delete cascade,
  -- The passage as it stood when this was said.
  on_version int not null,
  body text,
  suggested text,
  signature text not null,
  sector text,
  remarked_by uuid,
  remarked_at timestamptz not null,
  decision text check (decision in ('accepted', 'answered')),
  answer text,
  decided_by uuid,
  decided_at timestamptz,
  check (body is not null or suggested is not null),
  check (decision is null or decision = 'accepted' or answer is not null)
);
create index passage_remarks_by_passage on passage_remarks (passage_id, remarked_at);
-- Every wording that a passage had, and the remark that a wording came from.
create table passage_versions (
  passage_id uuid not null references draft_passages on delete cascade,
  number int not null check (number > 0),
  wording text not null check (wording <> ''),
  remark_id uuid references passage_remarks on delete set null,
  written_by uuid,
  written_at timestamptz not null,
  primary key (passage_id, number)
);
create table draft_ratings (
  draft_id uuid not null references commitment_drafts on delete cascade,
  criterion text not null check (criterion in ('concrete', 'inclusive', 'strategic', 'transformative', 'measurable', 'replicable', 'national-agenda', 'follow-the-money')),
  rater_id uuid not null,
  score smallint not null check (score between 0 and 3),
  argument text not null check (argument <> ''),
  rated_at timestamptz not null,
  primary key (draft_id, criterion, rater_id)
);
-- The three sectors approve the draft before it becomes a commitment.
create table draft_approvals (
  draft_id uuid not null references commitment_drafts on delete cascade,
  sector text not null check (sector in ('government', 'civil-society', 'oversight')),
  on_version int not null,
  -- The member of the sector's seat who said so: through her account, or in the room and written down by who facilitates.
  membership_id uuid not null references memberships,
  way text not null check (way in ('account', 'room')),
  approved_by uuid,
  approved_at timestamptz not null,
  primary key (draft_id, sector, on_version)
);
