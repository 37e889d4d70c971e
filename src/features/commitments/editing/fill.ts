import type { CommitmentDocument } from '../model.ts'

/** Whether a field of a document says something. */
export function isFilled(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  return value !== null && value !== undefined && value !== ''
}

/**
 * The document with some fields written anew. What is filled no longer says why it was missing, and a date that is given no
 * longer keeps how it had been written.
 */
export function withFields(document: CommitmentDocument, fields: Partial<CommitmentDocument>): CommitmentDocument {
  const next: CommitmentDocument = { ...document, ...fields }
  const filled = (name: string) => isFilled(fields[name.split('.')[0] as keyof CommitmentDocument])
  return {
    ...next,
    missing: without(document.missing, (name) => filled(name) && says(next, name)),
    asWritten: without(document.asWritten, (name) => filled(name) && changed(document, next, name)),
  }
}

function without<Value>(record: Record<string, Value>, gone: (name: string) => boolean): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !gone(name)))
}

/** 'values.transparency' is filled when that value is among the values, 'policyAreas.justice' when that area is. */
function says(document: CommitmentDocument, name: string): boolean {
  const [field = '', item] = name.split('.')
  if (item === undefined) return true
  if (field === 'values') return document.values.some((value) => value === item)
  if (field === 'policyAreas') return document.policyAreas.some((area) => area.code === item)
  return true
}

function changed(before: CommitmentDocument, after: CommitmentDocument, name: string): boolean {
  return before[name as keyof CommitmentDocument] !== after[name as keyof CommitmentDocument]
}
