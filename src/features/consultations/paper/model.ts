import { dayIn } from '../../../platform/civil-day.ts'
import { Refused } from '../../../platform/errors.ts'
import { type Consultation, phaseOf, saidDays } from '../model.ts'

/** What was said before the opening, after the close or in the future is no part of this consultation. */
export function refuseSheets(consultation: Consultation, saidOn: string, now: Date): void {
  const phase = phaseOf(consultation, now)
  if (phase === 'draft' || phase === 'upcoming') throw new Refused('consultations.refused.not-yet')
  const { from, to } = saidDays(consultation)
  if (saidOn < from || saidOn > to) throw new Refused('consultations.refused.said-on', { from, to })
  if (saidOn > dayIn(consultation.timeZone, now)) throw new Refused('consultations.refused.future')
}

/** The number of the sheet that follows: '7' → '8', 'B-09' → 'B-10'; without a number at its end, none. */
export function numberAfter(number: string): string {
  const match = /^(.*?)(\d{1,6})$/.exec(number.trim())
  if (!match) return ''
  const [, head = '', digits = ''] = match
  return `${head}${String(Number(digits) + 1).padStart(digits.length, '0')}`
}
