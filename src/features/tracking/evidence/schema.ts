import * as z from 'zod'
import {
  type FieldErrors,
  isDate,
  optionalDate,
  requiredText,
  type Typed,
  typedFrom,
} from '../../../platform/http/form.ts'
import type { MessageKey, T } from '../../../platform/i18n.ts'
import { type EvidenceKind, evidenceKinds } from './model.ts'

/** How many pieces of evidence one form takes. */
export const evidenceSlots = 3

/** One piece as it arrived; exactly one of file, upload and url. */
export type IncomingEvidence = {
  /** Which of the form's slots: its fields are named `evidence-<slot>-…`. */
  slot: number
  title: string
  kind: EvidenceKind
  datedOn: string | null
  file: File | null
  upload: { id: string; fileName: string } | null
  url: string | null
}

export const slotField = (slot: number, name: 'title' | 'kind' | 'file' | 'upload' | 'url' | 'date') =>
  `evidence-${slot}-${name}`

/** `<id>/<name>`: the name only tells a table from a text, and is what a download is called. */
const sent = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/(.{0,200}))?$/
const longestTitle = 200
const longestUrl = 2000

/** The pieces of a form that holds `EvidenceFields`; slots that were left empty are none. */
export function incomingEvidence(
  form: FormData,
  t: T,
): { entries: IncomingEvidence[]; errors: FieldErrors; typed: Typed } {
  const typed = typedFrom(form)
  const errors: FieldErrors = {}
  const entries: IncomingEvidence[] = []
  for (let slot = 0; slot < evidenceSlots; slot += 1) {
    const entry = inSlot(form, typed, slot)
    const isEmpty = !entry.title && !entry.file && !entry.upload && !entry.url
    if (isEmpty) continue
    for (const [name, key] of faultsOf(entry)) errors[slotField(slot, name)] ??= t(key, { max: longestTitle })
    entries.push(entry)
  }
  return { entries, errors, typed }
}

function inSlot(form: FormData, typed: Typed, slot: number): IncomingEvidence {
  const text = (name: Parameters<typeof slotField>[1]) => (typed[slotField(slot, name)] ?? '').trim()
  const file = form.get(slotField(slot, 'file'))
  const upload = sent.exec(text('upload'))
  const kind = evidenceKinds.find((one) => one === text('kind')) ?? 'document'
  return {
    ...{ slot, kind, title: text('title') },
    datedOn: text('date') || null,
    file: file instanceof File && file.size > 0 ? file : null,
    upload: upload?.[1] ? { id: upload[1], fileName: upload[2] ?? '' } : null,
    url: text('url') || null,
  }
}

function faultsOf(entry: IncomingEvidence): ['title' | 'file' | 'url' | 'date', MessageKey][] {
  const faults: ['title' | 'file' | 'url' | 'date', MessageKey][] = []
  const { title, file, upload, url, datedOn } = entry
  if (title === '') faults.push(['title', 'evidence.error.title'])
  if (title.length > longestTitle) faults.push(['title', 'error.too-long'])
  if (!file && !upload && !url) faults.push(['file', 'evidence.error.source'])
  if ((file || upload) && url) faults.push(['url', 'evidence.error.both'])
  if (url && !isWebAddress(url)) faults.push(['url', 'evidence.error.url'])
  if (datedOn !== null && !isDate(datedOn)) faults.push(['date', 'error.date'])
  return faults
}

export function isWebAddress(text: string): boolean {
  if (text.length > longestUrl || !URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && username + password === ''
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
})
