/**
 * How much two divisions of the same things agree, beyond chance: 1 the same, about 0 by chance. Hubert and Arabie, Comparing
 * partitions, Journal of Classification 2 (1985).
 */
export function adjustedRandIndex(a: readonly unknown[], b: readonly unknown[]): number {
  const { cells, rows, columns } = crossed(a, b)
  const [both, first, second] = [cells, rows, columns].map((counts) => counts.reduce((sum, n) => sum + pairs(n), 0))
  const [together, inA, inB] = [both ?? 0, first ?? 0, second ?? 0]
  const expected = a.length < 2 ? 0 : (inA * inB) / pairs(a.length)
  const most = (inA + inB) / 2
  return most === expected ? 1 : (together - expected) / (most - expected)
}

/** What knowing one division tells of the other, from 0 to 1: mutual information over the mean of both entropies. */
export function normalizedMutualInformation(a: readonly unknown[], b: readonly unknown[]): number {
  const { cells, rows, columns } = crossed(a, b)
  const [joint, first, second] = [cells, rows, columns].map((counts) => entropy(counts, a.length))
  const mean = ((first ?? 0) + (second ?? 0)) / 2
  return mean === 0 ? 1 : ((first ?? 0) + (second ?? 0) - (joint ?? 0)) / mean
}

function crossed(a: readonly unknown[], b: readonly unknown[]): { cells: number[]; rows: number[]; columns: number[] } {
  const rows = new Map<unknown, number>()
  const columns = new Map<unknown, number>()
  const cells = new Map<unknown, Map<unknown, number>>()
  for (const [at, row] of a.entries()) {
    const column = b[at]
    rows.set(row, (rows.get(row) ?? 0) + 1)
    columns.set(column, (columns.get(column) ?? 0) + 1)
    const line = cells.get(row) ?? new Map<unknown, number>()
    cells.set(row, line.set(column, (line.get(column) ?? 0) + 1))
  }
  return {
    cells: [...cells.values()].flatMap((line) => [...line.values()]),
    rows: [...rows.values()],
    columns: [...columns.values()],
  }
}

function pairs(n: number): number {
  return (n * (n - 1)) / 2
}

function entropy(counts: readonly number[], all: number): number {
  return -counts.reduce((sum, n) => sum + (n / all) * Math.log(n / all), 0)
}
