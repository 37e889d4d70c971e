import * as z from 'zod'
import type { PostRecord } from '../../scoring/model.ts'
import { type Arrival, isAhead, type Read } from './model.ts'

const instant = z
  .string()
  .refine(
    (text) =>
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(text) && !Number.isNaN(Date.parse(text)),
  )
const name = z.string().min(1).max(2000)

const schema: z.ZodType<PostRecord> = z.object({
  network: name,
  id: name,
  author: name,
  published_at: instant,
  retrieved_at: instant.optional(),
  text: z.string().max(1_000_000),
  hashtags: z.array(z.string()).optional(),
  repost_of: z.string().optional(),
  geo: z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }).optional(),
  media: z
    .array(
      z.object({
        type: z.enum(['photo', 'video']),
        sha256: z
          .string()
          .regex(/^[0-9a-f]+$/i)
          .optional(),
        phash: z
          .string()
          .regex(/^[0-9a-f]{16}$/i)
          .optional(),
      }),
    )
    .optional(),
  interactions: z.number().int().min(0).optional(),
  work: z.string().optional(),
  kind: z.enum(['announcement', 'visit']).optional(),
  finding: z.enum(['matches', 'partly', 'differs', 'not_found', 'no_access']).optional(),
})

/** A post, or why it is none, with the member that says so. */
export function readArrival(arrival: Arrival, now: Date): Read {
  if (arrival.fault) return { reject: arrival.fault }
  const result = schema.safeParse(arrival.record)
  if (!result.success) {
    const [issue] = result.error.issues
    const path = issue?.path.join('.') || 'post'
    const isMissing = issue?.code === 'invalid_type' && valueAt(arrival.record, issue.path) === undefined
    return { reject: { reason: isMissing ? 'field-missing' : 'field-wrong', detail: path } }
  }
  if (isAhead(result.data, now)) return { reject: { reason: 'clock-ahead', detail: result.data.published_at } }
  return { post: result.data }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | null | undefined)?.[step], value)
}
