import * as z from 'zod'
import { workKinds, workStatuses } from '../model.ts'

const word = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((text) => (text === '' ? null : text))
    .nullable()
    .catch(null)
    .default(null)

/** Works on one page of a list. */
export const pageSize = 50

const orders = ['nombre', 'avance', 'distancia'] as const

/** 'lat,lon' in degrees. */
const point = z
  .string()
  .regex(/^-?\d{1,2}(\.\d{1,8})?,\s*-?\d{1,3}(\.\d{1,8})?$/)
  .transform((text) => {
    const [latitude = 0, longitude = 0] = text.split(',').map(Number)
    return { latitude, longitude }
  })
  .refine(({ latitude, longitude }) => Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)
  .nullable()
  .catch(null)
  .default(null)

/** What the address of a list says; what is not understood counts as not asked. */
export const filtersSchema = z.object({
  q: word(200),
  /** Undefined is not the same as empty: a space inside a state starts with that state. */
  estado: z
    .string()
    .regex(/^(\d{2})?$/)
    .optional()
    .catch(undefined),
  municipio: word(200),
  tipo: z
    .enum([...workKinds, 'sin-tipo'])
    .nullable()
    .catch(null)
    .default(null),
  estatus: z
    .enum([...workStatuses, 'sin-estatus'])
    .nullable()
    .catch(null)
    .default(null),
  visitable: z.enum(['si', 'no']).nullable().catch(null).default(null),
  corte: z.uuid().nullable().catch(null).default(null),
  orden: z.enum(orders).nullable().catch(null).default(null),
  cerca: point,
  pagina: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
})

export type Filters = z.output<typeof filtersSchema>

/** The query of an address with some of its words changed; what is empty is left out. */
export function queryOf(
  filters: Filters,
  changed: Partial<Record<keyof Filters, string | number | null>> = {},
): string {
  const { cerca, ...words } = filters
  const all: Record<string, unknown> = {
    ...words,
    cerca: cerca ? `${cerca.latitude},${cerca.longitude}` : null,
    ...changed,
  }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(all)) {
    const isUsual = value === null || value === undefined || (name === 'pagina' && Number(value) === 1)
    if (!isUsual && (value !== '' || name === 'estado')) query.set(name, String(value))
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

export function isFiltered(filters: Filters): boolean {
  const { q, estado, municipio, tipo, estatus, visitable } = filters
  return [q, municipio, tipo, estatus, visitable].some((value) => value !== null) || Boolean(estado)
}
