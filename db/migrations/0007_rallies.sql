-- Rally "Datos en la calle": editions, teams, what they publish, verdicts, review, results.
--
-- Networks, ids, keys and codes are the contract's (docs/guides/recompute-a-rally.md): text, compared as it says there.
-- Columns *_by carry no foreign key: see 0001.

-- ── Editions ────────────────────────────────────────────────────────────────────────────────────────────────────────

create table rally_editions (
  id uuid primary key,
  space_id uuid not null references spaces,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  name text not null check (name <> ''),
  kind text not null check (kind in ('rally', 'explore-data', 'from-home')),
  level text not null check (level in ('national', 'state', 'municipal', 'other')),
  territory_key text references territories,
  language text not null check (language in ('es', 'en')),
  time_zone text not null,
  summary text,
  terms text,
  prizes text,
  hashtags text[] not null default '{}',
  networks text[] not null default '{web}',
  visit_modes text[] not null default '{on-site}' check (visit_modes <@ array['on-site', 'remote']),
  team_min int not null default 1 check (team_min >= 1),
  team_max int not null default 3,
  -- Calendar. Which of them are needed is checked when the call is published.
  call_on timestamptz,
  registration_opens_at timestamptz,
  registration_closes_at timestamptz,
  webinar_at timestamptz,
  webinar_url text,
  opens_at timestamptz,
  closes_at timestamptz,
  appeals_close_at timestamptz,
  results_at timestamptz,
  awards_at timestamptz,
  -- The cut that the works come from and what of it: {"states": ["20"], "municipalities": [], "kinds": [], "withOthers": false}.
  works_cut_id uuid references works_cuts,
  works_filter jsonb not null default '{}',
  -- The goal of the mechanism: minutes from the close to final scores.
  consolidation_target_minutes int not null default 180 check (consolidation_target_minutes > 0),
  -- Months after which original photographs are deleted.
  photo_retention_days int not null default 180 check (photo_retention_days > 0),
  -- Started from another edition's file: its name, place and the file's hash.
  replica_of jsonb,
  -- Moves when posts go away, so that a scoring which has them in memory begins anew.
  posts_removed bigint not null default 0,
  created_by uuid,
  created_at timestamptz not null,
  unique (space_id, slug),
  check (team_max >= team_min),
  check (closes_at > opens_at)
);

-- Acts that move an edition: each once, with author, time and reason. Its state is derived from them and the clock.
create table rally_acts (
  edition_id uuid not null references rally_editions on delete cascade,
  act text not null check (act in ('published', 'cancelled', 'frozen', 'finalised')),
  at timestamptz not null,
  done_by uuid,
  reason text,
  primary key (edition_id, act)
);

create table rally_partners (
  id uuid primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  position int not null,
  part text not null check (part in ('organiser', 'ally', 'sponsor', 'local-government')),
  name text not null check (name <> ''),
  organization_id uuid references organizations,
  url text,
  -- Since when a local government is linked: less than 90 days before the opening is warned about (R-73).
  linked_on date
);
create index rally_partners_by_edition on rally_partners (edition_id, position);

-- Rules with their points are data. After the opening a change is another version with its reason; both standings stay.
create table rally_rules (
  edition_id uuid not null references rally_editions on delete cascade,
  number int not null check (number > 0),
  -- The "rules" of the contract's edition.json, version included.
  rules jsonb not null,
  -- The points are somebody's example, not a decision of the organisers: every page says so.
  is_sample boolean not null,
  reason text,
  written_by uuid,
  written_at timestamptz not null,
  primary key (edition_id, number)
);

-- The works of an edition, copied from its cut and frozen at the opening (R-63).
create table rally_works (
  edition_id uuid not null references rally_editions on delete cascade,
  key text not null,
  name text not null,
  state_key text,
  state_name text,
  municipality text,
  latitude double precision,
  longitude double precision,
  location_precision text not null default 'point',
  physical_progress numeric(7, 4),
  -- Not of the cut: a work missing from the list, adopted by the organisers before the opening.
  is_added boolean not null default false,
  primary key (edition_id, key)
);

