import type { Decision } from '../model.ts'

/** What two judges said of one question, whoever decided earlier first. */
export type Pair = { criterion: string; first: Decision; second: Decision }

/** How often the two said what: 'yesNo' counts first yes, second no. */
export type Table = { yesYes: number; yesNo: number; noYes: number; noNo: number }

export type Agreement = {
  items: number
  table: Table
  /** Share of items on which both said the same; null without items. */
  observed: number | null
  /** Cohen's kappa; null where it says nothing, see `undefinedBecause`. */
  kappa: number | null
  /** 'no-items': nobody was judged twice. 'no-variation': both gave every item the same one answer, so chance alone agrees wholly. */
  undefinedBecause: 'no-items' | 'no-variation' | null
}

export function tableOf(pairs: readonly Pair[]): Table {
  const count = (first: Decision, second: Decision) =>
    pairs.filter((pair) => pair.first === first && pair.second === second).length
  return {
    yesYes: count('yes', 'yes'),
    yesNo: count('yes', 'no'),
    noYes: count('no', 'yes'),
    noNo: count('no', 'no'),
  }
}

/**
 * Cohen (1960), "A coefficient of agreement for nominal scales": κ = (po − pe) / (1 − pe), with po the share of items on which the two
 * agree and pe what two judges with these shares of yes would agree on by chance. The judges of an item are not always the same
 * two, so the roles are those of time: the marginals are those of all first and of all second decisions.
 */
export function agreementOf({ yesYes, yesNo, noYes, noNo }: Table): Agreement {
  const table = { yesYes, yesNo, noYes, noNo }
  const items = yesYes + yesNo + noYes + noNo
  if (items === 0) return { items, table, observed: null, kappa: null, undefinedBecause: 'no-items' }
  const observed = (yesYes + noNo) / items
  // Whole numbers until the last division, so that a table gives the same figure in every program.
  const chance = (yesYes + yesNo) * (yesYes + noYes) + (noYes + noNo) * (yesNo + noNo)
  const all = items * items
  if (chance === all) return { items, table, observed, kappa: null, undefinedBecause: 'no-variation' }
  const kappa = ((yesYes + noNo) * items - chance) / (all - chance)
  return { items, table, observed, kappa, undefinedBecause: null }
}
