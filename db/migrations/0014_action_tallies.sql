-- What the board needs of the activities of a key action, counted when one changes instead of each time somebody looks: a board of a
-- hundred thousand activities reads as many rows as it has key actions. Written by the triggers below only.
create table action_tallies (
  key_action_id uuid primary key references key_actions on delete cascade,
  commitment_id uuid not null references commitments on delete cascade,
  verified int not null,
  complete int not null,
  in_progress int not null,
  not_started int not null,
  validated int not null,
  disputed int not null,
  next_end date,
  last_stated timestamptz
);
create index action_tallies_by_commitment on action_tallies (commitment_id);

-- Locks first and counts in a statement of its own: its snapshot then holds what the one before, who held the lock, committed.
create function tally_actions(ids uuid[]) returns void language plpgsql as $$
begin
  perform from key_actions where id = any(ids) order by id for no key update;
  insert into action_tallies
  select k.id, k.commitment_id,
    count(*) filter (where a.current_state = 'verified'),
    count(*) filter (where a.current_state = 'complete'),
    count(*) filter (where a.current_state = 'in-progress'),
    count(*) filter (where a.current_state = 'not-started'),
    count(*) filter (where a.is_validated and a.current_state in ('verified', 'complete')),
    count(*) filter (where a.is_disputed),
    min(a.ends_on) filter (where a.current_state in ('in-progress', 'not-started')),
    max(a.state_since)
  from key_actions k left join activities a on a.key_action_id = k.id
  where k.id = any(ids) group by 1, 2
  on conflict (key_action_id) do update set (commitment_id, verified, complete, in_progress, not_started, validated, disputed,
    next_end, last_stated) = (excluded.commitment_id, excluded.verified, excluded.complete, excluded.in_progress,
    excluded.not_started, excluded.validated, excluded.disputed, excluded.next_end, excluded.last_stated);
end $$;

create function tally_after_insert() returns trigger language plpgsql as $$
begin
  perform tally_actions(array(select distinct key_action_id from new_rows));
  return null;
end $$;
create function tally_after_delete() returns trigger language plpgsql as $$
begin
  perform tally_actions(array(select distinct key_action_id from old_rows));
  return null;
end $$;
-- Titles and positions change nothing that is counted.
create function tally_after_update() returns trigger language plpgsql as $$
begin
  perform tally_actions(array(
    select n.key_action_id from new_rows n join old_rows o on o.id = n.id
      where (n.key_action_id, n.current_state, n.is_validated, n.is_disputed, n.ends_on, n.state_since)
        is distinct from (o.key_action_id, o.current_state, o.is_validated, o.is_disputed, o.ends_on, o.state_since)
    union select o.key_action_id from new_rows n join old_rows o on o.id = n.id where n.key_action_id <> o.key_action_id));
  return null;
end $$;

create trigger activities_tallied_in after insert on activities referencing new table as new_rows
  for each statement execute function tally_after_insert();
create trigger activities_tallied_out after delete on activities referencing old table as old_rows
  for each statement execute function tally_after_delete();
create trigger activities_tallied after update on activities referencing new table as new_rows old table as old_rows
  for each statement execute function tally_after_update();

select tally_actions(array(select distinct key_action_id from activities));
drop index activities_tally;
