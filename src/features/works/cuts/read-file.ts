import type { CutFormat } from '../model.ts'
import { readPackage } from '../oc4ids/read.ts'
import { isOpaHeader, isPersonalColumn, opaHeader } from '../opa/columns.ts'
import { opaRow } from '../opa/rows.ts'
import type { FileSource } from '../reading/encodings.ts'
import { readCsvSheet, type Sheet } from '../reading/sheet.ts'
import type { ReadRow, WorksFile } from '../reading/work-row.ts'
import { isTableHeader, type Mapping, tableHeader } from '../tables/mapping.ts'
import { isWorkbook, readWorkbookSheet } from '../tables/workbook.ts'

/** A CSV or XLSX file as a sheet. Throws UnreadableFile. */
export async function readSheet(source: FileSource, isHeader: (cells: readonly string[]) => boolean): Promise<Sheet> {
  return (await isWorkbook(source)) ? readWorkbookSheet(source, isHeader) : readCsvSheet(source, isHeader)
}

/** Reads by the format that the cut was given; a table needs the mapping that a person confirmed. Throws UnreadableFile. */
export async function readWorks(source: FileSource, format: CutFormat, mapping: Mapping | null): Promise<WorksFile> {
  if (format === 'oc4ids') return readPackage(source)
  const sheet = await readSheet(source, format === 'opa' ? isOpaHeader : isTableHeader)
  const header = format === 'opa' || mapping === null ? opaHeader(sheet.header) : tableHeader(sheet.header, mapping)
  async function* rows(): AsyncGenerator<ReadRow[]> {
    for await (const batch of sheet.rows) yield batch.map((row) => opaRow(header, sheet.header, row))
  }
  return {
    schema: header.schema,
    encoding: sheet.encoding,
    hasPersonalData: sheet.header.some(isPersonalColumn),
    rows: rows(),
  }
}

export type Recognised = { format: CutFormat; header: readonly string[]; samples: readonly (readonly string[])[] }

const sampleRows = 5

/** What a file is, by its first bytes and its header; the first rows, to show them to whoever maps its columns. */
export async function recognise(source: FileSource): Promise<Recognised> {
  if (await isJson(source)) return { format: 'oc4ids', header: [], samples: [] }
  const sheet = await readSheet(source, (cells) => isOpaHeader(cells) || isTableHeader(cells))
  const samples: (readonly string[])[] = []
  for await (const batch of sheet.rows) {
    samples.push(...batch.map(({ cells }) => cells))
    if (samples.length >= sampleRows) break
  }
  return {
    format: isOpaHeader(sheet.header) ? 'opa' : 'table',
    header: sheet.header,
    samples: samples.slice(0, sampleRows),
  }
}

async function isJson(source: FileSource): Promise<boolean> {
  for await (const piece of source.open()) {
    const text = new TextDecoder().decode(piece.subarray(0, 200)).trimStart()
    return /^[{[]/.test(text)
  }
  return false
}
