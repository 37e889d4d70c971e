/** A cell of a workbook holds at most 32 767 characters; a longer text goes on in a sheet of its own, by number. */
export const continuationSheet = 'Continuación'
export type Continuations = Map<string, string>

const pieceCharacters = 30_000
const mark = (id: string) => `…[sigue en Continuación: ${id}]`
const marked = /…\[sigue en Continuación: (\d+)\]$/

export type Piece = { id: string; text: string }

/** The text for the cell itself; what does not fit is handed to `keep` in pieces. */
export function fitted(text: string, nextId: () => string, keep: (piece: Piece) => void): string {
  if (text.length <= pieceCharacters) return text
  const [first = '', ...rest] = piecesOf(text)
  const id = nextId()
  for (const piece of rest) keep({ id, text: piece })
  return first + mark(id)
}

export function continued(text: string, continuations: Continuations): string {
  const id = marked.exec(text)?.[1]
  const rest = id === undefined ? undefined : continuations.get(id)
  return rest === undefined ? text : text.replace(marked, '') + rest
}

/** Never cuts a character in two, nor beside white space that a spreadsheet might drop. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  let start = 0
  while (start < text.length) {
    let end = Math.min(start + pieceCharacters, text.length)
    while (end < text.length && end > start + 1 && isBadCut(text, end)) end -= 1
    pieces.push(text.slice(start, end))
    start = end
  }
  return pieces
}

function isBadCut(text: string, at: number): boolean {
  return /\s/.test(text.slice(at - 1, at + 1)) || /[\uDC00-\uDFFF]/.test(text.charAt(at))
}
