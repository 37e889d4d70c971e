import { csvRecord } from '../../../platform/csv/write.ts'
import type { T } from '../../../platform/i18n.ts'
import { isOpaHeader, opaHeader } from '../opa/columns.ts'
import { opaRow, textOf } from '../opa/rows.ts'
import { territoryKeyOf } from '../opa/territory.ts'
import type { FileSource } from '../reading/encodings.ts'
import { readCsvSheet } from '../reading/sheet.ts'
import type { WorkRow } from '../reading/work-row.ts'
import { type NormalizeReport, tally } from './report.ts'

/** The columns that the scoring of a rally reads, and no other: so no official's data can be among them. */
export const normalColumns = [
  ...(['CVE_CARTERA', 'NOMBRE_PPI', 'ID_ENTIDAD_FEDERATIVA', 'ENTIDAD_FEDERATIVA', 'MUNICIPIO'] as const),
  ...(['LATITUD', 'LONGITUD', 'AVANCE_FISICO'] as const),
] as const

/**
 * An OPA file of any schema and encoding as the columns that scoring reads: one row a source row, keys as text, swapped
 * coordinates put right and impossible ones left out. `report` is whole once `pieces` came to its end. Throws
 * UnreadableFile, also while pieces are taken.
 */
export async function normalized(
  source: FileSource,
  t: T,
): Promise<{ pieces: AsyncGenerator<string>; report: () => NormalizeReport }> {
  const sheet = await readCsvSheet(source, isOpaHeader)
  const header = opaHeader(sheet.header)
  const counted = tally(t, { file: source.name, schema: header.schema, encoding: sheet.encoding })
  const [stateKey, stateName] = [header.at.stateKey ?? -1, header.at.stateName ?? -1]
  async function* pieces() {
    yield csvRecord(normalColumns)
    for await (const rows of sheet.rows) {
      let piece = ''
      for (const row of rows) {
        const read = opaRow(header, sheet.header, row)
        counted.add(read)
        if ('work' in read) piece += record(read.work, row.cells[stateKey] ?? '', row.cells[stateName] ?? '')
      }
      if (piece !== '') yield piece
    }
  }
  return { pieces: pieces(), report: counted.done }
}

function record(work: WorkRow, stateKey: string, stateName: string): string {
  const number = (value: number | null) => (value === null ? '' : String(value))
  return csvRecord([
    ...[work.key, work.name, territoryKeyOf(stateKey, stateName) ?? '', textOf(stateName) ?? ''],
    ...[work.municipality ?? '', number(work.latitude), number(work.longitude), number(work.progress)],
  ])
}
