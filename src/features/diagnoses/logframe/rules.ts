import type { FaultCode, MatrixFault } from './faults.ts'
import { indicatorFaults } from './indicator-rules.ts'
import { componentNumber, inOrder, type Matrix, type Row } from './model.ts'

/** Everything that is wrong with a matrix, top to bottom. */
export function faultsOf({ rows }: Matrix): MatrixFault[] {
  return [
    ...wholeFaults(rows),
    ...inOrder(rows).flatMap((row) => [
      ...rowFaults(row, rows),
      ...row.indicators.flatMap((indicator) => indicatorFaults(row, indicator)),
    ]),
  ]
}

export function errorsOf(matrix: Matrix): MatrixFault[] {
  return faultsOf(matrix).filter(({ severity }) => severity === 'error')
}

/** one Fin and one Propósito. */
function wholeFaults(rows: readonly Row[]): MatrixFault[] {
  const count = (level: Row['level']) => rows.filter((row) => row.level === level).length
  const fault = (code: FaultCode): MatrixFault => ({
    ...{ rule: 'R-124', code, severity: 'error', row: null, indicator: null, field: 'form' },
  })
  return [...(count('goal') === 1 ? [] : [fault('goals')]), ...(count('purpose') === 1 ? [] : [fault('purposes')])]
}

function rowFaults(row: Row, rows: readonly Row[]): MatrixFault[] {
  const fault = (rule: string | null, code: FaultCode, severity: MatrixFault['severity'], field: string) => ({
    ...{ rule, code, severity, row: row.id, indicator: null, field },
  })
  const isEmpty = row.narrative.trim() === ''
  return [
    ...(isEmpty ? [fault(null, 'narrative', 'error', 'narrative')] : []),
    ...codeFaults(row, rows).map((code) => fault('R-124', code, 'error', 'code')),
    ...(row.level === 'goal' && !isEmpty && !startsWithContribute(row.narrative)
      ? [fault('R-125', 'contribute', 'warning', 'narrative')]
      : []),
    ...(row.level === 'component' && !isEmpty && !hasParticiple(row.narrative)
      ? [fault('R-125', 'participle', 'warning', 'narrative')]
      : []),
    ...(row.indicators.length === 0 ? [fault(null, 'no-indicator', 'error', 'indicators')] : []),
    ...(isComplete(row) ? [] : [fault('R-130', 'assumption', 'warning', 'assumption')]),
  ]
}

/** an activity is 'A', the number of its component, a point and its own number, and no two are the same. */
function codeFaults(row: Row, rows: readonly Row[]): FaultCode[] {
  if (row.level !== 'activity') return []
  if (!/^A\d+\.\d+$/.test(row.code)) return ['code']
  if (rows.some(({ id, code }) => id !== row.id && code === row.code)) return ['code-twice']
  const component = componentNumber(row.code)
  const hasOne = rows.some(({ level, code }) => level === 'component' && componentNumber(code) === component)
  return hasOne ? [] : ['code-astray']
}

/** an assumption counts when it is outside of those who act, matters and may well come true. */
function isComplete({ assumption }: Row): boolean {
  const { wording, isExternal, isRelevant, isProbable } = assumption
  return Boolean(wording?.trim() && isExternal && isRelevant && isProbable)
}

/** how a Fin begins. */
export function startsWithContribute(text: string): boolean {
  return /^\s*contribu(?:ir|ye)\b/iu.test(text)
}

const regular = /^\p{L}{2,}(?:ad|id|íd)[oa]s?$/u
const irregular = /(?:hech|escrit|scrit|abiert|cubiert|puest|dich|vist|suelt|vuelt|impres|muert|rot)[oa]s?$/u
/** Nouns that only look like participles. */
const nouns = new Set(
  'estado estados mercado mercados lado lados vida vidas medida medidas comida comidas salida salidas partido partidos sonido grado grados cuidado ciudad'.split(
    ' ',
  ),
)

/** a component is a product that is there: delivered, taught, built ("entregados", "impartidos", "hechas"). */
export function hasParticiple(text: string): boolean {
  const words = text.toLocaleLowerCase('es').match(/\p{L}+/gu) ?? []
  return words.some((word) => !nouns.has(word) && (regular.test(word) || irregular.test(word)))
}
