-- A mail is marked just before its last byte leaves. Whoever finds the mark without an answer does not know whether it arrived:
-- it is never sent again by itself (decision 23).
alter table mails add column handed_at timestamptz;
alter table mails add column doubted_at timestamptz;
alter table mails add column is_awaited boolean not null default false;
alter table mails add constraint mails_doubted_after_handed check (doubted_at is null or handed_at is not null);
create index mails_handed on mails (handed_at) where handed_at is not null and sent_at is null;
