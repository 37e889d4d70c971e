export type Tally = { agrees: number; disagrees: number; passes: number }

export function noVotes(): Tally {
  return { agrees: 0, disagrees: 0, passes: 0 }
}

export function votesIn({ agrees, disagrees, passes }: Tally): number {
  return agrees + disagrees + passes
}

/** (agrees + 1) / (votes + 2): the share who agree, drawn to one half where few have voted (Laplace; Polis' prior). */
export function agreement(tally: Tally): number {
  return (tally.agrees + 1) / (votesIn(tally) + 2)
}

/**
 * Polis' group-aware consensus (`group-aware-consensus` in math/src/polismath/math/conversation.clj): the product over the groups of
 * each one's agreement. High only where every group agrees, however large another may be.
 */
export function groupInformedConsensus(groups: readonly Tally[]): number {
  return groups.reduce((product, tally) => product * agreement(tally), 1)
}

/** How far apart the group that agrees most and the one that agrees least stand, from 0 to 1. 0 with a single group. */
export function divisiveness(groups: readonly Tally[]): number {
  if (groups.length < 2) return 0
  const shares = groups.map(agreement)
  return Math.max(...shares) - Math.min(...shares)
}
