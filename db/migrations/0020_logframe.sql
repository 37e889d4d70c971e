-- The logic framework (MIR) of a tree: one, made from an alternative that was chosen.
create table logframes (
  id uuid primary key,
  tree_id uuid not null unique references problem_trees on delete cascade,
  alternative_id uuid not null references alternatives on delete cascade,
  created_by uuid,
  created_at timestamptz not null
);

-- Every save is the whole matrix anew: what stood before can always be read.
create table logframe_versions (
  logframe_id uuid not null references logframes on delete cascade,
  number integer not null check (number > 0),
  document jsonb not null,
  saved_by uuid,
  saved_at timestamptz not null,
  primary key (logframe_id, number)
);
create trigger logframe_versions_unchanged before update on logframe_versions
  for each row execute function refuse_change();

-- Which of them everybody was shown, since when and why.
create table logframe_publications (
  logframe_id uuid not null,
  number integer not null,
  reason text,
  published_by uuid,
  published_at timestamptz not null,
  primary key (logframe_id, number),
  foreign key (logframe_id, number) references logframe_versions on delete cascade
);
create trigger logframe_publications_unchanged before update on logframe_publications
  for each row execute function refuse_change();

-- What a tree, a node or a kit said before it was worded otherwise.
create table diagnosis_rewordings (
  id uuid primary key,
  tree_id uuid not null references problem_trees on delete cascade,
  kit_id uuid references kits on delete cascade,
  node_id uuid,
  field text not null check (field in ('title', 'wording', 'mirror', 'rules', 'agenda', 'sources')),
  before text not null,
  after text not null,
  changed_by uuid,
  changed_at timestamptz not null
);
create index diagnosis_rewordings_by_tree on diagnosis_rewordings (tree_id, changed_at);
create trigger diagnosis_rewordings_unchanged before update on diagnosis_rewordings
  for each row execute function refuse_change();

alter table kits add column version integer not null default 1;
