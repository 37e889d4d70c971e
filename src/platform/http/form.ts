import * as z from 'zod'
import type { MessageKey, T } from '../i18n.ts'

/** What was typed, by field name, so that a refused form can be shown again with nothing lost. */
export type Typed = Record<string, string>
export type FieldErrors = Record<string, string>
export type Parsed<Value> = { ok: true; value: Value; typed: Typed } | { ok: false; typed: Typed; errors: FieldErrors }

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const untypable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g

/** Text fields of a form as they came, without control characters that no person types (PostgreSQL refuses U+0000). */
export function typedFrom(form: FormData): Typed {
  const typed: Typed = {}
  for (const [name, value] of form) {
    if (typeof value !== 'string') continue
    const clean = value.replace(/\r\n?/g, '\n').replace(untypable, '').toWellFormed()
    typed[name] = name in typed ? `${typed[name]}\n${clean}` : clean
  }
  return typed
}

/** Zod messages in schemas are message keys; the first fault of each field is shown beside it. */
export function parseForm<Schema extends z.ZodType>(schema: Schema, form: FormData, t: T): Parsed<z.output<Schema>> {
  const typed = typedFrom(form)
  const result = schema.safeParse(typed)
  if (result.success) return { ok: true, value: result.data, typed }
  const errors: FieldErrors = {}
  for (const issue of result.error.issues) {
    const field = issue.path.map(String).join('.') || 'form'
    errors[field] ??= t(issue.message as MessageKey, { max: 'maximum' in issue ? Number(issue.maximum) : 0 })
  }
  return { ok: false, typed, errors }
}

/** Fields of a form as it is typed: an empty box means unknown. */
export const optionalText = (max: number) =>
  z
    .string()
    .default('')
    .transform((text) => text.trim())
    .pipe(z.string().max(max, 'error.too-long'))
    .transform((text) => (text === '' ? null : text))

export const requiredText = (max: number, key: MessageKey = 'error.required') =>
  z.string(key).trim().min(1, key).max(max, 'error.too-long')

/** 'YYYY-MM-DD' that exists in the calendar, from what `<input type="date">` sends. */
export const dateText = z.string().trim().refine(isDate, 'error.date')

export const optionalDate = z
  .string()
  .default('')
  .transform((text) => (text.trim() === '' ? null : text.trim()))
  .refine((text) => text === null || isDate(text), 'error.date')

export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
