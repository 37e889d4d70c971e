import { type Fault, rejection, UnreadableFile } from '../../../platform/csv/faults.ts'
import { readCsv } from '../../../platform/csv/table.ts'
import type { T } from '../../../platform/i18n.ts'
import { isWorkbook, readWorkbook } from '../../../platform/workbook/read.ts'
import { FileRefused } from '../files/table.ts'

export type Table = { header: readonly string[]; rows: { row: number; cells: readonly string[] }[] }

/**
 * The table of a CSV, a workbook's first sheet or a JSON list; told apart by their first bytes, never by the name. Columns without a
 * name, which exports of other programs begin with, are left unread. Throws FileRefused at the first thing that makes rows doubtful.
 */
export async function readTable(bytes: Uint8Array, t: T): Promise<Table> {
  try {
    if (isWorkbook(bytes)) return await readWorkbook(bytes)
    if (/^[\s\ufeff]*[[{]/.test(Buffer.from(bytes.subarray(0, 200)).toString('utf8'))) return jsonTable(bytes)
    return csvTable(bytes)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const { row, column, expected } = rejection(t, error.fault)
    throw new FileRefused(row, column, expected)
  }
}

function csvTable(bytes: Uint8Array): Table {
  const { header, rows, faults } = readCsv(bytes)
  const fault = faults.find(({ reason }) => reason !== 'column-without-name')
  if (fault) throw new UnreadableFile(fault)
  const nameless = faults.map(({ row, cells }) => ({ row, cells }))
  return { header, rows: [...rows, ...nameless].sort((a, b) => a.row - b.row) }
}

function jsonTable(bytes: Uint8Array): Table {
  const refused = (reason: Fault['reason'], detail: string) =>
    new UnreadableFile({ row: 1, column: '', value: '', reason, values: { detail } })
  let data: unknown
  try {
    data = JSON.parse(
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\ufeff/, ''),
    )
  } catch (error) {
    throw refused('json-syntax', error instanceof Error ? error.message.slice(0, 200) : '')
  }
  const list = Array.isArray(data) ? data : Object.values((data ?? {}) as object).find(Array.isArray)
  if (!Array.isArray(list)) throw refused('json-syntax', '[…]')
  const rows = list.map((one) => new Map(flattened(one, '')))
  const header = [...new Set(rows.flatMap((row) => [...row.keys()]))]
  return {
    header,
    rows: rows.map((row, index) => ({ row: index + 2, cells: header.map((name) => row.get(name) ?? '') })),
  }
}

/** `{title: {es: 'Parque'}}` as Decidim tells it becomes 'title/es', as its CSV names it. */
function flattened(value: unknown, name: string): [string, string][] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value))
    return [[name, value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one))).join(' | ')]]
  if (typeof value !== 'object') return [[name, String(value)]]
  return Object.entries(value).flatMap(([key, inner]) => flattened(inner, name === '' ? key : `${name}/${key}`))
}
