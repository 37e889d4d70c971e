import { stringify } from 'csv-stringify/sync'
import { type Value, valuesOfIndicator, valuesOfRow } from './differences.ts'
import { blankIndicator, inOrder, type Matrix, noAssumption, type Row } from './model.ts'

const plain = (value: Value) => (typeof value === 'boolean' ? String(value) : value)
const named: Record<string, string> = { name: 'indicator', source: 'means_source', url: 'means_url' }
const columnOf = (field: string) =>
  named[field] ?? field.replaceAll('.', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const cellsOf = (values: readonly [string, Value][]) =>
  Object.fromEntries(values.map(([field, value]) => [columnOf(field), plain(value)]))
const rowCells = (row: Omit<Row, 'id' | 'version'>) => ({ level: row.level, ...cellsOf(valuesOfRow(row)) })

const blankRow = {
  level: 'goal',
  code: '',
  nodeId: null,
  narrative: '',
  assumption: noAssumption,
  indicators: [],
} as const
const columns = Object.keys({
  ...rowCells({ ...blankRow, indicators: [] }),
  ...cellsOf(valuesOfIndicator(blankIndicator)),
})

/** The matrix as lines, one an indicator; a row without indicators has one line all the same. */
export function matrixCsv({ rows }: Matrix): string {
  const lines = inOrder(rows).flatMap((row) => {
    const indicators = row.indicators.map((one) => cellsOf(valuesOfIndicator(one)))
    return (indicators.length > 0 ? indicators : [{}]).map((indicator) => ({ ...rowCells(row), ...indicator }))
  })
  return stringify(lines, { header: true, columns, record_delimiter: 'windows', escape_formulas: true })
}
