-- Reference facts come from files and a package at every start; this remembers which text of them the database has.

create table reference_sets (
  name text primary key,
  sha256 text not null,
  loaded_at timestamptz not null
);

-- Names in use beside the official one (T-58: Coahuila, Edomex, Distrito Federal), so that a search finds the place.
create table territory_aliases (
  territory_key text not null references territories on delete cascade,
  alias text not null check (alias <> ''),
  primary key (territory_key, alias)
);
create index territory_aliases_folded on territory_aliases (fold(alias));
