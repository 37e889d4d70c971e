import { checks, colours, type Indicator, inOrder, type Matrix, type Row } from './model.ts'

/** One value of a matrix; `field` is one of the names that pages have words for. */
export type MatrixValue = { key: string; code: string; indicator: string | null; field: string; value: Value }
export type Value = string | number | boolean | null
export type MatrixChange = Omit<MatrixValue, 'value'> & { before: Value; after: Value }

/** What one matrix says otherwise than another, top to bottom; what is nowhere is null. */
export function differencesBetween(before: Matrix, after: Matrix): MatrixChange[] {
  const [old, fresh] = [valuesOf(before), valuesOf(after)]
  const oldByKey = new Map(old.map((one) => [one.key, one]))
  const freshKeys = new Set(fresh.map(({ key }) => key))
  return [
    ...fresh.map((one) => ({ ...one, before: oldByKey.get(one.key)?.value ?? null, after: one.value })),
    ...old.filter(({ key }) => !freshKeys.has(key)).map((one) => ({ ...one, before: one.value, after: null })),
  ]
    .filter((change) => change.before !== change.after)
    .map(({ value: _, ...change }) => change)
}

function valuesOf({ rows }: Matrix): MatrixValue[] {
  return inOrder(rows).flatMap((row) => [
    ...valuesOfRow(row).map(([field, value]) => ({
      ...{ key: `${row.id}.${field}`, code: row.code, indicator: null, field, value },
    })),
    ...row.indicators.flatMap((one) =>
      valuesOfIndicator(one).map(([field, value]) => ({
        ...{ key: `${one.id}.${field}`, code: row.code, indicator: one.name, field, value },
      })),
    ),
  ])
}

export function valuesOfRow({ code, narrative, assumption }: Omit<Row, 'id' | 'version'>): [string, Value][] {
  return [
    ['code', code],
    ['narrative', narrative || null],
    ['assumption', assumption.wording],
    ['assumptionIsExternal', assumption.isExternal],
    ['assumptionIsRelevant', assumption.isRelevant],
    ['assumptionIsProbable', assumption.isProbable],
  ]
}

export function valuesOfIndicator(one: Omit<Indicator, 'id' | 'version'>): [string, Value][] {
  return [
    ...(['name', 'dimension', 'direction', 'frequency', 'unit', 'method'] as const).map((field): [string, Value] => [
      field,
      one[field],
    ]),
    ...(['baseline', 'baselineOn', 'target', 'targetOn'] as const).map((field): [string, Value] => [field, one[field]]),
    ...colours.flatMap((colour): [string, Value][] => [
      [`${colour}.from`, one.ranges[colour]?.from ?? null],
      [`${colour}.to`, one.ranges[colour]?.to ?? null],
    ]),
    ...checks.map((check): [string, Value] => [check, one.checks[check]]),
    ['source', one.means.source],
    ['organization', one.means.organization],
    ['meansFrequency', one.means.frequency],
    ['url', one.means.url],
    ['isExternal', one.means.isExternal],
  ]
}