-- Evidence for the mechanism's own goals (R-72): forums where it was presented. Replicas and local governments are counted
-- from editions and partners; earlier editions held elsewhere are register entries with a source.
create table rally_forums (
  id uuid primary key,
  space_id uuid not null references spaces,
  name text not null check (name <> ''),
  held_on date not null,
  is_international boolean not null,
  url text not null,
  added_by uuid,
  added_at timestamptz not null
);

create table rally_register (
  id uuid primary key,
  space_id uuid not null references spaces,
  year int not null,
  country_key text references territories,
  place text not null,
  name text not null,
  organisers text,
  figures text,
  source_title text not null,
  source_url text,
  added_by uuid,
  added_at timestamptz not null
);

-- ── Teams ───────────────────────────────────────────────────────────────────────────────────────────────────────────

create table rally_teams (
  id uuid primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  -- The contract's team_id.
  code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
  name text not null check (name <> ''),
  kind text not null check (kind in ('individual', 'team', 'school', 'civil-society')),
  state_key text references territories,
  -- Of which organisation, where it is of one: its judges may not judge it.
  organization_id uuid references organizations,
  about text,
  notice_version text not null,
  registered_by uuid,
  registered_at timestamptz not null,
  unique (edition_id, code),
  unique (edition_id, name)
);

create table rally_team_withdrawals (
  team_id uuid primary key references rally_teams on delete cascade,
  reason text not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz not null
);

-- A pseudonym and, where she signs in, the person. No age is kept: only whether a guardian has to consent.
create table rally_members (
  id uuid primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  team_id uuid not null references rally_teams on delete cascade,
  position int not null,
  pseudonym text not null check (pseudonym <> ''),
  person_id uuid references people on delete set null,
  is_captain boolean not null default false,
  is_minor boolean not null default false,
  joined_at timestamptz not null,
  left_at timestamptz,
  -- A person plays in one team of an edition (R-60).
  unique (edition_id, person_id)
);
create index rally_members_by_team on rally_members (team_id);

create table rally_member_invitations (
  id uuid primary key,
  team_id uuid not null references rally_teams on delete cascade,
  -- Null: a link that the captain hands over herself. It works once.
  email text,
  token_hash text not null unique,
  invited_by uuid,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz
);

-- Asked of the guardian by mail; the address is dropped when she has answered.
create table rally_guardian_consents (
  member_id uuid primary key references rally_members on delete cascade,
  guardian_email text,
  token_hash text unique,
  asked_at timestamptz not null,
  -- 'paper': a signed sheet that the organisers hold.
  given_by text check (given_by in ('link', 'paper')),
  given_at timestamptz,
  recorded_by uuid
);

create table rally_accounts (
  id uuid primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  team_id uuid not null references rally_teams on delete cascade,
  member_id uuid not null references rally_members on delete cascade,
  network text not null,
  -- As it was typed, without a leading @; and case-folded, as the contract compares it.
  handle text not null check (handle <> ''),
  handle_folded text not null,
  -- What a post or profile has to show to prove the account.
  code text not null,
  -- Where the code stands in her profile, until the organisers have looked.
  profile_url text,
  claimed_at timestamptz not null,
  unique (edition_id, network, handle_folded)
);
create index rally_accounts_by_team on rally_accounts (team_id);

-- Only a proven account counts as the team's.
create table rally_account_proofs (
  account_id uuid primary key references rally_accounts on delete cascade,
  method text not null check (method in ('post', 'profile', 'staff', 'own')),
  evidence_url text,
  proved_by uuid,
  proved_at timestamptz not null
);

create table rally_team_works (
  team_id uuid not null references rally_teams on delete cascade,
  edition_id uuid not null,
  key text not null,
  chosen_at timestamptz not null,
  primary key (team_id, key),
  foreign key (edition_id, key) references rally_works on delete cascade
);

