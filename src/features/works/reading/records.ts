import type { Fault } from '../../../platform/csv/faults.ts'

/** `row` as a spreadsheet numbers it: the first record is 1, blank ones and line breaks inside cells counted as it does. */
export type FileRow = {
  row: number
  cells: readonly string[]
  fault: (Pick<Fault, 'reason' | 'values'> & { cell: number; value: string }) | null
}

export const longestCell = 1_000_000
const mostCells = 2_000

export type RecordReader = {
  /** The records that end within this piece of text. */
  feed(text: string): FileRow[]
  /** The last record, and where a quote was opened that nothing closed. */
  end(): { rows: FileRow[]; open: { row: number; cell: number; value: string } | null }
}

type State = 'start' | 'bare' | 'quoted' | 'quote'

/**
 * RFC 4180 in pieces of any size, as forgiving as real files need: a quote inside a quoted cell that nobody doubled is a sign
 * of the text unless a border follows it. A cell longer than a million characters is read past, not kept: its row is a fault,
 * and memory does not grow with it.
 */
export function recordReader(delimiter: string): RecordReader {
  let state: State = 'start'
  let [cells, kept, blanks]: [string[], string[], string] = [[], [], '']
  let [length, count, row, skipLineFeed] = [0, 0, 1, false]
  let fault: FileRow['fault'] = null
  let rows: FileRow[] = []

  const keep = (text: string) => {
    length += text.length
    if (length <= longestCell) kept.push(text)
    else
      fault ??= {
        reason: 'cell-too-long',
        values: { max: longestCell },
        cell: count,
        value: kept.join('').slice(0, 200),
      }
  }
  const endCell = () => {
    const text = length > longestCell ? '' : kept.length === 1 ? (kept[0] ?? '') : kept.join('')
    if (count < mostCells) cells.push(text)
    count += 1
    kept = []
    length = 0
    blanks = ''
    state = 'start'
  }
  const endRow = () => {
    endCell()
    rows.push({ row, cells, fault })
    row += 1
    cells = []
    count = 0
    fault = null
  }
  /** Ends what a border ends; false when the sign is no border. */
  const border = (sign: string): boolean => {
    if (sign === delimiter) endCell()
    else if (sign === '\n' || sign === '\r') endRow()
    else return false
    skipLineFeed = sign === '\r'
    return true
  }
  const bare = (text: string, at: number): number => {
    let end = at
    for (; end < text.length; end += 1) {
      const sign = text.charAt(end)
      if (sign === delimiter || sign === '\n' || sign === '\r') break
    }
    if (end > at) keep(text.slice(at, end))
    if (end === text.length) return end
    border(text.charAt(end))
    return end + 1
  }
  const quoted = (text: string, at: number): number => {
    const end = text.indexOf('"', at)
    if (end !== at) keep(text.slice(at, end < 0 ? text.length : end))
    if (end < 0) return text.length
    state = 'quote'
    return end + 1
  }
  /** Behind a quote inside a quoted cell: its double, a border, blanks before a border, or a sign of the text. */
  const afterQuote = (text: string, at: number): number => {
    const sign = text.charAt(at)
    if (sign === '"' && blanks === '') {
      keep('"')
      state = 'quoted'
      return at + 1
    }
    if (border(sign)) return at + 1
    if (sign === ' ') {
      blanks += ' '
      return at + 1
    }
    keep(`"${blanks}`)
    blanks = ''
    state = 'quoted'
    return at
  }
  const step = (text: string, at: number): number => {
    if (state === 'quoted') return quoted(text, at)
    if (state === 'quote') return afterQuote(text, at)
    if (state === 'bare') return bare(text, at)
    const isLineFeed = skipLineFeed && text.charAt(at) === '\n'
    skipLineFeed = false
    if (isLineFeed) return at + 1
    state = text.charAt(at) === '"' ? 'quoted' : 'bare'
    return state === 'quoted' ? at + 1 : at
  }
  const taken = () => {
    const ended = rows
    rows = []
    return ended
  }
  return {
    feed: (text) => {
      let at = 0
      while (at < text.length) at = step(text, at)
      return taken()
    },
    end: () => {
      const open = state === 'quoted' ? { row, cell: count, value: kept.join('').slice(0, 200) } : null
      if (open === null && (state !== 'start' || count > 0)) endRow()
      return { rows: taken(), open }
    },
  }
}
