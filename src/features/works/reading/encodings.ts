/** Bytes that can be read more than once: a file on a disk, a file in the storage, what a test says. */
export type FileSource = { name: string; open(): AsyncIterable<Uint8Array> }

export type Encoding = 'utf-8' | 'utf-8-sig' | 'utf-16le' | 'utf-16be' | 'latin-1' | 'windows-1252'

/**
 * How the bytes spell their text; null for a file without any. UTF-8 wins while more of its sequences are whole than broken, so
 * that a file cut in the middle of a letter, or with one damaged name, is not read as another encoding from end to end. What
 * is left is one byte a letter: Windows-1252 where it uses the letters that Latin-1 has not.
 */
export async function encodingOf(source: FileSource): Promise<Encoding | null> {
  const seen = { bytes: 0, whole: 0, broken: 0, upper: 0, missing: 0, mark: '' }
  for await (const piece of source.open()) {
    if (seen.bytes < 3) seen.mark += hexOf(piece.subarray(0, 3))
    scan(piece, seen)
  }
  if (seen.bytes === 0) return null
  if (seen.mark.startsWith('fffe')) return 'utf-16le'
  if (seen.mark.startsWith('feff')) return 'utf-16be'
  const isUtf8 = seen.broken === 0 || seen.whole > seen.broken
  if (isUtf8) return seen.mark.startsWith('efbbbf') ? 'utf-8-sig' : 'utf-8'
  return seen.upper > 0 ? 'windows-1252' : 'latin-1'
}

const hexOf = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

type Seen = { bytes: number; whole: number; broken: number; upper: number; missing: number }

/** Counts whole and broken UTF-8 sequences, and bytes that only Windows-1252 gives a letter to. */
function scan(piece: Uint8Array, seen: Seen): void {
  let { whole, broken, upper, missing } = seen
  // By index: an iterator over a hundred million bytes costs seconds.
  for (let at = 0; at < piece.length; at += 1) {
    const byte = piece[at] ?? 0
    if (byte >= 0x80 && byte < 0xa0) upper += 1
    if (missing > 0) {
      if (byte >= 0x80 && byte < 0xc0) {
        missing -= 1
        if (missing === 0) whole += 1
        continue
      }
      broken += 1
      missing = 0
    }
    if (byte < 0x80) continue
    if (byte >= 0xc2 && byte < 0xe0) missing = 1
    else if (byte >= 0xe0 && byte < 0xf0) missing = 2
    else if (byte >= 0xf0 && byte < 0xf5) missing = 3
    else broken += 1
  }
  Object.assign(seen, { bytes: seen.bytes + piece.length, whole, broken, upper, missing })
}

const labels: Record<Encoding, string> = {
  'utf-8': 'utf-8',
  'utf-8-sig': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'latin-1': 'windows-1252',
  'windows-1252': 'windows-1252',
}

/** The text piece by piece, without its byte order mark. */
export async function* textOf(source: FileSource, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(labels[encoding])
  for await (const piece of source.open()) {
    const text = decoder.decode(piece, { stream: true })
    if (text !== '') yield text
  }
  const last = decoder.decode()
  if (last !== '') yield last
}
