-- How the groups that stand were suggested: by words, or by what a configured server says that texts mean; and why it was not asked.
alter table systematisations
  add column suggested_by text check (suggested_by in ('words', 'meaning')),
  add column suggestion_fault text;