-- ── Capture in the street ───────────────────────────────────────────────────────────────────────────────────────────

-- Made on a phone, maybe days before it arrives. client_id is the phone's own: sent twice, kept once.
create table rally_captures (
  id uuid primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  team_id uuid not null references rally_teams on delete cascade,
  member_id uuid references rally_members on delete set null,
  client_id uuid not null,
  kind text not null check (kind in ('announcement', 'visit')),
  work_keys text[] not null check (cardinality(work_keys) >= 1),
  mode text check (mode in ('on-site', 'remote')),
  finding text check (finding in ('matches', 'partly', 'differs', 'not_found', 'no_access')),
  -- {"existence": "matches", "place": "differs", …}: what was found, field by field.
  comparisons jsonb not null default '{}',
  declared_progress numeric(7, 4),
  observed_progress text check (observed_progress in ('0', '1_25', '26_50', '51_75', '76_99', '100', 'unknown')),
  note text,
  public_url text,
  latitude double precision,
  longitude double precision,
  accuracy_meters double precision,
  distance_meters double precision,
  -- Two clocks, both kept: the phone's says when, the server's when it arrived (R-61, T-50).
  device_at timestamptz not null,
  sent_at timestamptz,
  received_at timestamptz not null,
  -- What the capture counts as: the phone's time put right by how far its clock was off, or the server's.
  published_at timestamptz not null,
  time_basis text not null check (time_basis in ('server', 'device', 'device-impossible')),
  unique (edition_id, client_id),
  check (kind <> 'visit' or (finding is not null and mode is not null))
);
create index rally_captures_by_team on rally_captures (team_id, received_at);

create table rally_photos (
  id uuid primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  capture_id uuid not null references rally_captures on delete cascade,
  position int not null,
  -- The original: restricted, deleted on delete_after; its hash stays.
  original_sha256 text not null references files,
  original_delete_after timestamptz not null,
  original_deleted_at timestamptz,
  -- Re-encoded, without EXIF.
  public_sha256 text not null references files,
  thumbnail_sha256 text not null references files,
  width int not null,
  height int not null,
  phash text not null check (phash ~ '^[0-9a-f]{16}$'),
  alt text,
  was_blurred boolean not null,
  exif_taken_at timestamptz,
  exif_latitude double precision,
  exif_longitude double precision,
  device_taken_at timestamptz,
  device_latitude double precision,
  device_longitude double precision,
  received_at timestamptz not null,
  unique (capture_id, position)
);
create index rally_photos_by_hash on rally_photos (edition_id, original_sha256);

-- No photograph is public before somebody looked for faces and plates (R-70). The newest row holds.
create table rally_photo_checks (
  number bigint generated always as identity primary key,
  photo_id uuid not null references rally_photos on delete cascade,
  decision text not null check (decision in ('shown', 'withheld')),
  reason text,
  -- A copy blurred by the checker, where she made one.
  replaced_sha256 text references files,
  checked_by uuid,
  checked_at timestamptz not null
);
create index rally_photo_checks_by_photo on rally_photo_checks (photo_id, number);

-- A work that the official list does not have (T-42): its own path, without points until the organisers decide.
create table rally_missing_works (
  id uuid primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  team_id uuid references rally_teams on delete set null,
  client_id uuid not null,
  folio text not null unique,
  name text not null check (name <> ''),
  description text not null,
  municipality text,
  state_key text references territories,
  latitude double precision,
  longitude double precision,
  reported_by uuid,
  device_at timestamptz not null,
  received_at timestamptz not null,
  unique (edition_id, client_id)
);

create table rally_missing_work_answers (
  missing_work_id uuid primary key references rally_missing_works on delete cascade,
  outcome text not null check (outcome in ('adopted', 'already-listed', 'sent-to-publisher', 'dismissed')),
  reason text not null,
  work_key text,
  answered_by uuid,
  answered_at timestamptz not null
);

