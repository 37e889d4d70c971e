-- Letters of a facilitator to those who have not reported. The id comes with the form: one pressed twice is one.
create table report_calls (
  id uuid primary key,
  plan_id uuid not null references plans on delete cascade,
  since date not null,
  body text not null check (body <> ''),
  institutions integer not null check (institutions >= 0),
  letters integer not null check (letters >= 0),
  called_by uuid,
  called_at timestamptz not null
);
create index report_calls_by_plan on report_calls (plan_id, called_at);
