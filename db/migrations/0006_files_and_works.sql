-- Files kept by what they hold, and public works: data sets, their cuts, and a work as each cut tells it.

-- ── Files ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- What the storage holds under its SHA-256. Who may read a file is decided by the row that points at it, never here.
create table files (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes >= 0),
  -- Sniffed from the bytes, never taken from what the sender said.
  media_type text not null,
  stored_at timestamptz not null
);

-- A file that arrives piece by piece (tus) or in one form; dropped by the worker when nobody claimed it before expires_at.
create table uploads (
  id uuid primary key,
  -- What the sender may do with it: a word of the feature that takes it ('rally-photo').
  purpose text not null,
  -- Who sends: a person's id, or what a feature made of her; never a network address.
  owner text not null,
  bytes bigint not null check (bytes >= 0),
  received bigint not null default 0 check (received >= 0),
  media_type text,
  sha256 text references files,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  finished_at timestamptz,
  claimed_at timestamptz,
  -- Whoever writes a piece holds the upload for seconds, in whatever process; another who asks is waited for no longer than that.
  held_by uuid,
  held_until timestamptz,
  is_wanted boolean not null default false
);
create index uploads_by_owner on uploads (owner) where claimed_at is null;
create index uploads_by_expiry on uploads (expires_at) where claimed_at is null;

-- ── Works ───────────────────────────────────────────────────────────────────────────────────────────────────────────

create table works_datasets (
  id uuid primary key,
  space_id uuid not null references spaces,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  title text not null check (title <> ''),
  publisher text not null check (publisher <> ''),
  source_url text,
  licence text not null check (licence <> ''),
  licence_url text,
  about text,
  created_by uuid,
  created_at timestamptz not null,
  unique (space_id, slug)
);

-- The publisher overwrites its file each quarter (T-43): every import is a cut that stays, with the file itself.
create table works_cuts (
  id uuid primary key,
  dataset_id uuid not null references works_datasets,
  number int not null check (number > 0),
  -- The day that the data speak of, as their publisher says it.
  dated_on date not null,
  product text not null check (product in ('consolidated', 'tracking', 'concluded', 'annual', 'other')),
  year int,
  quarter smallint check (quarter between 1 and 4),
  source_url text,
  licence text not null check (licence <> ''),
  file_name text not null,
  -- Stored before it is read (R-89).
  sha256 text not null references files,
  bytes bigint not null,
  downloaded_on date not null,
  format text not null check (format in ('opa', 'oc4ids', 'table')),
  -- Of a table of any shape: which of its columns is which of ours.
  mapping jsonb,
  -- Words of status that a person looked at and let in (R-87); they are kept as they came, with no status of ours.
  admitted_statuses text[] not null default '{}',
  -- Names, mails or telephones of officials by the names of its columns: such a file is never given out as it came (R-90).
  has_personal_data boolean not null default true,
  requested_by uuid,
  requested_at timestamptz not null,
  rows_done int not null default 0,
  rows_total int,
  finished_at timestamptz,
  outcome text check (outcome in ('kept', 'refused', 'failed')),
  refusal text,
  report jsonb,
  source_schema text,
  encoding text,
  works int,
  unique (dataset_id, number),
  check ((finished_at is null) = (outcome is null))
);

create table works (
  id uuid primary key,
  dataset_id uuid not null references works_datasets,
  -- Text, never a number: spreadsheets turn 2151GYN0003 into 8.36E+21 (T-37).
  key text not null check (key <> ''),
  unique (dataset_id, key)
);

create table work_states (
  cut_id uuid not null references works_cuts on delete cascade,
  work_id uuid not null references works,
  key text not null,
  -- Names change under the same key (T-38).
  name text not null,
  description text,
  kind_source text,
  kind text,
  branch_key text,
  branch text,
  unit_key text,
  unit text,
  location_text text,
  coverage text not null check (coverage in ('state', 'abroad', 'not-distributable', 'national', 'unknown')),
  state_key text,
  municipality_key text,
  municipality text,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  location_precision text not null check (location_precision in ('point', 'line', 'area', 'municipality', 'state', 'none')),
  coordinate_fault text check (coordinate_fault in ('zero', 'empty', 'out-of-range', 'swapped')),
  -- Money as the source names it: {"aprobado": "1200.50"}; spending is never divided by what was modified (T-44).
  amounts jsonb not null default '{}',
  total_amount numeric(20, 2),
  physical_progress numeric(7, 4) check (physical_progress between 0 and 100),
  starts_on date,
  ends_on date,
  status_source text,
  status text,
  -- Rows of the file that speak of it: money added, greatest progress taken (R-84).
  sub_rows int not null default 1 check (sub_rows > 0),
  -- A purchase or a study cannot be seen on a street (T-41).
  is_visitable boolean not null,
  flags text[] not null default '{}',
  -- Columns of the source that are nobody's personal data, kept as they came.
  other jsonb not null default '{}',
  search tsvector not null generated always as (
    to_tsvector('spanish', fold(key || ' ' || name || ' ' || coalesce(location_text, '') || ' ' || coalesce(municipality, '')))
  ) stored,
  primary key (cut_id, work_id),
  check ((latitude is null) = (longitude is null))
);
create index work_states_by_work on work_states (work_id);
create index work_states_by_key on work_states (cut_id, key);
create index work_states_by_place on work_states (cut_id, state_key, municipality);
create index work_states_search on work_states using gin (search);

-- What participants say about the data themselves: a wrong coordinate, a name that is another's. Who said it is in the record,
-- as for every act, and nowhere else.
create table work_corrections (
  id uuid primary key,
  dataset_id uuid not null references works_datasets,
  work_key text not null,
  field text not null,
  was text,
  should_be text not null,
  reason text not null,
  source_url text,
  reported_at timestamptz not null
);
create index work_corrections_by_work on work_corrections (dataset_id, work_key);

create table work_correction_answers (
  correction_id uuid primary key references work_corrections on delete cascade,
  outcome text not null check (outcome in ('accepted', 'rejected', 'sent')),
  reason text not null,
  answered_by uuid,
  answered_at timestamptz not null
);
