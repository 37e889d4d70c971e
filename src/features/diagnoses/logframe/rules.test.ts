import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { goodIndicator, goodMatrix, goodRow } from '../../../../test/logframe.ts'
import { loweredTargets } from './ambition.ts'
import { differencesBetween } from './differences.ts'
import { type Frequency, frequencies, type Indicator, inOrder, monthsOf, nextCode, type Row } from './model.ts'
import { errorsOf, faultsOf, hasParticiple, startsWithContribute } from './rules.ts'

const codesOf = (rows: readonly Row[]) => faultsOf({ rows: [...rows] }).map(({ rule, code }) => `${rule} ${code}`)
/** The good matrix with one row otherwise. */
const withRow = (code: string, change: Partial<Row>) =>
  goodMatrix().rows.map((row) => (row.code === code ? { ...row, ...change } : row))
const withIndicator = (code: string, change: Partial<Indicator>) =>
  withRow(code, { indicators: [goodIndicator(`${code}-i`, change)] })
const ownMeans = (change: Partial<Indicator['means']>) => ({ means: { ...goodIndicator('x').means, ...change } })

test('a whole matrix has no faults', () => {
  assert.deepEqual(faultsOf(goodMatrix()), [])
})

test('R-124 a matrix has one Fin and one Propósito, and the code of each activity is its own and of a component', () => {
  const { rows } = goodMatrix()
  assert.deepEqual(codesOf(rows.filter(({ level }) => level !== 'goal')), ['R-124 goals'])
  assert.deepEqual(codesOf([...rows, goodRow('purpose', 'P', 'Otro', { id: 'p2' })]), ['R-124 purposes'])
  for (const code of ['A1', 'A1.', 'a1.1', '1.1', 'A1.1.1', 'A1.1 ', 'AX.1']) {
    assert.deepEqual(codesOf(withRow('A1.1', { code })), ['R-124 code'], code)
  }
  const twice = [...rows, goodRow('activity', 'A1.1', 'Otra', { id: 'a2' })]
  assert.deepEqual(codesOf(twice), ['R-124 code-twice', 'R-124 code-twice'])
  assert.deepEqual(codesOf(withRow('A1.1', { code: 'A2.1' })), ['R-124 code-astray'])
  assert.ok(errorsOf({ rows: twice }).length > 0, 'it keeps the matrix back')
})

test('R-125 a Fin begins with «Contribuir» and a Componente holds a past participle: warned of, and no more', () => {
  const goal = withRow('F', { narrative: 'Que los hogares se queden' })
  assert.deepEqual(codesOf(goal), ['R-125 contribute'])
  assert.deepEqual(errorsOf({ rows: goal }), [])
  assert.ok(startsWithContribute('  contribuir al arraigo'))
  assert.equal(startsWithContribute('Contribución al arraigo'), false)
  assert.deepEqual(codesOf(withRow('C1', { narrative: 'Sustituir tramos de la red' })), ['R-125 participle'])
  for (const words of [
    ...['Apoyos entregados', 'Talleres impartidos', 'Obra hecha', 'Tubos rotos repuestos', 'Red construida', 'Leído'],
  ]) {
    assert.ok(hasParticiple(words), words)
  }
  for (const words of ['Entregar apoyos', 'Una ciudad sin mercado', 'Mejor vida']) {
    assert.equal(hasParticiple(words), false, words)
  }
})

test('R-126 the means of verification of Fin and Propósito are external; of the others they need not be', () => {
  for (const isExternal of [false, null]) {
    assert.deepEqual(codesOf(withIndicator('F', ownMeans({ isExternal }))), ['R-126 internal-means'])
    assert.deepEqual(codesOf(withIndicator('P', ownMeans({ isExternal }))), ['R-126 internal-means'])
    assert.deepEqual(codesOf(withIndicator('C1', ownMeans({ isExternal }))), [])
  }
  assert.equal(errorsOf({ rows: withIndicator('P', ownMeans({ isExternal: false })) }).length, 1)
})

test('R-127 the means come out at least as often as the indicator is measured; unsaid is not in time', () => {
  const frequency = fc.constantFrom(...frequencies)
  fc.assert(
    fc.property(frequency, frequency, (indicator: Frequency, means: Frequency) => {
      const rows = withIndicator('C1', { frequency: indicator, ...ownMeans({ frequency: means }) })
      const isLate = monthsOf[means] > monthsOf[indicator]
      assert.deepEqual(codesOf(rows), isLate ? ['R-127 slow-means'] : [])
    }),
  )
  assert.deepEqual(codesOf(withIndicator('C1', { frequency: null })), ['R-127 slow-means'])
  assert.deepEqual(codesOf(withIndicator('C1', ownMeans({ frequency: null }))), ['R-127 slow-means'])
})

