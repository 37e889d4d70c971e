import * as z from 'zod'
import { instantOf } from '../../../../platform/civil-day.ts'
import { isDate } from '../../../../platform/http/form.ts'
import type { Challenge, Rules, TieBreak } from '../../scoring/model.ts'
import { pointNames, tieBreaks } from './model.ts'

/** Rows of challenges that the form shows at most. */
export const challengeRows = 10

/** A number as people type it, with point or comma; `decimals` 0: whole. */
const number = (min: number, max: number, decimals: number) => {
  const form = decimals === 0 ? /^\d{1,6}$/ : new RegExp(`^\\d{1,6}(\\.\\d{1,${decimals}})?$`)
  return z
    .string('rally.error.number')
    .transform((text) => text.trim().replace(',', '.'))
    .refine((text) => form.test(text), 'rally.error.number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, 'rally.error.number')
}

const challengeId = z
  .string()
  .trim()
  .regex(/^[a-z0-9]+([-_][a-z0-9]+)*$/, 'rally.error.challenge-id')
  .max(60, 'error.too-long')

const tieBreak = z.enum(['', ...tieBreaks], 'error.choice').default('')

/** The rules as they are typed; `zone` is the edition's, in which announce_by is a time on the wall. */
export function rulesForm(zone: string) {
  const points = Object.fromEntries(pointNames.map((name) => [`points-${name}`, number(0, 1000, 2)]))
  const fields = z.object({
    ...points,
    unannouncedVisitFactor: number(0, 1, 2),
    worksCap: number(1, 100_000, 0),
    maxDistance: number(1, 100_000, 0),
    photoHashMaxDistance: number(0, 64, 0),
    textSimilarityMin: number(0, 1, 2),
    announceBy: z
      .string()
      .default('')
      .transform((text) => text.trim())
      .refine(
        (text) => text === '' || (isDate(text.slice(0, 10)) && instantOf(text, zone) !== null),
        'rally.error.moment',
      ),
    decided: z.string().optional(),
    'tieBreak-1': tieBreak,
    'tieBreak-2': tieBreak,
    'tieBreak-3': tieBreak,
    'tieBreak-4': tieBreak,
  })
  return z
    .looseObject({})
    .transform((typed, context) => {
      const parsed = fields.safeParse(typed)
      const challenges = challengesFrom(typed as Record<string, string>)
      for (const issue of parsed.error?.issues ?? [])
        context.addIssue({ code: 'custom', path: issue.path, message: issue.message })
      for (const { field, message } of challenges.faults) context.addIssue({ code: 'custom', path: [field], message })
      if (!parsed.success || challenges.faults.length > 0) return z.NEVER
      return { value: parsed.data as Typed, challenges: challenges.value }
    })
    .transform(({ value, challenges }) => ({
      rules: rulesFrom(value, challenges, zone),
      isSample: value.decided === undefined,
    }))
}

type Typed = Record<string, string | number | undefined> & { decided?: string | undefined }

function rulesFrom(typed: Typed, challenges: Challenge[], zone: string): Omit<Rules, 'version'> {
  const order = [1, 2, 3, 4].map((place) => String(typed[`tieBreak-${place}`] ?? '')).filter((name) => name !== '')
  const announceBy = String(typed.announceBy ?? '')
  return {
    max_distance_m: Number(typed.maxDistance),
    photo_hash_max_distance: Number(typed.photoHashMaxDistance),
    text_similarity_min: Number(typed.textSimilarityMin),
    points: Object.fromEntries(pointNames.map((name) => [name, Number(typed[`points-${name}`])])) as Rules['points'],
    unannounced_visit_factor: Number(typed.unannouncedVisitFactor),
    works_cap_per_team: Number(typed.worksCap),
    announce_by: announceBy === '' ? null : (instantOf(announceBy, zone)?.toISOString() ?? null),
    challenges,
    tie_break: [...new Set(order)] as TieBreak[],
  }
}

const challengeForm = z.discriminatedUnion(
  'kind',
  [
    z.object({
      kind: z.literal('interactions'),
      id: challengeId,
      posts: z.enum(['announcement', 'visit'], 'error.choice'),
      top: number(1, 100, 0),
      points: number(0, 1000, 2),
    }),
    z.object({ kind: z.literal('judged'), id: challengeId, criterion: challengeId, points: number(0, 1000, 2) }),
    z.object({
      kind: z.literal('panel'),
      id: challengeId,
      max_points: number(0, 1000, 2),
      max_teams: number(1, 10_000, 0),
    }),
  ],
  'error.choice',
)

type Fault = { field: string; message: string }

/** The challenges of the rows that have a name; a row left empty is none. */
function challengesFrom(typed: Record<string, string>): { value: Challenge[]; faults: Fault[] } {
  const value: Challenge[] = []
  const faults: Fault[] = []
  for (let row = 0; row < challengeRows; row += 1) {
    const cell = (name: string) => typed[`challenge-${row}-${name}`]?.trim() ?? ''
    if (cell('id') === '') continue
    const raw = { ...common(cell), max_points: cell('points'), max_teams: cell('top'), points: cell('points') }
    const parsed = challengeForm.safeParse(raw)
    if (parsed.success) value.push(parsed.data)
    for (const issue of parsed.error?.issues ?? []) {
      faults.push({ field: `challenge-${row}-${columnOf(String(issue.path[0] ?? 'kind'))}`, message: issue.message })
    }
    if (value.filter(({ id }) => id === cell('id')).length > 1) {
      faults.push({ field: `challenge-${row}-id`, message: 'rally.error.challenge-twice' })
    }
  }
  return { value, faults }
}

function common(cell: (name: string) => string) {
  return { id: cell('id'), kind: cell('kind'), posts: cell('posts'), top: cell('top'), criterion: cell('criterion') }
}

const columnOf = (name: string) => ({ max_points: 'points', max_teams: 'top' })[name] ?? name
