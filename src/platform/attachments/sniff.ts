import { sniff as sniffPicture } from '../photos/sniff.ts'

export type AttachmentType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  | 'application/vnd.openxmlformats-officedocument.presentationml.presentation'
  | 'application/vnd.oasis.opendocument.text'
  | 'application/vnd.oasis.opendocument.spreadsheet'
  | 'text/csv'
  | 'text/plain'
  | 'video/mp4'
  | 'video/webm'

/** What the bytes begin like; 'zip' is looked into, 'text' is read through, before they count as anything. */
export type Beginning = 'picture' | 'pdf' | 'zip' | 'video/mp4' | 'video/webm' | 'page' | 'program' | 'text' | 'other'

const ascii = (bytes: Buffer, from: number, to: number) => bytes.subarray(from, to).toString('latin1')

const programs = ['MZ', '\x7fELF', '#!', '\xca\xfe\xba\xbe', '\xcf\xfa\xed\xfe', '\xce\xfa\xed\xfe', '\xd0\xcf\x11\xe0']
const videoBrands = /^(isom|iso\d|mp4\d|avc1|M4V |dash|3gp\d|qt {2})$/
const pages = /<(!doctype\s+html|html|script|svg|body|iframe|head|\?php)[\s>]/i

/** Magic numbers only; a name or a type that a sender wrote is never asked. */
export function beginningOf(bytes: Buffer): Beginning {
  if (!/^(other|svg)$/.test(sniffPicture(bytes))) return 'picture'
  if (ascii(bytes, 0, 5) === '%PDF-') return 'pdf'
  if (ascii(bytes, 0, 4) === 'PK\x03\x04') return 'zip'
  if (ascii(bytes, 4, 8) === 'ftyp' && videoBrands.test(ascii(bytes, 8, 12))) return 'video/mp4'
  if (bytes.readUInt32BE(0) === 0x1a45dfa3 && ascii(bytes, 0, 64).includes('webm')) return 'video/webm'
  if (programs.some((magic) => ascii(bytes, 0, magic.length) === magic)) return 'program'
  if (looksLikePage(bytes)) return 'page'
  return isText(bytes) ? 'text' : 'other'
}

function looksLikePage(bytes: Buffer): boolean {
  return pages.test(ascii(bytes, 0, 4096))
}

/** No control characters but those that lines and columns are made of. */
function isText(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte < 0x20 && (byte < 9 || byte === 11 || byte > 13)) return false
  return true
}

const zipEnd = Buffer.from('PK\x05\x06', 'latin1')
const zipEndBytes = 22 + 65_535

/** Whether a PDF, a video or a text is an archive or a page at the same time: what opens as two things may hide one. */
export function isTwoThings(bytes: Buffer): boolean {
  if (bytes.subarray(-zipEndBytes).includes(zipEnd)) return true
  return looksLikePage(bytes) || pages.test(ascii(bytes, Math.max(0, bytes.length - 4096), bytes.length))
}
