import { csvGuard } from '../../commitments/imports/template/guard.ts'

/** A cell of data: lists joined, texts that a spreadsheet would run defused. */
export function canonicalCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return csvGuard.write(Array.isArray(value) ? value.join(' | ') : String(value))
}
