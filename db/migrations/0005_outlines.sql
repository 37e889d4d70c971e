-- Shapes of territories for the maps, loaded by the operator (tequio territories outlines). The path is ready to be drawn: the
-- whole country shares one projection (Mercator), in hundredths of a degree for states and thousandths for municipalities, so
-- territories that came from different files fit each other. Facts that may be loaded again, never a source of anything else.
create table territory_outlines (
  territory_key text primary key references territories,
  -- Goes into an attribute of a page as it is: nothing but the letters and numbers of a path.
  path text not null check (path ~ '^M[Mlz0-9 -]+z$'),
  -- The land that a map must show; small islands far away may lie outside.
  min_x int not null,
  min_y int not null,
  max_x int not null,
  max_y int not null,
  -- Who drew it, as the operator says or as the file is called: shown under the map.
  source text not null check (source <> ''),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  loaded_at timestamptz not null,
  check (max_x > min_x and max_y > min_y)
);
