import * as z from 'zod'

export const tellForm = z.object({
  email: z
    .string('thread.error.email')
    .trim()
    .toLowerCase()
    .max(254, 'thread.error.email')
    .refine((text) => z.email().safeParse(text).success, 'thread.error.email'),
})
