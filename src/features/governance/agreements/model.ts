export const agreementStates = ['in-progress', 'done', 'cancelled'] as const
export type AgreementState = (typeof agreementStates)[number]

export type Agreement = {
  id: string
  folio: string
  wording: string
  responsible: string
  organization: string | null
  dueOn: string | null
  madeAt: Date
  /** The session or table that it comes from. */
  from: { kind: 'session' | 'table'; title: string; number: number | null; slug: string | null }
  states: readonly { state: AgreementState; reason: string; url: string | null; at: Date }[]
}

export type AgreementStanding = 'pending' | 'in-progress' | 'late' | 'done' | 'cancelled'

/** Followed up until done: pending and in progress are late once their day has passed. */
export function standingOfAgreement({ states, dueOn }: Agreement, today: string): AgreementStanding {
  const last = states.at(-1)?.state
  if (last === 'done' || last === 'cancelled') return last
  if (dueOn !== null && today > dueOn) return 'late'
  return last ?? 'pending'
}
