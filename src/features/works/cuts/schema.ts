import * as z from 'zod'
import { dateText, optionalText } from '../../../platform/http/form.ts'
import { optionalUrl } from '../../../platform/http/url-field.ts'
import { cutFormats, products } from '../model.ts'
import { type Mapping, tableFields } from '../tables/mapping.ts'

const fields = z.object({
  dataset: z.union([z.literal('').transform(() => null), z.uuid('error.choice')], 'error.choice').default(null),
  title: optionalText(300),
  publisher: optionalText(300),
  licence: optionalText(300),
  licenceUrl: optionalUrl,
  datedOn: dateText,
  downloadedOn: dateText,
  product: z.enum(products, 'error.choice').default('other'),
  quarter: z
    .union([z.literal('').transform(() => null), z.enum(['1', '2', '3', '4']).transform(Number)], 'error.choice')
    .default(null),
  sourceUrl: optionalUrl,
  format: z
    .union([z.literal('').transform(() => null), z.enum(cutFormats, 'error.choice')], 'error.choice')
    .default(null),
})

const isNamed = (name: 'title' | 'publisher' | 'licence') => (form: z.output<typeof fields>) =>
  form.dataset !== null || form[name] !== null

/** What comes with a file; a data set that is new says its title, who publishes it and under which licence. */
export const cutForm = fields
  .refine(isNamed('title'), { path: ['title'], error: 'error.required' })
  .refine(isNamed('publisher'), { path: ['publisher'], error: 'error.required' })
  .refine(isNamed('licence'), { path: ['licence'], error: 'error.required' })
  .refine(({ datedOn, downloadedOn }) => downloadedOn >= datedOn.slice(0, 4), {
    path: ['downloadedOn'],
    error: 'error.date',
  })

export type CutForm = z.output<typeof cutForm>

/** The columns that a person confirmed; only names that the file has, each for one field. */
export function mappingFrom(typed: Record<string, string>, header: readonly string[]): Mapping | null {
  const columns: Mapping['columns'] = {}
  const used = new Set<string>()
  for (const field of tableFields) {
    const name = typed[field] ?? ''
    if (name === '') continue
    if (!header.includes(name) || used.has(name)) return null
    columns[field] = name
    used.add(name)
  }
  return { columns, isMexico: typed.isMexico === 'on' }
}
