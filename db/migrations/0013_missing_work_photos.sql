-- A photograph shows a visit, or a work that somebody saw and the list lacks: exactly one of the two.
alter table rally_photos alter column capture_id drop not null;
alter table rally_photos add column missing_work_id uuid references rally_missing_works(id) on delete cascade;
alter table rally_photos add constraint rally_photos_shows_one check (num_nonnulls(capture_id, missing_work_id) = 1);
create unique index rally_photos_of_missing_work on rally_photos (missing_work_id, position) where missing_work_id is not null;
