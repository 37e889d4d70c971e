import type { Values } from '../../../platform/errors.ts'
import type { MessageKey, T } from '../../../platform/i18n.ts'
import type { CommitmentDocument } from '../model.ts'
import type { Told } from './telling.ts'

export const importFormats = ['ogp-csv', 'canada-yaml', 'template', 'json'] as const
export type ImportFormat = (typeof importFormats)[number]

/** `row` counts records as a person sees them in a spreadsheet: the header is 1, also when cells hold line breaks. */
export type Rejection = { row: number; column: string; value: string; reason: string; expected: string }

/** Something the file says that a person should know of, though it was not refused. */
export type Note = Rejection

type Reason<Key> = Key extends `import.reason.${infer Name}` ? Name : never
export type ReasonCode = Reason<MessageKey>
type Remark<Key> = Key extends `import.note.${infer Name}` ? Name : never
export type NoteCode = Remark<MessageKey>

/** A fault before it is put in words. */
export type Fault = { row: number; column: string; value: string; reason: ReasonCode; values?: Values }

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

const shownCharacters = 80

export function rejection(t: T, fault: Fault): Rejection {
  const key: MessageKey = `import.reason.${fault.reason}`
  return {
    row: fault.row,
    column: fault.column,
    value: shown(fault.value),
    reason: fault.reason,
    expected: t(key, fault.values),
  }
}

export function note(t: T, row: number, column: string, value: string, code: NoteCode, values?: Values): Note {
  return { row, column, value: shown(value), reason: code, expected: t(`import.note.${code}`, values) }
}

/** The first 80 characters, never half of one. */
export function shown(value: string): string {
  return value.length <= shownCharacters
    ? value.toWellFormed()
    : [...value.slice(0, shownCharacters * 2)].slice(0, shownCharacters).join('').toWellFormed()
}

export function unreadable(t: T, format: ImportFormat, encoding: string | null, fault: Fault): ReadResult {
  const refused = rejection(t, fault)
  return { format, encoding, rowsRead: 0, accepted: [], rejections: [refused], notes: [], unreadable: refused }
}

/** The file as a whole was refused; carries the fault out of whatever depth found it. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
  readonly fault: Fault
  readonly encoding: string | null
  constructor(fault: Fault, encoding: string | null = null) {
    super(fault.reason)
    this.fault = fault
    this.encoding = encoding
  }
}
