import { UnreadableFile } from './faults.ts'

export type Decoded = { text: string; encoding: string }

/**
 * Text of a file in UTF-8 (with or without byte order mark), UTF-16 with its mark, or Windows-1252, which holds Latin-1's
 * letters. Windows-1252 is the last guess because every byte string is valid in it. Throws UnreadableFile.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) throw new UnreadableFile({ row: 1, column: '', value: '', reason: 'empty-file' })
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le' }
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16be' }
  try {
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: marked ? 'utf-8-bom' : 'utf-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
  }
}
