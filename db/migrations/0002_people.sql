-- Signing in, roles by invitation, and what a person may ask about the data held on her.
--
-- Personal data lie only in the tables below and in people, role_grants and mails; every one of them is emptied of a person
-- in one transaction when she asks (src/features/people/holdings.ts names each with its reason and its term).

-- ── Signing in (better-auth's tables, with our names) ───────────────────────────────────────────────────────────────

-- The cookie carries the token signed with SECRET: a copy of this table alone opens no session.
create table sessions (
  id uuid primary key,
  person_id uuid not null references people on delete cascade,
  token text not null unique,
  -- Thirty days after it began, whatever happens; seven days without use end it sooner (updated_at).
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- The library has these columns; the platform keeps neither address nor browser of anybody.
  ip_address text check (ip_address is null),
  user_agent text check (user_agent is null)
);
create index sessions_by_person on sessions (person_id);

-- One row a person and identity provider. Tokens of the provider are dropped before they arrive here.
create table accounts (
  id uuid primary key,
  person_id uuid not null references people on delete cascade,
  provider_id text not null,
  account_id text not null,
  access_token text check (access_token is null),
  refresh_token text check (refresh_token is null),
  id_token text check (id_token is null),
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text check (password is null),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index accounts_by_person on accounts (person_id);

-- One-time links (identifier: SHA-256 of the token), challenges of passkeys, states of OpenID Connect. Deleted when used.
create table verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verifications_by_identifier on verifications (identifier);
create index verifications_by_expiry on verifications (expires_at);

create table passkeys (
  id uuid primary key,
  person_id uuid not null references people on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz
);
create index passkeys_by_person on passkeys (person_id);

-- ── Roles by invitation ─────────────────────────────────────────────────────────────────────────────────────────────

create table invitations (
  id uuid primary key,
  space_id uuid not null references spaces,
  email text not null,
  role text not null check (role in ('administrator', 'facilitator', 'liaison', 'co-responsible', 'evaluator', 'moderator')),
  organization_id uuid references organizations,
  token_hash text not null unique,
  invited_by uuid,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  check (role not in ('liaison', 'co-responsible') or organization_id is not null)
);
create index invitations_by_space on invitations (space_id, invited_at);
create index invitations_by_email on invitations (email);

-- Primary key: an invitation is accepted once, whoever comes first.
create table invitation_acceptances (
  invitation_id uuid primary key references invitations on delete cascade,
  grant_id uuid not null references role_grants on delete cascade,
  accepted_at timestamptz not null
);

create table invitation_withdrawals (
  invitation_id uuid primary key references invitations on delete cascade,
  withdrawn_by uuid,
  withdrawn_at timestamptz not null
);

-- ── Personal data ───────────────────────────────────────────────────────────────────────────────────────────────────

-- Which version of the privacy notice a person had before her when she first came in (R-145).
create table notice_acceptances (
  person_id uuid not null references people on delete cascade,
  version text not null,
  accepted_at timestamptz not null,
  primary key (person_id, version)
);

-- A new address counts only when a link sent to it was opened; one pending change a person.
create table email_changes (
  person_id uuid primary key references people on delete cascade,
  new_email text not null,
  token_hash text not null unique,
  requested_at timestamptz not null,
  expires_at timestamptz not null
);

-- The receipt of a deletion: when, and how many rows of each table. Nothing that tells whose they were.
create table erasures (
  id uuid primary key,
  folio text not null unique,
  erased_at timestamptz not null,
  removed jsonb not null
);

-- ARCO requests of those who cannot or will not sign in. The answer is due in 20 working days (R-146).
create table privacy_requests (
  id uuid primary key,
  folio text not null unique,
  kind text not null check (kind in ('access', 'rectification', 'cancellation', 'opposition')),
  name text not null,
  email text not null,
  details text not null,
  requested_at timestamptz not null,
  due_on date not null
);
create index privacy_requests_by_time on privacy_requests (requested_at);

create table privacy_request_answers (
  request_id uuid primary key references privacy_requests on delete cascade,
  outcome text not null check (outcome in ('granted', 'partly', 'denied')),
  reason text not null,
  answered_by uuid,
  answered_at timestamptz not null
);

-- Showing the one-time link in somebody else's kept mail is an act with an author and a reason (only without SMTP).
create table mail_disclosures (
  id uuid primary key,
  mail_id uuid not null references mails on delete cascade,
  reason text not null,
  disclosed_by uuid,
  disclosed_at timestamptz not null
);
create index mail_disclosures_by_mail on mail_disclosures (mail_id);
create index mails_by_recipient on mails (recipient);
