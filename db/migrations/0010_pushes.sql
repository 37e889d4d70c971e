-- A notice to a browser that follows something: one row a message, as mails have theirs.
create table pushes (
  id uuid primary key,
  follow_id uuid not null references follows on delete cascade,
  queued_at timestamptz not null,
  -- When the push service took it; a job done twice finds it here.
  sent_at timestamptz,
  last_error text
);
create index pushes_by_follow on pushes (follow_id);
create index pushes_by_age on pushes (queued_at);

-- What a push tells of; a push that tells of nothing is the first one, which proves that the browser is there.
alter table tellings add column push_id uuid references pushes on delete set null;
create index tellings_by_push on tellings (push_id) where push_id is not null;

-- A browser follows a subject once, whoever asks and however often.
create unique index follows_push_once on follows (subject_type, subject_id, (push ->> 'endpoint')) where push is not null;
create index follows_by_endpoint on follows ((push ->> 'endpoint')) where push is not null;

-- Feeds ask for what happened around a commitment by its parts, whatever their kind.
create index events_by_subject_alone on events (subject_id, seq);
