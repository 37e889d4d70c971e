import { Unreadable } from '../errors.ts'
import { readPhoto } from '../photos/read-photo.ts'
import { type AttachmentType, beginningOf, isTwoThings } from './sniff.ts'
import { BadZip, contentOf, inspectZip, type ZipEntry } from './zip.ts'

/** What may be shown of a file beside the file itself; of a photograph always a copy that holds pixels and nothing else. */
export type ReadAttachment = {
  mediaType: AttachmentType
  copy: Buffer | null
  thumbnail: Buffer | null
}

export const largestAttachmentBytes = 50 * 1024 * 1024
const smallestBytes = 4

/**
 * Says what a file is from its bytes; `fileName` only tells a table from a text.
 * @throws Unreadable with a sentence for everything that is not whole, not of a kind we take, or two things at once.
 */
export async function readAttachment(given: Uint8Array, fileName: string): Promise<ReadAttachment> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  if (bytes.length < smallestBytes) throw new Unreadable('attachment.empty')
  if (bytes.length > largestAttachmentBytes)
    throw new Unreadable('attachment.too-heavy', { megabytes: largestAttachmentBytes / 1024 / 1024 })
  const beginning = beginningOf(bytes)
  if (beginning === 'picture') {
    // Times in its EXIF are not read here: a photograph's zone does not matter.
    const { mediaType, copy, thumbnail } = await readPhoto(bytes, 'UTC')
    return { mediaType, copy, thumbnail }
  }
  const mediaType = beginning === 'zip' ? await officeType(bytes) : plainType(bytes, beginning, fileName)
  return { mediaType, copy: null, thumbnail: null }
}

type NotZip = Exclude<ReturnType<typeof beginningOf>, 'picture' | 'zip'>

function plainType(bytes: Buffer, beginning: NotZip, fileName: string): AttachmentType {
  if (beginning === 'page') throw new Unreadable('attachment.page')
  if (beginning === 'program') throw new Unreadable('attachment.program')
  if (beginning === 'other') throw new Unreadable('attachment.other')
  if (isTwoThings(bytes)) throw new Unreadable('attachment.two-things')
  if (beginning === 'text') return /\.(csv|tsv)$/i.test(fileName) ? 'text/csv' : 'text/plain'
  if (beginning !== 'pdf') return beginning
  // A PDF ends with its table of contents: without it the end did not arrive.
  if (!bytes.subarray(-2048).includes('%%EOF')) throw new Unreadable('attachment.damaged')
  return 'application/pdf'
}

const ooxml = 'application/vnd.openxmlformats-officedocument'
const folders: readonly (readonly [string, AttachmentType])[] = [
  ['word/document.xml', `${ooxml}.wordprocessingml.document`],
  ['xl/workbook.xml', `${ooxml}.spreadsheetml.sheet`],
  ['ppt/presentation.xml', `${ooxml}.presentationml.presentation`],
]
const openDocument: ReadonlySet<string> = new Set<AttachmentType>([
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
])

/** An office document is an archive with known parts; archives of anything else are not taken. */
async function officeType(bytes: Buffer): Promise<AttachmentType> {
  const entries = await inspectZip(bytes).catch((error) => {
    if (!(error instanceof BadZip)) throw error
    throw new Unreadable(error.fault === 'bomb' ? 'attachment.bomb' : 'attachment.damaged')
  })
  const names = new Set(entries.map(({ name }) => name))
  if ([...names].some((name) => /(^|\/)(vbaProject\.bin|Basic\/|Scripts\/)/i.test(name)))
    throw new Unreadable('attachment.macros')
  const found = names.has('[Content_Types].xml') ? folders.find(([name]) => names.has(name)) : undefined
  const type = found?.[1] ?? (await declaredType(bytes, entries[0]))
  if (!type) throw new Unreadable('attachment.archive')
  return type
}

/** An OpenDocument file says what it is in its first entry. */
async function declaredType(bytes: Buffer, first: ZipEntry | undefined): Promise<AttachmentType | null> {
  if (first?.name !== 'mimetype' || first.unpacked > 100) return null
  const declared = (await contentOf(bytes, first)).toString('latin1')
  return openDocument.has(declared) ? (declared as AttachmentType) : null
}
