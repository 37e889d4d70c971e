import { csvGuard, missingOf } from '../../commitments/imports/template/guard.ts'

import { license, type PublishedPlan } from '../model.ts'
import type { DataTable, Field } from './fields.ts'
import type { Moment } from './files.ts'
import { tableBatches } from './queries.ts'

/** Tables as lists of objects under their names; `sin_dato` says why a member is null. */
export async function* tablesJson(
  { db, now }: Moment,
  tables: readonly DataTable[],
  plans: readonly PublishedPlan[],
): AsyncGenerator<string> {
  yield `{\n"license": ${JSON.stringify(license)},\n"at": ${JSON.stringify(now.toISOString())},\n"tables": {`
  let beforeTable = '\n'
  for (const table of tables) {
    yield `${beforeTable}${JSON.stringify(table.name)}: [`
    beforeTable = ',\n'
    let before = '\n'
    for await (const rows of tableBatches(db, table, plans, { guard: csvGuard, now })) {
      if (rows.length === 0) continue
      yield before + rows.map((row) => JSON.stringify(objectOf(table.fields, row))).join(',\n')
      before = ',\n'
    }
    yield '\n]'
  }
  yield '\n}\n}\n'
}

function objectOf(fields: readonly Field[], row: readonly string[]): Record<string, unknown> {
  const whys: Record<string, string> = {}
  const object: Record<string, unknown> = {}
  for (const [index, { name, type }] of fields.entries()) {
    const cell = row[index] ?? ''
    const why = missingOf(cell)
    if (why) whys[name] = why
    object[name] = why || cell === '' ? null : valueFrom(type, cell)
  }
  return Object.keys(whys).length > 0 ? { ...object, sin_dato: whys } : object
}

function valueFrom(type: Field['type'], cell: string): unknown {
  if (type === 'number' || type === 'integer') return Number(cell)
  return type === 'boolean' ? cell === 'true' : csvGuard.read(cell)
}
