-- The foundation: who and where, the record, plans and commitments.
--
-- Columns named *_by hold the id of the person who acted and carry no foreign key on purpose: a person may have her data
-- erased (ARCO) while the public act stands; the page then shows "persona que retiró sus datos".

-- Accents and case folded the same way when indexing and when asking. Own function because `unaccent` is not immutable.
create function fold(value text) returns text
language sql immutable strict parallel safe
return translate(lower(value), 'áàäâãåéèëêíìïîóòöôõúùüûñç', 'aaaaaaeeeeiiiiooooouuuunc');

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

-- ── The record ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- One row. Updating it is the lock that gives events a gapless order equal to the order of commit.
create table record_head (
  only_row boolean primary key default true check (only_row),
  seq bigint not null,
  chain bytea not null
);
insert into record_head (seq, chain) values (0, sha256('tequio record v1'::bytea));

create table events (
  seq bigint primary key,
  at timestamptz not null,
  type text not null check (type ~ '^[a-z-]+(\.[a-z-]+)+$'),
  space_id uuid,
  subject_type text not null,
  subject_id uuid not null,
  actor_id uuid,
  details jsonb not null,
  -- The exact canonical JSON (RFC 8785) that was hashed; everything above can be recomputed from it.
  body text not null,
  hash bytea not null,
  chain bytea not null
);
create index events_by_subject on events (subject_type, subject_id, seq);
create index events_by_space on events (space_id, seq);
create trigger events_append_only before update or delete on events for each row execute function refuse_change();
create trigger events_never_truncated before truncate on events for each statement execute function refuse_change();

-- ── Where ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Reference facts. Keys are text: ISO 3166-1 alpha-2 for countries, INEGI's zero-padded keys inside Mexico ('20', '20067'),
-- ISO 3166-2 elsewhere.
create table territories (
  key text primary key check (key <> ''),
  level text not null check (level in ('country', 'state', 'municipality')),
  parent_key text references territories,
  iso3 text check (iso3 ~ '^[A-Z]{3}$'),
  name text not null,
  name_en text,
  check ((level = 'country') = (parent_key is null))
);
create index territories_by_parent on territories (parent_key);

create table spaces (
  id uuid primary key,
  parent_id uuid references spaces,
  kind text not null check (kind in ('country', 'state', 'municipality', 'institution', 'collection')),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  territory_key text references territories,
  name text not null check (name <> ''),
  language text not null default 'es' check (language in ('es', 'en')),
  color_primary text check (color_primary ~ '^#[0-9a-f]{6}$'),
  color_accent text check (color_accent ~ '^#[0-9a-f]{6}$'),
  greca text not null default 'fret' check (greca in ('fret', 'steps', 'diamonds', 'waves')),
  contact_office text,
  contact_url text,
  about text,
  is_fictional boolean not null default false,
  created_at timestamptz not null
);
create index spaces_by_parent on spaces (parent_id);

