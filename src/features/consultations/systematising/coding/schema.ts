import * as z from 'zod'
import { optionalText } from '../../../../platform/http/form.ts'
import { notTakenUp, type OutcomeKind, type Saying } from '../model.ts'
import { longestAnswer } from '../topics/schema.ts'

/** Checkboxes of one name arrive as lines. */
export const chosenIds = z
  .string()
  .default('')
  .transform((text) => [...new Set(text.split('\n').filter(Boolean))])
  .pipe(z.array(z.uuid('error.choice')).min(1, 'systematising.refused.contributions').max(1000, 'error.choice'))

export const codeForm = z
  .object({
    contributions: chosenIds,
    topic: z.union([z.uuid(), z.enum(['new', 'none'])], 'systematising.error.topic'),
    part: z.string().default(''),
    name: optionalText(200),
    problem: optionalText(2000),
    why: z.enum(notTakenUp, 'error.choice').default('not-included'),
    response: optionalText(longestAnswer),
  })
  .transform((form, context): { ids: string[]; saying: Saying } => {
    const fault = (path: string, message: string) => {
      context.addIssue({ code: 'custom', path: [path], message })
      return z.NEVER
    }
    const { contributions: ids, response } = form
    if (form.topic === 'none') {
      if (response === null) return fault('response', 'systematising.error.response')
      return { ids, saying: { kind: form.why, topicId: null, response } }
    }
    const kind = form.part === '' ? 'included' : 'included-in-part'
    if (form.topic !== 'new') return { ids, saying: { kind, topicId: form.topic, response } }
    if (form.name === null) return fault('name', 'systematising.error.name')
    return { ids, saying: { kind, newTopic: { name: form.name, problem: form.problem, axis: null }, response } }
  })

const page = z.coerce.number().int().min(1).max(100_000).catch(1).default(1)
const whole = (max: number) => z.coerce.number().int().min(1).max(max).nullable().catch(null).default(null)

/** What the workbench's address says; what is not understood counts as not asked. */
export const benchQuery = z.object({
  grupo: whole(1_000_000),
  aportacion: z
    .string()
    .regex(/^APO-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    .nullable()
    .catch(null)
    .default(null),
  salto: z.coerce.number().int().min(0).max(1_000_000).catch(0).default(0),
})

/** Addresses are in Spanish, the code is not. */
export const standingWords = {
  'sin-clasificar': 'open',
  'a-medias': 'half',
  'en-desacuerdo': 'disputed',
  listas: 'settled',
} as const
export type StandingWord = keyof typeof standingWords

export const listQuery = z.object({
  estado: z
    .enum(Object.keys(standingWords) as [StandingWord])
    .nullable()
    .catch(null)
    .default(null),
  pagina: page,
})
export const pageQuery = z.object({ pagina: page })

export const undoForm = z.object({ act: z.uuid('error.choice'), to: z.enum(['pasos', '']).catch('').default('') })
export const decideForm = z.object({ coding: z.uuid('error.choice') })
export const mergeForm = z.object({ into: z.uuid('error.choice') })
export const splitForm = z.object({
  contributions: chosenIds,
  name: optionalText(200).refine((name) => name !== null, { error: 'systematising.error.name' }),
  problem: optionalText(2000),
})
export const settingsForm = z.object({
  codedTwice: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, 'systematising.error.share')
    .transform(Number)
    .refine((share) => share <= 100, 'systematising.error.share'),
})

export const outcomeWords = {
  'en-un-tema': 'taken-up',
  'no-atendidas': 'not-taken-up',
  'sin-clasificar': 'pending',
  incluidas: 'included',
  'en-parte': 'included-in-part',
  'no-incluidas': 'not-included',
  'fuera-de-alcance': 'out-of-scope',
} as const satisfies Record<string, OutcomeKind | 'taken-up' | 'not-taken-up' | 'pending'>

const word = z.string().trim().min(1).max(20).nullable().catch(null).default(null)

export const resultsQuery = z.object({
  tema: whole(1_000_000),
  destino: z
    .enum(Object.keys(outcomeWords) as [keyof typeof outcomeWords])
    .nullable()
    .catch(null)
    .default(null),
  canal: word,
  territorio: word,
  pagina: page,
})
export type ResultsQuery = z.output<typeof resultsQuery>
