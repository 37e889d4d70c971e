import { csvRecord } from '../../../../platform/csv/write.ts'
import type { C } from '../../../../platform/http/env.ts'
import { csvGuard } from '../../../commitments/imports/template/guard.ts'

type Cell = string | number | boolean | null

/** A table for a spreadsheet; text that it would run as a formula is written with an apostrophe before it. */
export function csvAnswer(c: C, name: string, header: readonly string[], rows: readonly (readonly Cell[])[]) {
  const lines = rows.map((row) =>
    csvRecord(row.map((cell) => (typeof cell === 'string' ? csvGuard.write(cell) : String(cell ?? '')))),
  )
  return c.body(csvRecord(header) + lines.join(''), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `inline; filename="${name}"`,
  })
}
