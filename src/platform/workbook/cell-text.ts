import type ExcelJS from 'exceljs'

/** What a person sees in the cell, with days as 'YYYY-MM-DD' and percents as numbers; null where the sheet shows an error. */
export function cellText(cell: ExcelJS.Cell): string | null {
  return textOfValue(cell.value, cell.numFmt)
}

function textOfValue(value: ExcelJS.CellValue | undefined, format: string | undefined): string | null {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(format?.includes('%') ? Number((value * 100).toPrecision(12)) : value)
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10)
  if ('error' in value) return null
  if ('richText' in value) return value.richText.map((run) => run.text).join('')
  if ('hyperlink' in value)
    return typeof value.text === 'string' ? value.text : textOfValue(value.text as ExcelJS.CellValue, format)
  if ('result' in value) return textOfValue(value.result as ExcelJS.CellValue, format)
  return ''
}