-- ── Posts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- A way in: a connector with its cursor, a file, pasted addresses. Access tokens are settings of the installation, never here.
create table rally_sources (
  id uuid primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  network text not null,
  kind text not null,
  -- Query, server, account: nothing secret.
  settings jsonb not null default '{}',
  -- Where to go on; written in the transaction that keeps the posts it stands behind.
  cursor jsonb not null default '{}',
  is_on boolean not null default true,
  -- Not asked again before this: the network's own Retry-After, or the back-off after failures in a row.
  next_at timestamptz,
  last_at timestamptz,
  -- A code that pages put in words; what a network answers is not shown.
  last_error text,
  failures int not null default 0,
  created_by uuid,
  created_at timestamptz not null
);
create index rally_sources_by_edition on rally_sources (edition_id);

create table rally_batches (
  id uuid primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  source_id uuid references rally_sources,
  file_name text,
  sha256 text references files,
  mapping jsonb,
  requested_by uuid,
  requested_at timestamptz not null,
  rows_done int not null default 0,
  rows_total int,
  finished_at timestamptz,
  outcome text check (outcome in ('kept', 'refused', 'failed')),
  report jsonb
);
create index rally_batches_by_edition on rally_batches (edition_id, requested_at);

-- One row a copy as it was retrieved; the engine joins the copies of a post. arrival orders what the live scoring has not yet seen.
create table rally_posts (
  arrival bigint generated always as identity primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  network text not null,
  external_id text not null,
  -- One line of the contract's posts.jsonl, and its SHA-256: the same copy twice is kept once.
  record jsonb not null,
  record_sha256 bytea not null,
  -- The untouched original, where it came from elsewhere.
  original jsonb,
  source_id uuid references rally_sources,
  batch_id uuid references rally_batches,
  capture_id uuid references rally_captures on delete cascade,
  public_url text,
  received_at timestamptz not null,
  unique (edition_id, network, external_id, record_sha256)
);
create index rally_posts_by_arrival on rally_posts (edition_id, arrival);

-- Whoever deletes posts (a person who takes her captures back) need not know that scorings remember them.
create function count_removed_rally_posts() returns trigger language plpgsql as $$
begin
  update rally_editions e set posts_removed = e.posts_removed + gone.posts
    from (select edition_id, count(*) as posts from removed group by edition_id) gone where e.id = gone.edition_id;
  return null;
end $$;
create trigger rally_posts_removed after delete on rally_posts referencing old table as removed
  for each statement execute function count_removed_rally_posts();

-- What arrived and could not be read as a post, with its reason; nothing read is dropped without a trace.
create table rally_post_rejects (
  id bigint generated always as identity primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  batch_id uuid references rally_batches,
  source_id uuid references rally_sources,
  line int,
  reason text not null,
  detail text not null,
  -- What it said, for as long as the originals of posts are kept.
  original jsonb,
  received_at timestamptz not null
);
create index rally_post_rejects_by_batch on rally_post_rejects (batch_id);
create index rally_post_rejects_by_source on rally_post_rejects (source_id, received_at);

-- Pictures of posts that were fetched and looked at: a post read again has the same hashes without asking for the picture again.
create table rally_seen_pictures (
  edition_id uuid not null references rally_editions on delete cascade,
  -- The network's own name of the picture, as a hash: addresses may carry tokens.
  key_sha256 bytea not null,
  sha256 text not null,
  phash text,
  seen_at timestamptz not null,
  primary key (edition_id, key_sha256)
);

-- ── Consolidation ───────────────────────────────────────────────────────────────────────────────────────────────────

