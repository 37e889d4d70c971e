import * as z from 'zod'
import { instantOf } from '../../../platform/civil-day.ts'
import { dateText, optionalDate, optionalText, requiredText } from '../../../platform/http/form.ts'
import { optionalUrl } from '../../../platform/http/url-field.ts'
import { seatSectors } from '../model.ts'
import { choiceShape, serialShape, signatureShape } from './ballot.ts'
import { decisions, documentKinds } from './model.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const optionalId = z
  .string()
  .default('')
  .transform((id) => (id === '' ? null : id))
  .refine((id) => id === null || uuid.test(id), 'error.choice')

const instant = (timeZone: string) =>
  z
    .string()
    .default('')
    .transform((text, context) => {
      const at = instantOf(text.trim(), timeZone)
      if (at) return at
      context.addIssue({ code: 'custom', message: 'governance.error.date-time' })
      return z.NEVER
    })

const count = z
  .string()
  .trim()
  .regex(/^[0-9]{1,6}$/, 'elections.error.count')
  .transform(Number)

const datesOf = (timeZone: string) => ({
  ...{ candidaciesFrom: instant(timeZone), candidaciesTo: instant(timeZone) },
  ...{ votingFrom: instant(timeZone), votingTo: instant(timeZone) },
})

type Dates = { candidaciesFrom: Date; candidaciesTo: Date; votingFrom: Date; votingTo: Date }

/** Each date after the one before; the fault stands beside the one that is too early. */
function inOrder(one: Dates, context: z.RefinementCtx): void {
  const early = [
    ...(one.candidaciesFrom < one.candidaciesTo ? [] : ['candidaciesTo']),
    ...(one.candidaciesTo <= one.votingFrom ? [] : ['votingFrom']),
    ...(one.votingFrom < one.votingTo ? [] : ['votingTo']),
  ]
  for (const field of early) context.addIssue({ code: 'custom', path: [field], message: 'elections.error.order' })
}

/** Times are those of the clock on the wall in the body's zone (T-63). */
export const electionForm = (timeZone: string) =>
  z
    .object({
      title: requiredText(200),
      sector: z.enum(seatSectors, 'error.choice'),
      seats: count.refine((seats) => seats >= 1 && seats <= 50, 'elections.error.count'),
      requirements: optionalText(4000),
      pollingPlace: requiredText(1000, 'elections.error.polling-place'),
      ...datesOf(timeZone),
    })
    .superRefine(inOrder)
export type ElectionFields = z.output<ReturnType<typeof electionForm>>

export const calendarForm = (timeZone: string) =>
  z
    .object({
      ...datesOf(timeZone),
      pollingPlace: requiredText(1000, 'elections.error.polling-place'),
      reason: requiredText(1000),
    })
    .superRefine(inOrder)
export type CalendarFields = z.output<ReturnType<typeof calendarForm>>

export const candidacyForm = z.object({
  name: requiredText(200),
  alternate: optionalText(200),
  organization: optionalId,
  statement: requiredText(4000),
  documentKind: z.enum(documentKinds, 'error.choice').default('other'),
  documentTitle: optionalText(200),
  documentUrl: optionalUrl,
})
export type CandidacyFields = z.output<typeof candidacyForm>

export const decisionForm = z.object({ decision: z.enum(decisions, 'error.choice'), reason: requiredText(2000) })
export type DecisionFields = z.output<typeof decisionForm>

/** One address a line, or several parted by commas, as they are pasted from a list. */
export const voterForm = z.object({
  emails: requiredText(60_000, 'elections.error.emails')
    .transform((text) => [
      ...new Set(
        text
          .toLowerCase()
          .split(/[\s,;]+/)
          .filter((one) => one !== ''),
      ),
    ])
    .refine((emails) => emails.length <= 500, 'elections.error.many-emails')
    .refine((emails) => emails.every((one) => z.email().safeParse(one).success), 'elections.error.email-line'),
  organization: optionalId,
})
export type VoterFields = z.output<typeof voterForm>

/** Striking a voter, stepping back from a candidacy, annulling: each says why, in public. */
export const reasonForm = z.object({ reason: requiredText(2000) })

const actForm = z.object({
  ...{ ballots: count, blank: count, spoiled: count },
  ...{ act: requiredText(300), actUrl: optionalUrl, witnesses: requiredText(1000) },
})
export type PaperFields = z.output<typeof actForm> & { votes: Record<string, number> }

export const votesField = (number: number) => `votes.${number}`

/** An act of these candidates: their votes arrive as 'votes.NUMBER'. */
export const paperForm = (numbers: readonly number[]) =>
  actForm
    .and(z.object(Object.fromEntries(numbers.map((number) => [votesField(number), count]))))
    .transform((one): PaperFields => {
      const counted = one as Record<string, unknown>
      return {
        ...one,
        votes: Object.fromEntries(numbers.map((number) => [number, Number(counted[votesField(number)])])),
      }
    })

export const seatForm = z.object({ fromOn: dateText, toOn: optionalDate })
export type SeatFields = z.output<typeof seatForm>

/** What a voter's browser sends to be signed: base64url of the blinded message, the length of the modulus. */
export const blindedBody = z.strictObject({ blinded: z.string().regex(signatureShape) })

/** What arrives without a name: nothing else may come with it. */
export const ballotBody = z.strictObject({
  serial: z.string().regex(serialShape),
  choice: z.string().max(250).regex(choiceShape),
  signature: z.string().regex(signatureShape),
})
