export type CsvFault = { record: number; cell: number; value: string; reason: 'quote-not-closed' | 'quote-misplaced' }

/**
 * RFC 4180 with one allowance: a quote inside a cell that does not begin with one is a sign like any other (37°36'37.8"N).
 * A closing quote with text behind it is a fault, because from there on nobody knows where cells end; the libraries at hand
 * forgive both or neither. Stops at the first fault; `most` ends after so many records.
 */
export function parseCsv(
  text: string,
  delimiter: string,
  most = Number.POSITIVE_INFINITY,
): { records: string[][]; fault: CsvFault | null } {
  const records: string[][] = []
  let cells: string[] = []
  let at = text.startsWith('\uFEFF') ? 1 : 0
  while (at < text.length && records.length < most) {
    const cell = text.charAt(at) === '"' ? quotedCell(text, at) : bareCell(text, at, delimiter)
    const next = cell.end === null ? '' : text.charAt(cell.end)
    if (cell.end === null || !(next === '' || next === delimiter || isLineEnd(next))) {
      const reason = cell.end === null ? 'quote-not-closed' : 'quote-misplaced'
      return { records, fault: { record: records.length, cell: cells.length, value: text.slice(at, at + 200), reason } }
    }
    cells.push(cell.value)
    at = cell.end + 1
    // A delimiter at the very end still opens one last, empty cell.
    if (next === delimiter && at < text.length) continue
    if (next === delimiter) cells.push('')
    if (next === '\r' && text.charAt(at) === '\n') at += 1
    records.push(cells)
    cells = []
  }
  return { records, fault: null }
}

type Cell = { value: string; end: number | null }

function quotedCell(text: string, start: number): Cell {
  let end = text.indexOf('"', start + 1)
  let isDoubled = false
  while (end >= 0 && text.charAt(end + 1) === '"') {
    isDoubled = true
    end = text.indexOf('"', end + 2)
  }
  if (end < 0) return { value: '', end: null }
  const value = text.slice(start + 1, end)
  return { value: isDoubled ? value.replaceAll('""', '"') : value, end: end + 1 }
}

function bareCell(text: string, start: number, delimiter: string): Cell {
  let end = start
  while (end < text.length) {
    const character = text.charAt(end)
    if (character === delimiter || isLineEnd(character)) break
    end += 1
  }
  return { value: text.slice(start, end), end }
}

function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r'
}
