import type { Values } from '../errors.ts'
import type { MessageKey, T } from '../i18n.ts'

/** `row` counts records as a person sees them in a spreadsheet: the header is 1, also when cells hold line breaks. */
export type Rejection = { row: number; column: string; value: string; reason: string; expected: string }

type Reason<Key> = Key extends `import.reason.${infer Name}` ? Name : never
export type ReasonCode = Reason<MessageKey>

/** A fault before it is put in words. */
export type Fault = { row: number; column: string; value: string; reason: ReasonCode; values?: Values }

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

/** The first 80 characters, never half of one. */
export function shown(value: string): string {
  return value.length <= shownCharacters
    ? value.toWellFormed()
    : [...value.slice(0, shownCharacters * 2)].slice(0, shownCharacters).join('').toWellFormed()
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
