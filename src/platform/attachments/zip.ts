import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'

const inflate = promisify(inflateRaw)

export type ZipEntry = { name: string; method: number; packed: number; unpacked: number; start: number; from: number }

export type ZipFault = 'damaged' | 'bomb'

/** An archive that is not what an honest program would write. */
export class BadZip extends Error {
  override name = 'BadZip'
  readonly fault: ZipFault
  constructor(fault: ZipFault) {
    super(fault)
    this.fault = fault
  }
}

const mostEntries = 5000
const mostUnpackedBytes = 300 * 1024 * 1024
/** Sheets of repeated cells reach 100; a bomb has 1000 and more. */
const mostRatio = 400
const smallBytes = 10 * 1024 * 1024

/**
 * Entries of an archive, after unpacking each once to see that it holds what it says: bounded in number, bytes and ratio, none
 * lying over another (the bombs that reuse one kernel). @throws {BadZip}
 */
export async function inspectZip(bytes: Buffer): Promise<ZipEntry[]> {
  const entries = directoryOf(bytes)
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  if (total > mostUnpackedBytes) throw new BadZip('bomb')
  if (total > smallBytes && total > bytes.length * mostRatio) throw new BadZip('bomb')
  let end = 0
  for (const entry of [...entries].sort((a, b) => a.start - b.start)) {
    if (entry.start < end) throw new BadZip('bomb')
    end = entry.from + entry.packed
  }
  for (const entry of entries) await contentOf(bytes, entry)
  return entries
}

/** @throws {BadZip} when it unpacks to more, or to something else, than its entry says. */
export async function contentOf(bytes: Buffer, entry: ZipEntry): Promise<Buffer> {
  const packed = bytes.subarray(entry.from, entry.from + entry.packed)
  if (entry.method === 0) {
    if (entry.packed !== entry.unpacked) throw new BadZip('damaged')
    return packed
  }
  if (entry.method !== 8) throw new BadZip('damaged')
  const content = await inflate(packed, { maxOutputLength: Math.max(1, entry.unpacked) }).catch((error) => {
    throw new BadZip((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : 'damaged')
  })
  if (content.length !== entry.unpacked) throw new BadZip('damaged')
  return content
}

function directoryOf(bytes: Buffer): ZipEntry[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 22 > bytes.length) throw new BadZip('damaged')
  const count = bytes.readUInt16LE(end + 10)
  if (count > mostEntries) throw new BadZip('bomb')
  let at = bytes.readUInt32LE(end + 16)
  const entries: ZipEntry[] = []
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) throw new BadZip('damaged')
    entries.push(entryAt(bytes, at))
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function entryAt(bytes: Buffer, at: number): ZipEntry {
  const start = bytes.readUInt32LE(at + 42)
  if (start + 30 > bytes.length || bytes.readUInt32LE(start) !== 0x04034b50) throw new BadZip('damaged')
  const packed = bytes.readUInt32LE(at + 20)
  const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
  if (from + packed > bytes.length) throw new BadZip('damaged')
  return {
    name: bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28)).toString('utf8'),
    method: bytes.readUInt16LE(at + 10),
    unpacked: bytes.readUInt32LE(at + 24),
    ...{ packed, start, from },
  }
}
