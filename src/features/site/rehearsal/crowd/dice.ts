export type Dice = {
  /** From 0 up to and without 1. */
  roll(): number
  below(count: number): number
  pick<One>(list: readonly One[]): One
  /** By weight. */
  weighed<One extends { weight: number }>(list: readonly One[]): One
}

/** The same throws for the same seed, on any machine (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number) => Math.floor(roll() * count)
  const pick = <One>(list: readonly One[]): One => {
    const one = list[below(list.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }
  const weighed = <One extends { weight: number }>(list: readonly One[]): One => {
    let left = roll() * list.reduce((sum, { weight }) => sum + weight, 0)
    for (const one of list) {
      left -= one.weight
      if (left < 0) return one
    }
    return pick(list)
  }
  return { roll, below, pick, weighed }
}
