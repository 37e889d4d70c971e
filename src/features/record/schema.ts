import * as z from 'zod'

/** What the address of the list asks for; what it cannot mean is left out, so that an old link still leads somewhere. */
export const recordQuery = z.object({
  tipo: z
    .string()
    .regex(/^[a-z-]+(\.[a-z-]+)+$/)
    .optional()
    .catch(undefined),
  espacio: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .optional()
    .catch(undefined),
  pagina: z.coerce.number().int().min(1).max(10_000_000).catch(1),
})

export type RecordQuery = z.output<typeof recordQuery>

/** The number in '/registro/12' ; null when it is none. */
export function readNumber(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
}
