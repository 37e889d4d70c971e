import type { Vote } from './votes.ts'

/**
 * Who voted what, one row a person. Only votes cast are kept: Polis fills what is missing with the comment's mean and then takes
 * the mean away, which leaves nothing there. `values` are therefore a vote less its comment's mean.
 */
export type Matrix = {
  voters: readonly string[]
  /** Row r stands from `starts[r]` up to `starts[r + 1]`. */
  starts: Int32Array
  columns: Int32Array
  values: Float64Array
  width: number
}

/** `votes` in the order of voters; comments that are not in `columns` are left out. */
export function matrixOf(votes: readonly Vote[], columns: ReadonlyMap<string, number>): Matrix {
  const sums = new Float64Array(columns.size)
  const counts = new Int32Array(columns.size)
  const voters: string[] = []
  const starts: number[] = []
  const places: number[] = []
  const cast: number[] = []
  for (const { voterId, commentId, value } of votes) {
    if (voters.at(-1) !== voterId) {
      voters.push(voterId)
      starts.push(places.length)
    }
    const column = columns.get(commentId)
    if (column === undefined) continue
    places.push(column)
    cast.push(value)
    sums[column] = (sums[column] as number) + value
    counts[column] = (counts[column] as number) + 1
  }
  starts.push(places.length)
  const values = Float64Array.from(cast, (value, at) => {
    const column = places[at] as number
    return value - (sums[column] as number) / (counts[column] as number)
  })
  return { voters, starts: Int32Array.from(starts), columns: Int32Array.from(places), values, width: columns.size }
}

/** Each row's product with a vector of the columns. */
export function rowsTimes({ voters, starts, columns, values }: Matrix, vector: Float64Array): Float64Array {
  return Float64Array.from(voters, (_, row) => {
    let sum = 0
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1)
      sum += (values[at] as number) * (vector[columns[at] as number] as number)
    return sum
  })
}

/** The sum of all rows, each as often as `times` says. */
export function rowsSummed({ voters, starts, columns, values, width }: Matrix, times: Float64Array): Float64Array {
  const sums = new Float64Array(width)
  for (let row = 0; row < voters.length; row += 1) {
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1) {
      const column = columns[at] as number
      sums[column] = (sums[column] as number) + (values[at] as number) * (times[row] as number)
    }
  }
  return sums
}
