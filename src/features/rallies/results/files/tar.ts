/** A part of an archive: its name (ASCII, shorter than 100), size in bytes and the bytes themselves. */
export type TarPart = { name: string; bytes: number; pieces: AsyncIterable<Uint8Array> }

const block = 512

/**
 * A tar archive (POSIX ustar), made while it is read: nothing is held in memory. No time, owner or machine is in it, so that equal
 * parts give equal bytes.
 */
export async function* tarOf(parts: readonly TarPart[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    yield header(part)
    for await (const piece of part.pieces) yield piece
    const rest = part.bytes % block
    if (rest > 0) yield new Uint8Array(block - rest)
  }
  yield new Uint8Array(2 * block)
}

function header({ name, bytes }: TarPart): Uint8Array {
  const head = Buffer.alloc(block)
  head.write(name, 0, 100, 'ascii')
  head.write('0000644\0', 100, 'ascii')
  head.write('0000000\0', 108, 'ascii')
  head.write('0000000\0', 116, 'ascii')
  head.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124, 'ascii')
  head.write('00000000000\0', 136, 'ascii')
  head.write('        ', 148, 'ascii')
  head.write('0', 156, 'ascii')
  head.write('ustar\x0000', 257, 'ascii')
  const sum = head.reduce((total, byte) => total + byte, 0)
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'ascii')
  return head
}
