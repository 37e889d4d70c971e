import type { WorkFlag } from '../model.ts'
import { addedDecimals, isSpendingNotComparable } from '../opa/cells.ts'
import { totalOf } from '../opa/rows.ts'
import type { WorkRow } from '../reading/work-row.ts'

/** A work of a cut: what its rows say together, and how many they were. */
export type JoinedWork = Omit<WorkRow, 'row'> & { rows: number }

export type Joining = Pick<
  JoinedWork,
  'amounts' | 'totalAmount' | 'progress' | 'latitude' | 'longitude' | 'stateKey' | 'municipality' | 'flags' | 'rows'
>

/**
 * rows with one key are parts of one work. Money is added, the greatest progress taken; of several places the smallest
 * latitude, then longitude, of several states or municipalities the smallest, as scoring does. Any order gives the same.
 */
export function joined<Work extends Joining>(work: Work, part: Joining): Work {
  const amounts = addedAmounts(work.amounts, part.amounts)
  return {
    ...work,
    amounts,
    totalAmount: totalOf(amounts),
    progress: greatest(work.progress, part.progress),
    ...firstPlace(work, part),
    stateKey: smallest(work.stateKey, part.stateKey),
    municipality: smallest(work.municipality, part.municipality),
    flags: joinedFlags(work, part, amounts),
    rows: work.rows + part.rows,
  }
}

function addedAmounts(a: Joining['amounts'], b: Joining['amounts']): Record<string, string> {
  const sums: Record<string, string> = { ...a }
  for (const [name, amount] of Object.entries(b)) sums[name] = addedDecimals(sums[name] ?? '0', amount)
  return sums
}

function joinedFlags(a: Joining, b: Joining, amounts: Joining['amounts']): WorkFlag[] {
  const both = new Set<WorkFlag>([...a.flags, ...b.flags])
  if (isSpendingNotComparable(amounts.EJERCIDO, amounts.MODIFICADO)) both.add('spending-not-comparable')
  else both.delete('spending-not-comparable')
  if (a.stateKey !== null && b.stateKey !== null && a.stateKey !== b.stateKey) both.add('several-states')
  return [...both].toSorted()
}

const greatest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b))
const smallest = (a: string | null, b: string | null) => (a === null ? b : b === null ? a : a < b ? a : b)

type Pair = Pick<Joining, 'latitude' | 'longitude'>

function firstPlace(a: Pair, b: Pair): Pair {
  const isB =
    b.latitude !== null &&
    (a.latitude === null ||
      b.latitude < a.latitude ||
      (b.latitude === a.latitude && (b.longitude ?? 0) < (a.longitude ?? 0)))
  const { latitude, longitude } = isB ? b : a
  return { latitude, longitude }
}
