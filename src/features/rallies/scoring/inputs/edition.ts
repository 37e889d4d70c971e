import { z } from 'zod'
import type { EditionInput } from '../model.ts'
import { hasTwoPlaces } from '../text/decimals.ts'
import { compareInstants, readInstant } from '../text/instants.ts'
import { composed } from '../text/unicode.ts'
import { InputError } from './input-error.ts'
import { jsonLines } from './json-lines.ts'
import { textOf } from './texts.ts'

const text = (expected: string) =>
  z
    .string({ error: expected })
    .transform(composed)
    .refine((value) => value !== '', expected)
const whole = (expected: string, min: number, max = Number.MAX_SAFE_INTEGER) =>
  z.number({ error: expected }).refine((value) => Number.isSafeInteger(value) && value >= min && value <= max, expected)
const numberOf = (expected: string, min: number, max: number) =>
  z.number({ error: expected }).refine((value) => value >= min && value <= max, expected)
const list = <Item extends z.ZodType>(item: Item, expected: string) => z.array(item, { error: expected })

const instant = z
  .string({ error: 'se esperaba un instante RFC 3339, como 2026-03-01T09:00:00-06:00.' })
  .refine((value) => readInstant(value) !== null, 'se esperaba un instante RFC 3339, como 2026-03-01T09:00:00-06:00.')

const pointsExpected = 'se esperaba un número de puntos de 0 a 1000000, con dos decimales a lo más.'
const points = numberOf(pointsExpected, 0, 1_000_000).refine(hasTwoPlaces, pointsExpected)

const name = text('se esperaba un texto que no esté vacío.')

const challengeSchema = z.discriminatedUnion(
  'kind',
  [
    z.object({
      id: name,
      kind: z.literal('interactions'),
      posts: z.enum(['announcement', 'visit'], { error: 'se esperaba announcement o visit.' }),
      top: whole('se esperaba un entero desde 1.', 1),
      points,
    }),
    z.object({ id: name, kind: z.literal('judged'), criterion: name, points }),
    z.object({
      id: name,
      kind: z.literal('panel'),
      max_points: points,
      max_teams: whole('se esperaba un entero desde 1.', 1),
    }),
  ],
  { error: 'se esperaba un reto de clase interactions, judged o panel.' },
)

const pointNames = [
  'announcement',
  'visit',
  'comparison',
  'not_found',
  'other_data',
  'interview',
  'visualization',
] as const
const tieBreaks = ['works_verified', 'panel', 'distinct_municipalities', 'earliest_last_scoring_post'] as const
const object = (shape: string) => ({ error: `se esperaba un objeto con ${shape}.` })

/** The `rules` of edition.json. */
export const rulesSchema = z.object(
  {
    version: name,
    max_distance_m: numberOf('se esperaban metros, un número de 0 a 21000000.', 0, 21_000_000),
    photo_hash_max_distance: whole('se esperaba un entero de 0 a 64.', 0, 64),
    text_similarity_min: numberOf('se esperaba un número de 0 a 1.', 0, 1),
    points: z.object(
      Object.fromEntries(pointNames.map((field) => [field, points])) as Record<
        (typeof pointNames)[number],
        typeof points
      >,
      object(pointNames.join(', ')),
    ),
    unannounced_visit_factor: numberOf('se esperaba un número de 0 a 1000.', 0, 1000),
    works_cap_per_team: whole('se esperaba un entero desde 0.', 0),
    announce_by: instant.nullish(),
    challenges: list(challengeSchema, 'se esperaba una lista de retos.')
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'dos retos tienen el mismo id.')
      .nullish()
      .transform((all) => all ?? undefined),
    tie_break: list(
      z.enum(tieBreaks, { error: `se esperaba ${tieBreaks.join(', ')}.` }),
      'se esperaba una lista de criterios de desempate.',
    ),
  },
  object('las reglas'),
)

/** edition.json */
export const editionSchema = z
  .object(
    {
      id: name,
      name,
      timezone: name,
      opens_at: instant,
      closes_at: instant,
      hashtags: list(name, 'se esperaba una lista de etiquetas sin #.'),
      networks: list(name, 'se esperaba una lista de redes.'),
      team_size: z
        .object(
          { min: whole('se esperaba un entero desde 1.', 1), max: whole('se esperaba un entero desde 1.', 1) },
          object('min y max'),
        )
        .refine(({ min, max }) => min <= max, { error: 'se esperaba que no fuera menor que min.', path: ['max'] }),
      rules: rulesSchema,
    },
    object('los datos de la edición'),
  )
  .refine(({ opens_at, closes_at }) => isBefore(opens_at, closes_at), {
    error: 'se esperaba un instante posterior a opens_at.',
    path: ['closes_at'],
  })

function isBefore(start: string, end: string): boolean {
  const [a, b] = [readInstant(start), readInstant(end)]
  return a !== null && b !== null && compareInstants(a, b) < 0
}

export function readEdition(file: string, bytes: Buffer): EditionInput {
  const content = textOf(file, bytes)
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch (error) {
    throw new InputError({ file, line: lineOfError(content, error) }, 'se esperaba JSON válido.')
  }
  const result = editionSchema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const path = (issue?.path ?? []).map(String)
  const line = jsonLines(content, path)
  throw new InputError({ file, line, column: path.join('.') || null }, issue?.message ?? 'no se entiende.')
}

/** V8 names the position, or the end of the text. */
function lineOfError(content: string, error: unknown): number {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
  return content.slice(0, position === undefined ? content.length : Number(position)).split('\n').length
}
