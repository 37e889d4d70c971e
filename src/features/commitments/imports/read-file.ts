import { UnreadableFile } from '../../../platform/csv/faults.ts'
import { headerOfCsv } from '../../../platform/csv/table.ts'
import type { T } from '../../../platform/i18n.ts'
import { canadaColumns, readCanadaCsv } from './canada/read-csv.ts'
import { readCanadaYaml } from './canada/read-yaml.ts'
import { readJson } from './json/reader.ts'
import { readOgpCsv, requiredColumns } from './ogp/reader.ts'
import { type ImportFormat, type ReadResult, unreadable } from './report.ts'
import { readTemplateCsv } from './template/read-csv.ts'
import { readTemplateWorkbook } from './template/read-workbook.ts'

export const largestFileBytes = 256 * 1024 * 1024

/** Reads a file of any format the platform knows; without one told, it is told from the content. Never throws for what a file holds. */
export async function readFileOfCommitments(
  file: { bytes: Uint8Array; fileName: string; format: ImportFormat | null },
  t: T,
): Promise<ReadResult> {
  try {
    if (file.bytes.length > largestFileBytes)
      throw refused('file-too-large', { megabytes: largestFileBytes / 1024 / 1024 })
    if (file.bytes.length === 0) throw refused('empty-file')
    return await read(file.format ?? formatOf(file.bytes), file.bytes, t)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return unreadable(t, file.format ?? 'template', error.encoding, error.fault)
  }
}

function refused(reason: UnreadableFile['fault']['reason'], values = {}): UnreadableFile {
  return new UnreadableFile({ row: 1, column: '', value: '', reason, values })
}

async function read(format: ImportFormat, bytes: Uint8Array, t: T): Promise<ReadResult> {
  switch (format) {
    case 'ogp-csv':
      return readOgpCsv(bytes, t)
    case 'canada-yaml':
      return hasColumns(bytes, canadaColumns.slice(0, 3)) ? readCanadaCsv(bytes, t) : readCanadaYaml(bytes, t)
    case 'json':
      return readJson(bytes, t)
    case 'template':
      return isZip(bytes) ? readTemplateWorkbook(bytes, t) : readTemplateCsv(bytes, t)
  }
}

/** Throws UnreadableFile where nothing fits. */
function formatOf(bytes: Uint8Array): ImportFormat {
  if (isZip(bytes)) return 'template'
  const start = new TextDecoder().decode(bytes.subarray(0, 4096)).trimStart()
  if (start.startsWith('{') || start.startsWith('[')) return 'json'
  if (hasColumns(bytes, requiredColumns)) return 'ogp-csv'
  if (hasColumns(bytes, canadaColumns.slice(0, 3)) || /^(dataset_type|resources):/m.test(start)) return 'canada-yaml'
  if (hasColumns(bytes, ['tipo', 'clave']) || hasColumns(bytes, ['type', 'key'])) return 'template'
  throw refused(start === '' ? 'empty-file' : 'format-unknown')
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

function hasColumns(bytes: Uint8Array, names: readonly string[]): boolean {
  const header = headerOfCsv(bytes).map((name) => name.toLowerCase())
  return names.every((name) => header.includes(name.toLowerCase()))
}