test('R-128 the target lies inside the green, ends included, and colours share no more than a limit', () => {
  const ranges = (change: Partial<Indicator['ranges']>) => ({ ranges: { ...goodIndicator('x').ranges, ...change } })
  for (const target of [85, 100]) assert.deepEqual(codesOf(withIndicator('P', { target })), [])
  for (const target of [84.9, 100.1]) {
    assert.deepEqual(codesOf(withIndicator('P', { target })), ['R-128 target-outside'])
  }
  assert.deepEqual(codesOf(withIndicator('P', ranges({ green: null }))), ['R-128 target-outside'])
  assert.deepEqual(codesOf(withIndicator('P', ranges({ yellow: { from: 60, to: 86 } }))), ['R-128 ranges-overlap'])
  assert.deepEqual(codesOf(withIndicator('P', ranges({ over: { from: 90, to: 90 } }))), ['R-128 ranges-overlap'])
  assert.deepEqual(codesOf(withIndicator('P', ranges({ over: { from: 100, to: 120 } }))), [])
})

test('R-128 whatever the ranges, overlap is found whichever of the two is named first', () => {
  const range = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })).map(([a, b]) => ({
    from: Math.min(a, b),
    to: Math.max(a, b),
  }))
  const overlaps = (yellow: Indicator['ranges']['yellow'], red: Indicator['ranges']['red']) =>
    codesOf(withIndicator('C1', { ranges: { green: { from: 85, to: 100 }, yellow, red, over: null } }))
  fc.assert(fc.property(range, range, (a, b) => assert.deepEqual(overlaps(a, b), overlaps(b, a))))
})

test('R-129 six questions on an indicator are answered, with yes or no: unanswered ones are warned of', () => {
  const rows = withIndicator('C1', { checks: { ...goodIndicator('x').checks, marginal: null } })
  assert.deepEqual(codesOf(rows), ['R-129 checks'])
  assert.deepEqual(errorsOf({ rows }), [])
})

test('R-130 an assumption that is not external, relevant and probable is incomplete: warned of', () => {
  const { assumption } = goodRow('purpose', 'P', 'x')
  for (const change of [{ isExternal: false }, { isRelevant: null }, { isProbable: false }, { wording: ' ' }]) {
    const rows = withRow('P', { assumption: { ...assumption, ...change } })
    assert.deepEqual(codesOf(rows), ['R-130 assumption'])
    assert.deepEqual(errorsOf({ rows }), [])
  }
})

test('R-35 the name of an indicator says what is measured, not which way it should go: warned of', () => {
  const rows = withIndicator('P', { name: 'Incremento de viviendas con agua' })
  assert.deepEqual(codesOf(rows), ['R-35 names-direction'])
})

test('what is empty keeps the matrix back: a narrative, a row without indicator, an indicator without target', () => {
  assert.deepEqual(codesOf(withRow('C1', { narrative: ' ' })), ['null narrative'])
  assert.deepEqual(codesOf(withRow('A1.1', { indicators: [] })), ['null no-indicator'])
  assert.deepEqual(codesOf(withIndicator('A1.1', { target: null })), ['null no-target'])
})

test('R-34 a target is lowered when it is easier by its direction, when it goes, or when its direction or unit turns', () => {
  const before = goodMatrix()
  const lowered = (change: Partial<Indicator>) =>
    loweredTargets(before, { rows: withIndicator('P', change) }).map(({ code, before: b, after }) => [code, b, after])
  assert.deepEqual(lowered({ target: 95 }), [])
  assert.deepEqual(lowered({ target: 86 }), [['P', 90, 86]])
  assert.deepEqual(lowered({ target: null }), [['P', 90, null]])
  assert.deepEqual(lowered({ direction: 'descending' }), [['P', 90, 90]])
  assert.deepEqual(lowered({ unit: 'number' }), [['P', 90, 90]])
  assert.equal(loweredTargets(before, { rows: withRow('P', { indicators: [] }) })[0]?.after, null)
  const falling = { rows: withIndicator('P', { direction: 'descending' as const }) }
  assert.equal(loweredTargets(falling, { rows: withIndicator('P', { direction: 'descending', target: 95 }) }).length, 1)
})

test('differences name the row, the indicator and the field, also of what came and went', () => {
  const changes = differencesBetween(goodMatrix(), { rows: withIndicator('P', { target: 95, id: 'P-i' }) })
  assert.deepEqual(changes, [
    { key: 'P-i.target', code: 'P', indicator: 'Viviendas con agua diaria', field: 'target', before: 90, after: 95 },
  ])
  const gone = differencesBetween(goodMatrix(), { rows: goodMatrix().rows.filter(({ code }) => code !== 'A1.1') })
  assert.ok(gone.some(({ code, field, after }) => code === 'A1.1' && field === 'narrative' && after === null))
})

test('rows stand by level and number, and the next code is free', () => {
  const rows = [...goodMatrix().rows, goodRow('activity', 'A1.10', 'x'), goodRow('activity', 'A1.2', 'y')].reverse()
  const codes = inOrder(rows).map(({ code }) => code)
  assert.deepEqual(codes, ['F', 'P', 'C1', 'A1.1', 'A1.2', 'A1.10'])
  assert.equal(nextCode(rows, 1), 'A1.11')
  assert.equal(nextCode(rows, null), 'C2')
})