-- ── Who ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Only an e-mail and a chosen name (better-auth's "user"; its other columns exist because the library asks for them).
create table people (
  id uuid primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  language text not null default 'es',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- Data, not code: bodies appear and cease (INAI ceased in 2025).
create table organization_kinds (
  code text primary key,
  sector text not null check (sector in ('government', 'civil-society', 'academia', 'oversight', 'international', 'private', 'citizens')),
  name text not null,
  name_en text not null,
  position int not null
);
insert into organization_kinds values
  ('public-institution', 'government', 'Institución pública', 'Public institution', 1),
  ('civil-society', 'civil-society', 'Organización de la sociedad civil', 'Civil society organisation', 2),
  ('academia', 'academia', 'Academia', 'Academia', 3),
  ('oversight-body', 'oversight', 'Organismo garante', 'Oversight body', 4),
  ('international', 'international', 'Organismo internacional', 'International body', 5),
  ('private-sector', 'private', 'Sector privado', 'Private sector', 6);

create table organizations (
  id uuid primary key,
  space_id uuid not null references spaces,
  kind text not null references organization_kinds,
  name text not null check (name <> ''),
  acronym text,
  url text,
  -- A body may cease and have a successor (SFP → SABG); its old promises keep its old name.
  valid_from date,
  valid_to date,
  successor_id uuid references organizations,
  source_url text,
  created_at timestamptz not null,
  unique (space_id, name)
);

create table role_grants (
  id uuid primary key,
  space_id uuid not null references spaces,
  person_id uuid not null references people on delete cascade,
  role text not null check (role in ('administrator', 'facilitator', 'liaison', 'co-responsible', 'evaluator', 'moderator')),
  organization_id uuid references organizations,
  granted_by uuid,
  granted_at timestamptz not null,
  expires_at timestamptz,
  check (role not in ('liaison', 'co-responsible') or organization_id is not null)
);
create index role_grants_by_person on role_grants (person_id);
create index role_grants_by_space on role_grants (space_id);

create table role_revocations (
  grant_id uuid primary key references role_grants on delete cascade,
  revoked_by uuid,
  revoked_at timestamptz not null,
  reason text not null
);

-- ── Plans ───────────────────────────────────────────────────────────────────────────────────────────────────────────

create table plans (
  id uuid primary key,
  space_id uuid not null references spaces,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  kind text not null check (kind in ('ogp-national', 'ogp-local', 'local', 'ogp-challenge', 'internal')),
  number text,
  title text not null check (title <> ''),
  summary text,
  -- The period is data (1 to 4 years were seen), never a constant. Null only where no source publishes it.
  starts_on date,
  ends_on date,
  legal_basis text,
  ogp_action_plan_id text,
  -- 'platform': made here, published only when complete. 'public-record': made elsewhere and restated from a source;
  -- what was not found is shown as not published.
  origin text not null check (origin in ('platform', 'public-record')),
  source_title text,
  source_url text,
  source_accessed_on date,
  -- Days without a report after which the board says so (R-50).
  silence_days int not null default 90 check (silence_days > 0),
  due_soon_days int not null default 30 check (due_soon_days > 0),
  language text not null default 'es' check (language in ('es', 'en')),
  time_zone text not null default 'America/Mexico_City',
  created_by uuid,
  created_at timestamptz not null,
  unique (space_id, slug),
  check (ends_on >= starts_on),
  check (origin <> 'public-record' or source_title is not null)
);

create table plan_documents (
  id uuid primary key,
  plan_id uuid not null references plans on delete cascade,
  position int not null,
  title text not null check (title <> ''),
  kind text not null,
  url text not null,
  language text,
  dated_on date,
  note text,
  added_by uuid,
  added_at timestamptz not null
);
create index plan_documents_by_plan on plan_documents (plan_id, position);

-- A plan is published because a publication exists; the one-year clock of a local plan starts at launched_on.
create table plan_publications (
  plan_id uuid primary key references plans,
  launched_on date,
  approved_by text,
  approved_on date,
  approval_url text,
  published_by uuid,
  published_at timestamptz not null
);

-- ── Commitments ─────────────────────────────────────────────────────────────────────────────────────────────────────

create table commitments (
  id uuid primary key,
  plan_id uuid not null references plans,
  -- Its part of the address, unique in the plan and never reused: the number, or the outside id where numbers repeat.
  key text not null check (key ~ '^[a-z0-9]+([.-][a-z0-9]+)*$' and length(key) <= 80),
  -- Text: "3.1" is a number of real plans (T-15).
  number text not null,
  position int not null,
  external_id text,
  country_key text references territories,
  origin text check (origin in ('co-created', 'proactive', 'carried-forward')),
  title text not null check (title <> ''),
  short_title text,
  summary text,
  full_text text,
  problem text,
  causes text,
  previous_actions text,
  solution text,
  expected_results text,
  transparency text,
  accountability text,
  participation text,
  -- Roadmap: the eight minimum elements (activities, indicators and organisations have tables of their own).
  responsible_office text,
  final_result text,
  expected_products text[] not null default '{}',
  means_of_verification text[] not null default '{}',
  starts_on date,
  ends_on date,
  gender_inclusion text,
  assumptions text,
  budget_note text,
  supporting_actors text,
  national_axis text,
  national_axis_scheme text,
  language text not null default 'es',
  -- Why a field is empty, kept apart (T-18): {"problem": "nd"}; nd no data, nr not reviewed, na not applicable, np not published.
  missing jsonb not null default '{}',
  -- Dates as written where they could not be read as one day: {"starts_on": "December 2015"}.
  as_written jsonb not null default '{}',
  version int not null default 0,
  updated_at timestamptz not null,
  search_text text not null default '',
  search tsvector not null generated always as (
    setweight(to_tsvector('spanish', fold(title || ' ' || coalesce(short_title, ''))), 'A') ||
    setweight(to_tsvector('spanish', fold(left(search_text, 200000))), 'B')
  ) stored,
  unique (plan_id, key),
  check (ends_on >= starts_on)
);
create unique index commitments_external on commitments (plan_id, external_id) where external_id is not null;
create index commitments_search on commitments using gin (search);
create index commitments_by_plan on commitments (plan_id, position);

create table commitment_organizations (
  commitment_id uuid not null references commitments on delete cascade,
  organization_id uuid not null references organizations,
  part text not null check (part in ('lead', 'co-responsible', 'supporting')),
  position int not null,
  primary key (commitment_id, part, organization_id)
);
create index commitment_organizations_by_organization on commitment_organizations (organization_id);

create table commitment_sdgs (
  commitment_id uuid not null references commitments on delete cascade,
  goal smallint not null check (goal between 1 and 17),
  -- '' when only the goal is named; else the target as the UN writes it ('5.6', '16.a').
  target text not null default '' check (target = '' or target ~ '^[0-9]{1,2}\.[0-9a-z]{1,2}$'),
  primary key (commitment_id, goal, target)
);

create table policy_areas (
  scheme text not null,
  version text not null,
  code text not null,
  parent_code text,
  name text not null,
  name_en text not null,
  position int not null,
  primary key (scheme, version, code)
);

-- The version of the taxonomy is part of the tag: the list is reviewed every year (T-69).
create table commitment_policy_areas (
  commitment_id uuid not null references commitments on delete cascade,
  scheme text not null,
  version text not null,
  code text not null,
  primary key (commitment_id, scheme, version, code),
  foreign key (scheme, version, code) references policy_areas
);
create index commitment_policy_areas_by_code on commitment_policy_areas (scheme, version, code);

create table commitment_values (
  commitment_id uuid not null references commitments on delete cascade,
  value text not null check (value in ('transparency', 'participation', 'accountability', 'technology')),
  primary key (commitment_id, value)
);

create table commitment_territories (
  commitment_id uuid not null references commitments on delete cascade,
  territory_key text not null references territories,
  primary key (commitment_id, territory_key)
);
create index commitment_territories_by_key on commitment_territories (territory_key);

create table key_actions (
  id uuid primary key,
  commitment_id uuid not null references commitments on delete cascade,
  position int not null,
  -- Its name inside the commitment ('2', 'C01.1'): stays when the title changes, so versions and sheets can be compared.
  code text not null check (code <> ''),
  title text not null check (title <> ''),
  -- Share of the commitment in percent; the sum is checked at publication (R-26), so a draft may be half done.
  weight numeric(7, 4) check (weight >= 0 and weight <= 100),
  starts_on date,
  ends_on date,
  unique (commitment_id, code),
  check (ends_on >= starts_on)
);
create index key_actions_by_commitment on key_actions (commitment_id, position);

create table activities (
  id uuid primary key,
  key_action_id uuid not null references key_actions on delete cascade,
  commitment_id uuid not null references commitments on delete cascade,
  position int not null,
  code text not null check (code <> ''),
  title text not null check (title <> ''),
  product text,
  means_of_verification text,
  responsible_office text,
  starts_on date,
  ends_on date,
  due_as_written text,
  -- Copy of the newest activity_states row, written by the trigger below only, so that a board of thousands need not sort.
  current_state text not null default 'not-started',
  state_since timestamptz,
  unique (commitment_id, code),
  check (ends_on >= starts_on)
);
create index activities_by_action on activities (key_action_id, position);

-- The institution's word (not-started, in-progress, complete = done and awaiting verification, T-21), or 'verified' by a
-- person of another institution. The tracking feature adds reports, answers and evidence that point here.
create table activity_states (
  id uuid primary key,
  activity_id uuid not null references activities on delete cascade,
  state text not null check (state in ('not-started', 'in-progress', 'complete', 'verified', 'cancelled')),
  at timestamptz not null,
  stated_by uuid,
  reason text,
  source_url text
);
create index activity_states_by_activity on activity_states (activity_id, at);

create function copy_activity_state() returns trigger language plpgsql as $$
begin
  update activities set current_state = new.state, state_since = new.at
  where id = new.activity_id and (state_since is null or state_since <= new.at);
  return null;
end $$;
create trigger activity_state_copied after insert on activity_states for each row execute function copy_activity_state();
create trigger activity_states_unchanged before update on activity_states for each row execute function refuse_change();

create table indicators (
  id uuid primary key,
  commitment_id uuid not null references commitments on delete cascade,
  position int not null,
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  unit text,
  direction text check (direction in ('ascending', 'descending', 'range')),
  -- Unknown is null, never 0 (T-07).
  baseline double precision,
  baseline_on text,
  target double precision,
  target_on text,
  frequency text,
  means_of_verification text,
  -- Why a target was lowered after publication (R-34).
  justification text,
  unique (commitment_id, code)
);
create index indicators_by_commitment on indicators (commitment_id, position);

create table commitment_assessments (
  commitment_id uuid not null references commitments on delete cascade,
  assessor text not null,
  variable text not null,
  -- The label decides, never the number: OGP's two numeric codings differ (T-16, T-17).
  label text,
  missing text check (missing in ('nd', 'nr', 'na', 'empty')),
  product text,
  year int,
  source_url text,
  primary key (commitment_id, assessor, variable),
  check ((label is null) <> (missing is null))
);

create table commitment_sources (
  commitment_id uuid not null references commitments on delete cascade,
  position int not null,
  title text not null,
  url text,
  note text,
  primary key (commitment_id, position)
);

-- Every change of text, date or weight after publication (R-33); version 1 is the text as published.
create table commitment_versions (
  commitment_id uuid not null references commitments on delete cascade,
  number int not null check (number > 0),
  document jsonb not null,
  reason text not null,
  approved_by text,
  approved_on date,
  approval_url text,
  author_id uuid,
  at timestamptz not null,
  primary key (commitment_id, number)
);
create trigger commitment_versions_unchanged before update on commitment_versions for each row execute function refuse_change();

-- A pause labels every page and erases nothing. commitment_id null: the whole plan.
create table pauses (
  id uuid primary key,
  plan_id uuid not null references plans,
  commitment_id uuid references commitments on delete cascade,
  kind text not null check (kind in ('paused', 'suspended', 'withdrawn')),
  since date not null,
  party text not null,
  reason text not null,
  source_url text,
  declared_by uuid,
  declared_at timestamptz not null
);
create index pauses_by_plan on pauses (plan_id);

create table pause_endings (
  pause_id uuid primary key references pauses on delete cascade,
  ended_on date not null,
  reason text not null,
  ended_by uuid,
  ended_at timestamptz not null
);

-- An import asked for on the web runs in the worker and is looked at on its page; the file is dropped when it has ended.
create table imports (
  id uuid primary key,
  plan_id uuid not null references plans,
  format text not null,
  file_name text not null,
  sha256 text not null,
  content bytea,
  dry_run boolean not null,
  requested_by uuid,
  requested_at timestamptz not null,
  rows_done int not null default 0,
  rows_total int,
  finished_at timestamptz,
  report jsonb
);
create index imports_by_plan on imports (plan_id, requested_at);

-- ── Mail and limits ─────────────────────────────────────────────────────────────────────────────────────────────────

-- Queued in the transaction of what it tells about. Without SMTP it stays here for the administrator to read.
create table mails (
  id uuid primary key,
  recipient text not null,
  subject text not null,
  text_body text not null,
  html_body text,
  purpose text not null,
  queued_at timestamptz not null,
  sent_at timestamptz,
  last_error text
);
create index mails_by_time on mails (queued_at);

create unlogged table rate_limits (
  key text not null,
  window_start timestamptz not null,
  count int not null,
  primary key (key, window_start)
);
