import * as z from 'zod'
import { networks } from '../../scoring/model.ts'
import { isZone } from './instants.ts'
import { type Mapping, postFields } from './model.ts'

const column = z
  .string()
  .max(2000, 'error.too-long')
  .default('')
  .transform((name) => (name === '' ? undefined : name))

const columns = Object.fromEntries(postFields.map((field) => [field, column])) as Record<
  (typeof postFields)[number],
  typeof column
>

/** What is which in a file, as the page asks it. A post needs a time, and either an address or a name on its network. */
export const mappingForm = z
  .object({
    ...columns,
    every: z
      .union([z.literal('').transform(() => null), z.enum(networks, 'error.choice')], 'error.choice')
      .default(null),
    zone: z.string('error.choice').refine(isZone, 'error.choice'),
    order: z.enum(['day-first', 'month-first'], 'error.choice'),
    act: z.enum(['preview', 'keep'], 'error.choice').default('preview'),
  })
  .superRefine((form, context) => {
    const lacks = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (!form.published_at) lacks('published_at', 'networks.error.when')
    if (!form.id && !form.url) lacks('id', 'networks.error.which')
    if (!form.network && !form.every && !form.url) lacks('every', 'networks.error.network')
  })
  .transform(({ every, zone, order, act, ...chosen }) => {
    const mapping: Mapping = {
      columns: Object.fromEntries(postFields.flatMap((field) => (chosen[field] ? [[field, chosen[field]]] : []))),
      network: every,
      ...{ zone, order },
    }
    return { act, mapping }
  })
