-- Elections to their end: the act of a polling table as a kept file, a calendar moved and an election annulled with public reasons.
alter table election_paper_counts
  add column act_sha256 text references files (sha256),
  add column act_file_name text;

-- Where and how one votes on paper: an election is never digital alone.
alter table elections add column polling_place text;

create table election_calendar_moves (
  id uuid primary key,
  election_id uuid not null references elections on delete cascade,
  -- The four dates as they were before.
  candidacies_from timestamptz not null,
  candidacies_to timestamptz not null,
  voting_from timestamptz not null,
  voting_to timestamptz not null,
  reason text not null check (reason <> ''),
  moved_by uuid,
  moved_at timestamptz not null
);
create index election_calendar_moves_by_election on election_calendar_moves (election_id, moved_at);
create trigger election_calendar_moves_unchanged before update on election_calendar_moves for each row execute function refuse_change();

create table election_annulments (
  election_id uuid primary key references elections on delete cascade,
  reason text not null check (reason <> ''),
  annulled_by uuid,
  annulled_at timestamptz not null
);
create trigger election_annulments_unchanged before update on election_annulments for each row execute function refuse_change();
