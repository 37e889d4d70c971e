import { type Matrix, rowsSummed, rowsTimes } from './matrix.ts'

export type Point = { x: number; y: number }

const mostRounds = 1000
const least = 1e-12

/**
 * Where each person stands in the two directions in which votes differ most: Polis' sparsity-aware projection (math/src/polismath/
 * math/pca.clj): sum of (vote - mean) · component over the votes cast, times √(comments / votes cast), so that who voted little
 * does not stand in the middle for it.
 */
export function projected(matrix: Matrix, extra = 0): Point[] {
  const first = component(matrix, null)
  const second = component(matrix, first)
  const [xs, ys] = [rowsTimes(matrix, first), rowsTimes(matrix, second)]
  return matrix.voters.map((_, row) => {
    const cast = (matrix.starts[row + 1] as number) - (matrix.starts[row] as number)
    const scale = Math.sqrt((matrix.width + extra) / Math.max(1, cast + extra))
    return { x: settled(scale * (xs[row] as number)), y: settled(scale * (ys[row] as number)) }
  })
}

/** To nine decimals: sums that differ only by the order in which they were added are the same place. */
function settled(value: number): number {
  return Math.round(value * 1e9) / 1e9 + 0
}

/**
 * A principal component by power iteration from a fixed start (Polis starts by chance), at right angles to `other`. Its sign is such
 * that its largest part is positive. All zeros when nothing varies.
 */
function component(matrix: Matrix, other: Float64Array | null): Float64Array {
  let vector = startOf(matrix, other)
  let before = 0
  for (let round = 0; round < mostRounds; round += 1) {
    const next = without(rowsSummed(matrix, rowsTimes(matrix, vector)), other)
    const size = length(next)
    if (size < least) return new Float64Array(matrix.width)
    vector = next.map((part) => part / size)
    if (Math.abs(size - before) <= least * size) break
    before = size
  }
  const largest = vector.reduce((most, part) => (Math.abs(part) > Math.abs(most) + 1e-9 ? part : most), 0)
  return largest < 0 ? vector.map((part) => -part) : vector
}

/** Ones; where they lead nowhere, the comment on which votes vary most. */
function startOf(matrix: Matrix, other: Float64Array | null): Float64Array {
  const ones = without(new Float64Array(matrix.width).fill(1), other)
  if (length(rowsTimes(matrix, ones)) > 1e-6) return ones
  const squares = new Float64Array(matrix.width)
  for (const [at, column] of matrix.columns.entries())
    squares[column] = (squares[column] as number) + (matrix.values[at] as number) ** 2
  const residual = other ? squares.map((sum, column) => sum * (1 - (other[column] as number) ** 2)) : squares
  const widest = residual.reduce((best, sum, column) => (sum > (residual[best] as number) + 1e-9 ? column : best), 0)
  const start = new Float64Array(matrix.width)
  if (matrix.width > 0) start[widest] = 1
  return without(start, other)
}

function without(vector: Float64Array, other: Float64Array | null): Float64Array {
  if (!other) return vector
  const along = vector.reduce((sum, part, at) => sum + part * (other[at] as number), 0)
  return vector.map((part, at) => part - along * (other[at] as number))
}

function length(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, part) => sum + part * part, 0))
}
