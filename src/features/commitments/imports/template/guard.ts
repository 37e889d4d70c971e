import { type Missing, missingKinds } from '../../model.ts'

/**
 * A text that a spreadsheet would run as a formula, or that would be read as a missing code, is written with an apostrophe
 * before it, as people do by hand. Because apostrophes already there are counted in, taking one away always gives back the
 * text.
 */
export type Guard = { write: (cell: string) => string; read: (cell: string) => string }

const codes = missingKinds.map((kind) => kind.toUpperCase()).join('|')

function guardOf(dangerous: string): Guard {
  const written = new RegExp(`^'*(?:${dangerous})`)
  const read = new RegExp(`^'+(?:${dangerous})`)
  return {
    write: (cell) => (written.test(cell) ? `'${cell}` : cell),
    read: (cell) => (read.test(cell) ? cell.slice(1) : cell),
  }
}

export const csvGuard = guardOf(`[=+\\-@]|(?:${codes})$`)
/** A workbook says of each cell that it is text, so formulas need no guard. */
export const workbookGuard = guardOf(`(?:${codes})$`)

const missingCell = new RegExp(`^(?:${codes})$`)

export function missingOf(cell: string): Missing | null {
  return missingCell.test(cell) ? (cell.toLowerCase() as Missing) : null
}
