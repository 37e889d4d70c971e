-- A consultation's own texts in another language. The original stays in the language of its space; what was not translated is shown so.
create table consultation_translations (
  consultation_id uuid not null references consultations (id) on delete cascade,
  language text not null check (language ~ '^[a-z]{2,3}$'),
  title text not null check (title <> ''),
  question text not null check (question <> ''),
  summary text,
  -- By the id of the axis: {"name": …, "guidingQuestion": …}.
  axes jsonb not null default '{}',
  translated_by uuid,
  translated_at timestamptz not null,
  primary key (consultation_id, language)
);
