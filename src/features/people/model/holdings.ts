/** Whose rows: everything held hangs on one of these two. */
export type Owner = { id: string; email: string }

export type Row = Record<string, unknown>

/**
 * Every place where personal data lie. This list is the source of the privacy notice, of "what is held about me", of the
 * download and of the deletion: a table that is not here is told of, shown and deleted nowhere (a test compares it with the
 * database). Sentences: `people.holding.<id>.what`, `.why` and `.term`. In the order of deletion: the person herself last.
 */
export const holdings = [
  { id: 'sessions', tables: ['sessions'], stays: false },
  { id: 'links', tables: ['verifications'], stays: false },
  { id: 'providers', tables: ['accounts'], stays: false },
  { id: 'passkeys', tables: ['passkeys'], stays: false },
  { id: 'email-change', tables: ['email_changes'], stays: false },
  { id: 'invitations', tables: ['invitations', 'invitation_acceptances', 'invitation_withdrawals'], stays: false },
  { id: 'roles', tables: ['role_grants', 'role_revocations'], stays: false },
  { id: 'mails', tables: ['mails', 'mail_disclosures'], stays: false },
  { id: 'rally-accounts', tables: ['rally_accounts', 'rally_account_proofs'], stays: false },
  {
    id: 'rally-memberships',
    tables: ['rally_members', 'rally_member_invitations', 'rally_guardian_consents', 'rally_certificates'],
    stays: false,
  },
  { id: 'rally-judging', tables: ['rally_judges'], stays: false },
  { id: 'report-drafts', tables: ['report_drafts'], stays: false },
  { id: 'uploads', tables: ['uploads'], stays: false },
  { id: 'follows', tables: ['follows', 'tellings'], stays: false },
  { id: 'reminders', tables: ['reminders', 'exercise_reminders'], stays: false },
  { id: 'bounced', tables: ['bounced_addresses'], stays: false },
  { id: 'contestations', tables: ['contestations'], stays: false },
  { id: 'invited-actors', tables: ['invited_actors', 'actor_invitations', 'actor_answers'], stays: false },
  { id: 'contributions', tables: ['contributions', 'contribution_comments'], stays: false },
  { id: 'contribution-follows', tables: ['contribution_follows'], stays: false },
  { id: 'draft-remarks', tables: ['passage_remarks'], stays: false },
  { id: 'draft-ratings', tables: ['draft_ratings'], stays: false },
  { id: 'table-registrations', tables: ['table_registrations', 'table_attendance'], stays: false },
  { id: 'election-roll', tables: ['election_roll'], stays: false },
  { id: 'tree-comments', tables: ['node_comments'], stays: false },
  { id: 'minutes-comments', tables: ['minutes_comments'], stays: false },
  { id: 'notice', tables: ['notice_acceptances'], stays: false },
  { id: 'account', tables: ['people'], stays: false },
  { id: 'requests', tables: ['privacy_requests', 'privacy_request_answers'], stays: true },
  { id: 'rally-visits', tables: ['rally_captures', 'rally_photos'], stays: true },
  { id: 'rally-missing-works', tables: ['rally_missing_works'], stays: true },
  { id: 'evidence', tables: ['evidence', 'evidence_versions', 'evidence_withdrawals'], stays: true },
  { id: 'body-seats', tables: ['memberships', 'candidacies', 'candidacy_documents'], stays: true },
  { id: 'acts', tables: ['events'], stays: true },
] as const satisfies readonly { id: string; tables: readonly string[]; stays: boolean }[]

export type HoldingId = (typeof holdings)[number]['id']
/** Deleted when the person asks; the others stay, and the notice says why. */
export type ErasableId = Extract<(typeof holdings)[number], { stays: false }>['id']

/** The order in which they are told: what a person gave herself before what follows from it. */
export const holdingsAsTold = holdings.toSorted((a, b) => Number(b.id === 'account') - Number(a.id === 'account'))
