import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { C, Env } from './env.ts'

/** RFC 9457. `pointer` is a JSON Pointer into what was sent, or the address where a fault is mended. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    errors: z.array(z.object({ detail: z.string(), pointer: z.string().nullable() })).optional(),
  })
  .openapi('Problem')

export type Problem = z.output<typeof problemSchema>

export type ApiApp = OpenAPIHono<Env>

/** Part of the API; what does not fit its schemas is answered with a problem that points at each fault. */
export function newApi(): ApiApp {
  return new OpenAPIHono<Env>({
    defaultHook: (result, c) => {
      if (result.success) return
      const errors = result.error.issues.map(({ message, path }) => ({ detail: message, pointer: pointerTo(path) }))
      return answerProblem(c, 422, c.var.t('api.problem.unreadable'), errors)
    },
  })
}

/** RFC 6901. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** A problem that is no error of the four kinds: it exists only in the API. */
export function answerProblem(
  c: C,
  status: ProblemStatus,
  detail: string,
  errors: NonNullable<Problem['errors']> = [],
): Response {
  const title = c.var.t(status === 412 ? 'api.problem.changed.title' : 'api.problem.title')
  const problem: Problem = { type: 'about:blank', title, status, detail, instance: c.req.path }
  return c.body(JSON.stringify(errors.length > 0 ? { ...problem, errors } : problem), status, {
    'Content-Type': 'application/problem+json',
  })
}

const problemContent = { 'application/problem+json': { schema: problemSchema } }

const problemTexts = {
  403: 'No session, a session that does not allow this, or a request that did not come from the platform’s own origin.',
  404: 'Not there, or not public.',
  409: 'A rule refuses; `errors` says what to mend.',
  412: 'Somebody changed it since; read it again.',
  413: 'More than 2 MB.',
  422: 'What was sent does not fit; `errors` points at each fault.',
  428: 'If-Match is missing.',
  429: 'Too many requests; Retry-After says how many seconds to wait.',
} as const

type ProblemStatus = keyof typeof problemTexts

type Described<Status extends ProblemStatus> = {
  [One in Status]: { description: string; content: typeof problemContent }
}

/** The problems an operation may answer with, for its description. */
export function problems<Status extends ProblemStatus>(...statuses: Status[]): Described<Status> {
  const described = {} as Described<Status>
  for (const status of statuses) described[status] = { description: problemTexts[status], content: problemContent }
  return described
}

/** A good answer in JSON. */
export function answer<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } }
}
