import { type Fault, type Rejection, rejection, shown } from '../../../platform/csv/faults.ts'
import type { Values } from '../../../platform/errors.ts'
import type { MessageKey, T } from '../../../platform/i18n.ts'
import type { CommitmentDocument } from '../model.ts'
import type { Told } from './telling.ts'

export const importFormats = ['ogp-csv', 'canada-yaml', 'template', 'json'] as const
export type ImportFormat = (typeof importFormats)[number]

/** Something the file says that a person should know of, though it was not refused. */
export type Note = Rejection

type Remark<Key> = Key extends `import.note.${infer Name}` ? Name : never
export type NoteCode = Remark<MessageKey>

/** One commitment of the file: `row` is where it begins, `rows` how many records speak of it. */
export type Accepted = {
  row: number
  rows: number
  document: CommitmentDocument
  /** Codes of the activities whose state the file states; null: all. The others keep the state they have. */
  statedActivities: ReadonlySet<string> | null
  told: Told
}

export type ReadResult = {
  format: ImportFormat
  encoding: string | null
  rowsRead: number
  accepted: Accepted[]
  rejections: Rejection[]
  notes: Note[]
  /** Set when the file as a whole cannot be read; then nothing was accepted. Also the first of `rejections`. */
  unreadable: Rejection | null
}

export function note(t: T, row: number, column: string, value: string, code: NoteCode, values?: Values): Note {
  return { row, column, value: shown(value), reason: code, expected: t(`import.note.${code}`, values) }
}

export function unreadable(t: T, format: ImportFormat, encoding: string | null, fault: Fault): ReadResult {
  const refused = rejection(t, fault)
  return { format, encoding, rowsRead: 0, accepted: [], rejections: [refused], notes: [], unreadable: refused }
}
