import type { Assessment } from '../../model.ts'
import { missingCode, type OgpRow, type Remarks } from './row.ts'
import { type Variable, variables } from './variables.ts'

/** What others published about the commitment, by label; a column the cut does not have says nothing. */
export function assessmentsOf(row: OgpRow, remarks: Remarks): Assessment[] {
  return variables
    .filter((variable) => row.has(variable.column))
    .map((variable) => assessmentOf(row, variable, remarks))
}

function assessmentOf(row: OgpRow, variable: Variable, remarks: Remarks): Assessment {
  const cell = row.cell(variable.column)
  const missing = cell === '' ? 'empty' : (missingCode(cell) as Assessment['missing'])
  const label = missing ? null : labelOf(cell, variable, remarks)
  if (label) compareTwin(row, variable, label, remarks)
  return {
    assessor: variable.assessor,
    variable: variable.variable,
    label,
    missing,
    product: variable.product ?? null,
    year: yearOf(variable.yearColumn ? row.cell(variable.yearColumn) : ''),
    sourceUrl: null,
  }
}

function labelOf(cell: string, variable: Variable, remarks: Remarks): string {
  if (variable.isFlag && (cell === '0' || cell === '1')) return cell === '1' ? 'Yes' : 'No'
  if ((variable.scale && !(cell in variable.scale)) || variable.isFlag)
    remarks.note(variable.column, cell, 'label-unknown')
  return cell
}

/** A number that says otherwise is reported and otherwise ignored: the label decides (T-16). */
function compareTwin(row: OgpRow, variable: Variable, label: string, remarks: Remarks): void {
  const expected = variable.scale?.[label]
  const number = variable.twin ? row.cell(variable.twin) : ''
  if (expected === undefined || !/^-?\d+$/.test(number)) return
  // The change of completion counts steps; only its direction has a label.
  const said = variable.twin === '_ChangeCompletion' ? Math.sign(Number(number)) : Number(number)
  if (said !== expected) remarks.note(variable.column, label, 'twin-disagrees', { label, number })
}

function yearOf(cell: string): number | null {
  return /^\d{4}$/.test(cell) ? Number(cell) : null
}
