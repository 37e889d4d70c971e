import * as z from 'zod'
import { isDate, optionalDate, requiredText, type Typed } from '../../../platform/http/form.ts'
import { optionalUrl } from '../../../platform/http/url-field.ts'

/** How many files one form takes. */
export const filesMost = 6

/** A file that came already, as its form names it; what its owner typed beside it is not judged yet. */
export type KeptField = { id: string; fileName: string; title: string; date: string }

/** `<id>/<name>`: the name only tells a table from a text, and is what a download is called. */
const keptLine = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/(.{0,200}))?$/
const longestTitle = 200

export const titleField = (id: string) => `title-${id}`
export const dateField = (id: string) => `dated-${id}`
export const isFileField = (name: string) => /^(title|dated)-[0-9a-f-]{36}$/.test(name)

/** The files that a form says it has, each once, without those taken out of it again. */
export function keptFields(typed: Typed): KeptField[] {
  const dropped = new Set((typed.drop ?? '').split('\n'))
  const fields = new Map<string, KeptField>()
  for (const line of (typed.kept ?? '').split('\n')) {
    const [, id = '', fileName = ''] = keptLine.exec(line.trim()) ?? []
    if (id === '' || dropped.has(id)) continue
    const title = (typed[titleField(id)] ?? '').trim() || nameAsTitle(fileName)
    fields.set(id, { id, fileName, title: title.slice(0, longestTitle), date: (typed[dateField(id)] ?? '').trim() })
  }
  return [...fields.values()]
}

export function keptLines(files: readonly { id: string; fileName: string }[]): string {
  return files.map(({ id, fileName }) => `${id}/${fileName}`).join('\n')
}

/** 'acta_marzo-2026.pdf' → 'acta marzo-2026'. */
function nameAsTitle(fileName: string): string {
  const bare = fileName.replace(/\.[^.]{1,5}$/, '').replace(/_+/g, ' ')
  return bare.trim() || fileName || '—'
}

/** The day written on a document, if one was typed; undefined where what was typed is no day. */
export function dayOf({ date }: Pick<KeptField, 'date'>): string | null | undefined {
  if (date === '') return null
  return isDate(date) ? date : undefined
}

export const withdrawalSchema = z.object({
  reason: requiredText(2000, 'evidence.error.reason'),
  hidden: z
    .string()
    .optional()
    .transform((value) => value === 'on'),
})

export const replacementSchema = z.object({
  reason: requiredText(2000, 'evidence.error.reason'),
  date: optionalDate,
  url: optionalUrl,
})
