import * as z from 'zod'
import { instantOf, isTimeZone } from '../../../../platform/civil-day.ts'
import { requiredText } from '../../../../platform/http/form.ts'
import { rulesSchema } from '../../scoring/inputs/edition.ts'
import { networks } from '../../scoring/model.ts'
import { type Moment, moments } from '../calendar/model.ts'
import { editionKinds, editionLevels } from '../schema.ts'

/** Ten years of minutes: a distance beyond that is a mistake. */
const offset = z.int().min(-5_300_000).max(5_300_000)
const text = (max: number) => z.string().max(max).nullable()
const calendar = Object.fromEntries(moments.map((moment) => [moment, offset.optional()])) as Record<
  Moment,
  z.ZodOptional<typeof offset>
>

export const replicaSchema = z.strictObject({
  schema: z.literal('tequio-rally-replica'),
  version: z.literal(1),
  from: z.strictObject({ space: z.string().max(80), slug: z.string().max(80), name: z.string().min(1).max(200) }),
  kind: z.enum(editionKinds),
  level: z.enum(editionLevels),
  language: z.enum(['es', 'en']),
  texts: z.strictObject({ summary: text(5000), prizes: text(5000), terms: text(20_000) }),
  hashtags: z.array(z.string().regex(/^[\p{L}\p{N}\p{M}_]{1,100}$/u)).max(20),
  networks: z.array(z.enum(networks)).min(1).max(20),
  visitModes: z.array(z.enum(['on-site', 'remote'])).min(1),
  teamSize: z
    .strictObject({ min: z.int().min(1).max(100), max: z.int().min(1).max(100) })
    .refine(({ min, max }) => max >= min),
  calendar: z.strictObject(calendar),
  rules: rulesSchema,
  announceByOffset: offset.nullable(),
  rulesAreSample: z.boolean(),
  photoRetentionDays: z.int().min(1).max(3650),
  consolidationTargetMinutes: z.int().min(1).max(10_080),
})
export type Replica = z.output<typeof replicaSchema>

/** Enough for any replica; what is longer is another file. */
export const mostReplicaBytes = 256 * 1024

export type ReplicaFault = {
  key:
    | 'rally.replica.not-utf8'
    | 'rally.replica.not-json'
    | 'rally.replica.other'
    | 'rally.replica.version'
    | 'rally.replica.field'
    | 'rally.replica.too-long'
  values: { field: string; line?: number; column?: number }
}

/** Bytes as UTF-8; what is not is said with the line and column of its first byte that is not, rather than read as something else. */
export function readReplicaBytes(bytes: Uint8Array): ReturnType<typeof readReplica> {
  if (bytes.byteLength > mostReplicaBytes) return readReplica(' '.repeat(mostReplicaBytes + 1))
  try {
    return readReplica(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    const before = new TextDecoder().decode(bytes).split('\uFFFD', 1)[0] ?? ''
    const lines = before.split('\n')
    const place = { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1 }
    return { ok: false, fault: { key: 'rally.replica.not-utf8', values: { field: '', ...place } } }
  }
}

/** A file as it came; what is wrong with it is said with its place. */
export function readReplica(raw: string): { ok: true; replica: Replica } | { ok: false; fault: ReplicaFault } {
  const fail = (key: ReplicaFault['key'], field = '') => ({ ok: false as const, fault: { key, values: { field } } })
  if (Buffer.byteLength(raw) > mostReplicaBytes) return fail('rally.replica.too-long')
  let value: unknown
  try {
    value = JSON.parse(raw.replace(/^\uFEFF/, ''), (_, member) =>
      typeof member === 'string' ? member.toWellFormed() : member,
    )
  } catch {
    return fail('rally.replica.not-json')
  }
  if (typeof value !== 'object' || value === null || !('schema' in value) || value.schema !== 'tequio-rally-replica') {
    return fail('rally.replica.other')
  }
  if (!('version' in value) || value.version !== 1) return fail('rally.replica.version')
  // PostgreSQL keeps no U+0000.
  if (JSON.stringify(value).includes('\\u0000')) return fail('rally.replica.field', '\\u0000')
  const parsed = replicaSchema.safeParse(value)
  if (parsed.success) return { ok: true, replica: parsed.data }
  return fail('rally.replica.field', parsed.error.issues[0]?.path.map(String).join('.') ?? '')
}

export const startForm = z
  .object({
    name: requiredText(200),
    timeZone: z.string('error.required').trim().refine(isTimeZone, 'rally.error.time-zone'),
    opens: z.string('rally.error.moment').trim(),
    text: z.string().default(''),
  })
  .refine(({ opens, timeZone }) => !isTimeZone(timeZone) || instantOf(opens, timeZone) !== null, {
    path: ['opens'],
    error: 'rally.error.moment',
  })
export type Start = { name: string; slug: string; timeZone: string; opens: string }
