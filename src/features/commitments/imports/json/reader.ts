import type * as z from 'zod'
import { decodeText } from '../../../../platform/csv/encodings.ts'
import { type Fault, type ReasonCode, rejection, UnreadableFile } from '../../../../platform/csv/faults.ts'
import type { T } from '../../../../platform/i18n.ts'
import { normalDocument } from '../normal.ts'
import type { ReadResult } from '../report.ts'
import { faultsOfDocument } from '../rules.ts'
import { documentSchema, fileSchema } from './schema.ts'

/** The platform's own JSON. `row` is the place of the commitment in the list, the first being 1. Throws UnreadableFile. */
export function readJson(bytes: Uint8Array, t: T): ReadResult {
  const { text, encoding } = decodeText(bytes)
  const commitments = commitmentsOf(text, encoding)
  const result: ReadResult = {
    format: 'json',
    encoding,
    rowsRead: commitments.length,
    accepted: [],
    rejections: [],
    notes: [],
    unreadable: null,
  }
  for (const [index, member] of commitments.entries()) {
    const row = index + 1
    const parsed = documentSchema.safeParse(member)
    const document = parsed.success ? normalDocument(parsed.data) : null
    const faults = document
      ? faultsOfDocument(document).map(({ part, field, ...fault }) => ({
          row,
          column: part === null ? field : `${part} ${field}`,
          ...fault,
        }))
      : (parsed.error?.issues ?? []).flatMap((issue) => faultsOfIssue(row, member, issue))
    if (document && faults.length === 0)
      result.accepted.push({ row, rows: 1, document, statedActivities: null, told: null })
    else result.rejections.push(...faults.map((fault) => rejection(t, fault)))
  }
  return result
}

function commitmentsOf(text: string, encoding: string): unknown[] {
  const refuse = (column: string, value: string, reason: ReasonCode, values = {}) =>
    new UnreadableFile({ row: 1, column, value, reason, values }, encoding)
  let content: unknown
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw refuse('', text, 'json-syntax', { detail: error instanceof Error ? error.message.slice(0, 120) : '' })
  }
  const file = fileSchema.safeParse(content)
  if (file.success) return file.data.commitments
  const issue = file.error.issues[0]
  if (issue?.code === 'unrecognized_keys')
    throw refuse(issue.keys.join(', '), '', 'unknown-member', { names: issue.keys.join(', ') })
  throw refuse(issue?.path.join('.') ?? '', '', 'json-shape')
}

function faultsOfIssue(row: number, member: unknown, issue: z.core.$ZodIssue): Fault[] {
  const column = issue.path.map(String).join('.')
  const value = valueAt(member, issue.path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      row,
      column: column ? `${column}.${key}` : key,
      value: JSON.stringify(valueAt(member, [...issue.path, key])) ?? '',
      reason: 'unknown-member',
      values: { names: key },
    }))
  }
  const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  if (issue.code === 'invalid_value') {
    return [{ row, column, value: shown, reason: 'choice', values: { choices: issue.values.map(String).join(', ') } }]
  }
  if (issue.code === 'custom' && (issue.message === 'nul' || issue.message === 'date')) {
    return [{ row, column, value: shown, reason: issue.message }]
  }
  return [
    {
      row,
      column,
      value: shown,
      reason: 'json-type',
      values: { expected: 'expected' in issue ? String(issue.expected) : '' },
    },
  ]
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], root)
}
