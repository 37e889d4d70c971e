import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { outputNames } from './outputs/writing.ts'

/** Where two folders of outputs first differ; `line` is null when a file is missing. */
export type Difference = { file: string; line: number | null }

export function firstDifference(expected: string, found: string): Difference | null {
  for (const file of outputNames) {
    const line = differingLine(join(expected, file), join(found, file))
    if (line !== 0) return { file, line }
  }
  return null
}

const chunkBytes = 1 << 20

/** The first line in which two files differ, 0 when they are equal, null when the second is not there. */
function differingLine(expectedPath: string, foundPath: string): number | null {
  const expected = openSync(expectedPath, 'r')
  let found: number
  try {
    found = openSync(foundPath, 'r')
  } catch {
    closeSync(expected)
    return null
  }
  try {
    const [a, b] = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)]
    for (let line = 1; ; ) {
      const [readA, readB] = [filled(expected, a), filled(found, b)]
      const [pieceA, pieceB] = [a.subarray(0, readA), b.subarray(0, readB)]
      if (!pieceA.equals(pieceB)) return line + breaksIn(pieceA, sharedLength(pieceA, pieceB))
      if (readA === 0) return 0
      line += breaksIn(pieceA, readA)
    }
  } finally {
    closeSync(expected)
    closeSync(found)
  }
}

/** Reads until the buffer is full or the file over. */
function filled(file: number, buffer: Buffer): number {
  let length = 0
  while (length < buffer.length) {
    const read = readSync(file, buffer, length, buffer.length - length, null)
    if (read === 0) break
    length += read
  }
  return length
}

function sharedLength(a: Buffer, b: Buffer): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}

function breaksIn(bytes: Buffer, end: number): number {
  let count = 0
  for (let at = bytes.indexOf(10); at >= 0 && at < end; at = bytes.indexOf(10, at + 1)) count++
  return count
}
