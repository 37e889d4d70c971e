/**
 * Several values in one cell: items separated by ` | `, their parts by ` :: `. Inside a value `\|`, `\:` and `\\` stand for
 * the signs themselves, so that any text goes through a cell and comes back the same.
 */
export function joinItems(items: readonly string[]): string {
  return items.map((item) => item.replaceAll(/[\\|]/g, '\\$&')).join(' | ')
}

export function splitItems(cell: string): string[] {
  return splitCell(cell, false).flatMap((parts) => (parts[0] ? [parts[0]] : []))
}

/** Parts left empty at the end are not written. */
export function joinRecords(records: readonly (readonly (string | null)[])[]): string {
  return records
    .map((parts) => {
      const last = parts.findLastIndex((part) => part !== null && part !== '')
      return parts
        .slice(0, last + 1)
        .map((part) => (part ?? '').replaceAll(/[\\|]|:(?=:)|(?<=:):/g, '\\$&'))
        .join(' :: ')
    })
    .join(' | ')
}

export function splitRecords(cell: string): string[][] {
  return splitCell(cell, true).filter((parts) => parts.some((part) => part !== ''))
}

function splitCell(cell: string, hasParts: boolean): string[][] {
  const items: string[][] = []
  let parts: string[] = []
  let part = ''
  const endPart = () => {
    parts.push(part.trim())
    part = ''
  }
  for (let at = 0; at < cell.length; at += 1) {
    const character = cell.charAt(at)
    const next = cell.charAt(at + 1)
    if (character === '\\' && (next === '\\' || next === '|' || (hasParts && next === ':'))) {
      part += next
      at += 1
    } else if (character === '|') {
      endPart()
      items.push(parts)
      parts = []
    } else if (hasParts && character === ':' && next === ':') {
      endPart()
      at += 1
    } else part += character
  }
  endPart()
  items.push(parts)
  return items
}
