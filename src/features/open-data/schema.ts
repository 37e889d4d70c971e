import * as z from 'zod'

const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80)

/** What a download can be narrowed to. A value that names nothing is refused: a wrong file would be worse than none. */
export const narrowing = z.object({ espacio: slug.optional(), plan: slug.optional() })