create table rally_runs (
  id uuid primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  -- 'live': the newest state while posts arrive (one row, rewritten); 'full': recomputed from nothing; 'frozen' at the
  -- close; 'final' after appeals. All but 'live' are kept for ever.
  kind text not null check (kind in ('live', 'full', 'frozen', 'final')),
  rules_number int not null,
  -- Counts the rewritings of the live run: who reads it knows whether it is still the newest.
  pass bigint not null default 0,
  through_arrival bigint not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  -- SHA-256 over the inputs' hashes and over the outputs' (R-67).
  input_sha256 text,
  output_sha256 text,
  standings jsonb not null,
  challenges jsonb not null,
  summary jsonb not null,
  foreign key (edition_id, rules_number) references rally_rules
);
create unique index rally_runs_one_live on rally_runs (edition_id) where kind = 'live';
create index rally_runs_by_edition on rally_runs (edition_id, finished_at);

-- Inputs and outputs of a kept run, as the contract names them.
create table rally_run_files (
  run_id uuid not null references rally_runs on delete cascade,
  name text not null,
  sha256 text not null references files,
  bytes bigint not null,
  primary key (run_id, name)
);

-- The newest verdict of each post.
create table rally_verdicts (
  edition_id uuid not null references rally_editions on delete cascade,
  network text not null,
  external_id text not null,
  team_code text,
  works text[] not null,
  kind text check (kind in ('announcement', 'visit')),
  status text not null check (status in ('counted', 'excluded', 'review')),
  reason text,
  points numeric(14, 2) not null,
  because jsonb not null,
  published_at timestamptz not null,
  -- The pass of the live run that wrote it: a process that comes back after another finds what changed meanwhile.
  pass bigint not null default 0,
  scored_at timestamptz not null,
  primary key (edition_id, network, external_id)
);
create index rally_verdicts_by_team on rally_verdicts (edition_id, team_code, published_at);
create index rally_verdicts_in_review on rally_verdicts (edition_id, published_at) where status = 'review';

-- ── Review and appeals ──────────────────────────────────────────────────────────────────────────────────────────────

create table rally_judges (
  edition_id uuid not null references rally_editions on delete cascade,
  person_id uuid not null references people on delete cascade,
  -- In the open data a judge is this letter and number, not a name.
  code text not null,
  organization_id uuid references organizations,
  named_by uuid,
  named_at timestamptz not null,
  primary key (edition_id, person_id),
  unique (edition_id, code)
);

-- A decision of one judge on one criterion of one post. 'first': on the contract's criteria. 'settling': on what the contract has no
-- criterion for (is the text her own? can a work be named?), which becomes a correction. 'appeal': what the answer to an appeal
-- settled, and takes the place of the first ones. 'blind': the second look at a sample, taken without seeing the first; it measures
-- the error rate only. A slip is taken back by deleting the row, and the record keeps both (docs/decisions/0018).
create table rally_judgements (
  id uuid primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  network text not null,
  external_id text not null,
  criterion text not null,
  judge_code text not null,
  round text not null check (round in ('first', 'settling', 'appeal', 'blind')),
  decision text not null check (decision in ('yes', 'no')),
  note text,
  judged_by uuid,
  judged_at timestamptz not null,
  unique (edition_id, network, external_id, criterion, judge_code, round)
);
create trigger rally_judgements_unchanged before update on rally_judgements for each row execute function refuse_change();

-- What judgements.csv holds. One judge alone settles nothing: else the score would tell the second judge what the first decided.
-- Two who agree settle it, or a third after a tie, or the answer to an appeal.
create view rally_settled_judgements as
select edition_id, network, external_id, criterion, judge_code, decision, judged_at
from (
  select j.*,
    bool_or(round = 'appeal') over item as is_appealed,
    count(*) filter (where round = 'first') over item as judges,
    count(*) filter (where round = 'first' and decision = 'yes') over item as ayes
  from rally_judgements j
  where round in ('first', 'appeal')
  window item as (partition by edition_id, network, external_id, criterion)
) counted
where case when is_appealed then round = 'appeal' else judges >= 2 and ayes * 2 <> judges end;

