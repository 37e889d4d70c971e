import { isUtf8 } from 'node:buffer'
import { InputError } from './input-error.ts'

/** A whole file as text: UTF-8, a byte order mark allowed. */
export function textOf(file: string, bytes: Buffer): string {
  if (!isUtf8(bytes)) {
    throw new InputError(
      { file, line: lineOfBadByte(bytes) },
      'se esperaba texto en UTF-8 y hay bytes que no lo son; guarda el archivo como UTF-8.',
    )
  }
  const text = bytes.toString('utf8')
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

/** UTF-8 never has a line feed inside a character, so each line can be looked at alone. */
function lineOfBadByte(bytes: Buffer): number {
  let line = 1
  for (let start = 0; ; line++) {
    const end = bytes.indexOf(10, start)
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return line
    start = end + 1
  }
}
