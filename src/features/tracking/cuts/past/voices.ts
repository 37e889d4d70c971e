import { type Answer, isDisputed, isValidated, type Report, voicesOf } from '../../reports/model.ts'

type SaidThen = {
  folio: string
  organization: string
  voice: 'institution' | 'civil-society'
  state: string
  at: Date | string
}
type AnsweredThen = {
  folio: string
  organization: string
  voice: 'institution' | 'civil-society'
  stance: Answer['stance']
  reason: string | null
  at: Date | string
}

/**
 * Dispute and validation of what was said by an instant, by the same rules as today's: organisations go by their name and
 * reports by their folio, which is what a frozen file holds of them.
 */
export function judgedThen(said: { reports: readonly SaidThen[]; answers: readonly AnsweredThen[] } | undefined): {
  isDisputed: boolean
  isValidated: boolean
} {
  const inOrder = <One extends { at: Date | string }>(list: readonly One[]) =>
    list.map((one) => ({ ...one, at: new Date(one.at) })).sort((a, b) => a.at.getTime() - b.at.getTime())
  const reports = inOrder(said?.reports ?? []).map(
    ({ folio, organization, voice, state, at }): Report => ({
      ...{
        id: folio,
        folio,
        side: voice,
        organizationId: organization,
        organization,
        state: state as Report['state'],
        at,
      },
      ...{ body: '', shareDone: null, products: null, reason: null, from: '', to: '', links: [] },
    }),
  )
  const answers = inOrder(said?.answers ?? []).map(
    ({ folio, organization, voice, stance, reason, at }): Answer => ({
      ...{ id: folio, reportId: folio, side: voice, organizationId: organization, organization, stance, reason, at },
    }),
  )
  const voices = voicesOf({ reports, answers, verifications: [] })
  return { isDisputed: isDisputed(voices), isValidated: isValidated(voices) }
}