-- What a person with authority settled about a post that waited: a work named for it, an observation. It becomes part of the
-- record that the engine reads, so whoever recomputes sees the same.
create table rally_corrections (
  id uuid primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  network text not null,
  external_id text not null,
  -- The record's "work" becomes this one.
  work_key text,
  -- Judges found the words her own: the record is read with its hashtags and work written out and its text left empty, so that
  -- there is nothing to call a near copy. The original stays.
  text_is_own boolean not null default false,
  reason text not null,
  -- Null: what two judges settled, taken back with a judgement that was a slip.
  corrected_by uuid,
  corrected_at timestamptz not null,
  check (work_key is not null or text_is_own)
);
create index rally_corrections_by_post on rally_corrections (edition_id, network, external_id, corrected_at);

create table rally_review_samples (
  edition_id uuid not null references rally_editions on delete cascade,
  network text not null,
  external_id text not null,
  criterion text not null,
  -- What the draw was made from, so that anybody can repeat it.
  seed text not null,
  drawn_at timestamptz not null,
  primary key (edition_id, network, external_id, criterion)
);

create table rally_panel_points (
  edition_id uuid not null references rally_editions on delete cascade,
  challenge text not null,
  team_id uuid not null references rally_teams on delete cascade,
  points numeric(10, 2) not null check (points >= 0),
  reason text,
  given_by uuid,
  given_at timestamptz not null,
  primary key (edition_id, challenge, team_id)
);

create table rally_appeals (
  id uuid primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  folio text not null unique,
  network text not null,
  external_id text not null,
  reason text not null,
  evidence_url text,
  -- Nothing is kept of who filed it: the folio is her receipt.
  filed_at timestamptz not null
);
create index rally_appeals_by_edition on rally_appeals (edition_id, filed_at);

create table rally_appeal_answers (
  appeal_id uuid primary key references rally_appeals on delete cascade,
  outcome text not null check (outcome in ('upheld', 'partly', 'rejected')),
  reason text not null,
  judge_code text not null,
  answered_by uuid,
  answered_at timestamptz not null
);

-- Hostile text is hidden with a reason that everybody may read; the appeal itself stands and may be answered, but holds no results up.
create table rally_appeal_hidings (
  appeal_id uuid primary key references rally_appeals on delete cascade,
  reason text not null,
  hidden_by uuid,
  hidden_at timestamptz not null
);

-- ── After the close ─────────────────────────────────────────────────────────────────────────────────────────────────

create table rally_certificates (
  id uuid primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  team_id uuid not null references rally_teams on delete cascade,
  member_id uuid references rally_members on delete set null,
  -- What the verification address carries.
  code text not null unique,
  -- As the participant wants it printed; asked when the certificate is made.
  printed_name text,
  issued_at timestamptz not null,
  unique (member_id)
);

-- A discrepancy with the published datum, never an accusation (T-53).
create table rally_findings (
  id uuid primary key,
  edition_id uuid not null references rally_editions on delete cascade,
  number int not null,
  work_key text not null,
  network text not null,
  external_id text not null,
  -- The first of its codes: what it is listed as.
  code text not null,
  codes text[] not null,
  finding text not null,
  opened_at timestamptz not null,
  unique (edition_id, number),
  unique (edition_id, network, external_id)
);
create index rally_findings_by_work on rally_findings (edition_id, work_key);

create table rally_finding_answers (
  id uuid primary key,
  finding_id uuid not null references rally_findings on delete cascade,
  organization_id uuid references organizations,
  stance text not null check (stance in ('acknowledged', 'explained', 'corrected', 'disputed')),
  answer text not null,
  document_url text,
  answered_by uuid,
  answered_at timestamptz not null
);
create index rally_finding_answers_by_finding on rally_finding_answers (finding_id, answered_at);

-- A visit that no longer counts takes its finding along, visibly; one that counts again brings it back. The newest row holds.
create table rally_finding_turns (
  id bigint generated always as identity primary key,
  finding_id uuid not null references rally_findings on delete cascade,
  turn text not null check (turn in ('withdrawn', 'restored')),
  reason text not null,
  turned_at timestamptz not null
);
create index rally_finding_turns_by_finding on rally_finding_turns (finding_id, id);
