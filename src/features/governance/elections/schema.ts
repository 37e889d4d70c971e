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

/** Times are those of the clock on the wall in the body's zone (T-63). */
export const electionForm = (timeZone: string) =>
  z
    .object({
      title: requiredText(200),
      sector: z.enum(seatSectors, 'error.choice'),
      seats: count.refine((seats) => seats >= 1 && seats <= 50, 'elections.error.count'),
      requirements: optionalText(4000),
      candidaciesFrom: instant(timeZone),
      candidaciesTo: instant(timeZone),
      votingFrom: instant(timeZone),
      votingTo: instant(timeZone),
    })
    .refine((one) => one.candidaciesFrom < one.candidaciesTo, {
      path: ['candidaciesTo'],
      error: 'elections.error.order',
    })
    .refine((one) => one.candidaciesTo <= one.votingFrom, { path: ['votingFrom'], error: 'elections.error.order' })
    .refine((one) => one.votingFrom < one.votingTo, { path: ['votingTo'], error: 'elections.error.order' })
export type ElectionFields = z.output<ReturnType<typeof electionForm>>

export const candidacyForm = z.object({
  name: requiredText(200),
  alternate: optionalText(200),
  organization: optionalId,
  statement: requiredText(4000),
  documentKind: z.enum(documentKinds, 'error.choice').default('letter'),
  documentTitle: optionalText(200),
  documentUrl: optionalUrl,
})
export type CandidacyFields = z.output<typeof candidacyForm>

export const decisionForm = z.object({ decision: z.enum(decisions, 'error.choice'), reason: requiredText(2000) })
export type DecisionFields = z.output<typeof decisionForm>

export const voterForm = z.object({
  email: z
    .string()
    .default('')
    .transform((text) => text.trim().toLowerCase())
    .refine((text) => z.email().safeParse(text).success, 'governance.error.email'),
  organization: optionalId,
})
export type VoterFields = z.output<typeof voterForm>

export const strikeForm = z.object({ reason: requiredText(1000) })

/** The votes arrive as 'votes.NUMBER' fields and are joined by the route. */
export const paperForm = z.object({
  ballots: count,
  blank: count,
  spoiled: count,
  votes: z.record(z.string().regex(/^[1-9][0-9]{0,3}$/), count),
  act: requiredText(300),
  actUrl: optionalUrl,
  witnesses: requiredText(1000),
})
export type PaperFields = z.output<typeof paperForm>

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
