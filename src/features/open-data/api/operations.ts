import { createRoute, z } from '@hono/zod-openapi'
import { answer, problems } from '../../../platform/http/api.ts'
import { latenesses } from '../../commitments/lateness/model.ts'
import { orders, standings } from '../../tracking/board/model.ts'
import {
  changeSchema,
  commitmentDocument,
  commitmentSchema,
  planSchema,
  savedSchema,
  spaceDetailSchema,
  spaceSchema,
  summarySchema,
  versionDocumentSchema,
  versionSchema,
} from './schema.ts'

const inPath = (name: string, example: string, description: string) =>
  z
    .string()
    .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/i)
    .max(80)
    .openapi({ param: { name, in: 'path' }, example, description })

const ofSpace = z.object({ space: inPath('space', 'mexico', 'The space’s part of the address.') })
const ofPlan = ofSpace.extend({ plan: inPath('plan', '4pa-2019-2021', 'The plan’s part of the address.') })
const ofCommitment = ofPlan.extend({
  key: inPath('key', '1', 'The commitment’s part of the address, unique in the plan.'),
})
const ofVersion = ofCommitment.extend({
  number: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .openapi({ param: { name: 'number', in: 'path' }, example: 2 }),
})

/** The board's own filters, by the board's own names; here a value that cannot be read is refused. */
const boardFilters = z.object({
  q: z
    .string()
    .trim()
    .regex(/^\P{Cc}*$/u)
    .max(200)
    .default('')
    .openapi({ description: 'Words to look for; accents do not matter.', example: 'agua' }),
  institucion: z.uuid().optional().openapi({ description: 'Leads or supports: id of an organisation.' }),
  osc: z.uuid().optional().openapi({ description: 'Co-responsible: id of an organisation.' }),
  ods: z.coerce.number().int().min(1).max(17).optional().openapi({ description: 'Sustainable Development Goal.' }),
  area: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .optional()
    .openapi({ description: 'Policy area code.' }),
  estado: z
    .string()
    .regex(/^\d{2}$/)
    .optional()
    .openapi({ description: 'INEGI key of a state.', example: '20' }),
  pais: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .openapi({ description: 'ISO 3166-1 alpha-2.' }),
  avance: z.enum(standings).optional().openapi({ description: 'Where the work stands.' }),
  plazo: z
    .enum([...latenesses, 'paused', 'silent'])
    .optional()
    .openapi({ description: 'The deadline light.' }),
  orden: z.enum(orders).default('plan'),
  pagina: z.coerce.number().int().min(1).max(100_000).default(1).openapi({ description: 'Page, of 50 each.' }),
})

const plan = '/spaces/{space}/plans/{plan}'
const commitment = `${plan}/commitments/{key}`
const get = { method: 'get' } as const

export const operations = {
  listSpaces: createRoute({
    ...get,
    path: '/spaces',
    operationId: 'listSpaces',
    tags: ['Spaces'],
    summary: 'All spaces, each after its parent',
    responses: { 200: answer('The spaces.', z.object({ spaces: z.array(spaceSchema) })), ...problems(429) },
  }),
  getSpace: createRoute({
    ...get,
    path: '/spaces/{space}',
    operationId: 'getSpace',
    tags: ['Spaces'],
    summary: 'One space',
    request: { params: ofSpace },
    responses: { 200: answer('The space.', spaceDetailSchema), ...problems(404, 422, 429) },
  }),
  listPlans: createRoute({
    ...get,
    path: '/spaces/{space}/plans',
    operationId: 'listPlans',
    tags: ['Plans'],
    summary: 'Published plans of a space',
    request: { params: ofSpace },
    responses: { 200: answer('The plans.', z.object({ plans: z.array(planSchema) })), ...problems(404, 422, 429) },
  }),
  getPlan: createRoute({
    ...get,
    path: plan,
    operationId: 'getPlan',
    tags: ['Plans'],
    summary: 'One published plan',
    request: { params: ofPlan },
    responses: { 200: answer('The plan.', planSchema), ...problems(404, 422, 429) },
  }),
  listCommitments: createRoute({
    ...get,
    path: `${plan}/commitments`,
    operationId: 'listCommitments',
    tags: ['Commitments'],
    summary: 'Commitments of a plan, with the filters of the public board',
    request: { params: ofPlan, query: boardFilters },
    responses: {
      200: answer(
        'One page; `total` counts all that pass the filters.',
        z.object({ total: z.int(), page: z.int(), pages: z.int(), commitments: z.array(summarySchema) }),
      ),
      ...problems(404, 422, 429),
    },
  }),
  getCommitment: createRoute({
    ...get,
    path: commitment,
    operationId: 'getCommitment',
    tags: ['Commitments'],
    summary: 'One commitment, whole, with its progress and deadline',
    request: { params: ofCommitment },
    responses: { 200: answer('The commitment.', commitmentSchema), ...problems(404, 422, 429) },
  }),
  listVersions: createRoute({
    ...get,
    path: `${commitment}/versions`,
    operationId: 'listVersions',
    tags: ['Commitments'],
    summary: 'Versions of a commitment: why it changed, and who approved',
    request: { params: ofCommitment },
    responses: {
      200: answer('Oldest first.', z.object({ versions: z.array(versionSchema) })),
      ...problems(404, 422, 429),
    },
  }),
  getVersion: createRoute({
    ...get,
    path: `${commitment}/versions/{number}`,
    operationId: 'getVersion',
    tags: ['Commitments'],
    summary: 'The text of a version and its differences from the one before',
    request: { params: ofVersion },
    responses: { 200: answer('The version.', versionDocumentSchema), ...problems(404, 422, 429) },
  }),
  getDocument: createRoute({
    ...get,
    path: `${commitment}/document`,
    operationId: 'getDocument',
    tags: ['Writing'],
    summary: 'The document of a commitment as it is written; its ETag is what a change must name',
    request: { params: ofCommitment },
    responses: { 200: answer('The document.', commitmentDocument), ...problems(404, 422, 429) },
  }),
  putDocument: createRoute({
    method: 'put',
    path: `${commitment}/document`,
    operationId: 'putDocument',
    tags: ['Writing'],
    summary: 'Change a commitment, with the same rules as the editor’s pages',
    description:
      'For facilitators and administrators of the space, with the session’s cookie and the platform’s own Origin. States of activities and outside judgements are not written here: those that are stored stay.',
    security: [{ session: [] }],
    request: {
      params: ofCommitment,
      headers: z.object({
        'if-match': z.string().optional().openapi({ description: 'The ETag that getDocument gave. Required.' }),
      }),
      body: { required: true, content: { 'application/json': { schema: changeSchema } } },
    },
    responses: {
      200: answer('What became of it; `etag` names the document as it is now.', savedSchema),
      ...problems(403, 404, 409, 412, 413, 422, 428, 429),
    },
  }),
}
