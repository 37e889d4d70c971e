import * as z from 'zod'
import { isDate } from '../../../platform/http/form.ts'
import { latenesses } from '../../commitments/lateness/model.ts'
import { orders, standings } from './model.ts'

const chosen = z.string().trim().max(80).catch('').default('')

/** Filters as they stand in the address. What cannot be read counts as not chosen: an old link still shows the board. */
export const filtersSchema = z.object({
  q: z
    .string()
    .trim()
    .max(200)
    .refine((text) => !text.includes('\u0000'))
    .catch('')
    .default(''),
  institucion: chosen.refine((id) => id === '' || isId(id)).catch(''),
  osc: chosen.refine((id) => id === '' || isId(id)).catch(''),
  ods: z.coerce.number().int().min(1).max(17).nullable().catch(null).default(null),
  area: chosen.refine((code) => /^[a-z0-9-]*$/.test(code)).catch(''),
  estado: chosen.refine((key) => /^(\d{2})?$/.test(key)).catch(''),
  pais: chosen.refine((key) => /^([A-Z]{2})?$/.test(key)).catch(''),
  avance: z.enum(standings).nullable().catch(null).default(null),
  plazo: z
    .enum([...latenesses, 'paused', 'silent', 'disputed'])
    .nullable()
    .catch(null)
    .default(null),
  /** A past day ('2026-05-01'): the plan's board as it stood when that day ended. */
  al: chosen.refine((day) => day === '' || isDate(day)).catch(''),
  orden: z.enum(orders).catch('plan').default('plan'),
  vista: z.enum(['lista', 'calendario', 'mapa']).catch('lista').default('lista'),
  pagina: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
})

export type Filters = z.output<typeof filtersSchema>

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

/** The address's own spelling: only what differs from the default, in one order, so equal filters have one address. */
export function queryOf(filters: Filters, change: Partial<Filters> = {}): string {
  const all = { ...filters, ...('pagina' in change ? {} : { pagina: 1 }), ...change }
  const query = new URLSearchParams()
  const none = filtersSchema.parse({})
  for (const name of Object.keys(none) as (keyof Filters)[]) {
    const value = all[name]
    if (value !== null && value !== '' && value !== none[name]) query.set(name, String(value))
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

export function isFiltered(filters: Filters): boolean {
  return queryOf(filters, { orden: 'plan', vista: 'lista', pagina: 1 }) !== ''
}
