/** Where each sign stands in a text, 32 letters a word: made once, compared with many. */
export type Pattern = { length: number; size: number; offsets: Map<number, number>; places: Uint32Array }

export function patternOf(text: string): Pattern {
  const size = Math.ceil(text.length / 32)
  const offsets = new Map<number, number>()
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (!offsets.has(sign)) offsets.set(sign, offsets.size * size)
  }
  const places = new Uint32Array(offsets.size * size)
  for (let at = 0; at < text.length; at += 1) {
    const word = (offsets.get(text.charCodeAt(at)) as number) + (at >>> 5)
    places[word] = (places[word] as number) | (1 << (at & 31))
  }
  return { length: text.length, size, offsets, places }
}

/** How many letters of the other go by before it is asked whether enough can still come. */
const stride = 32

/**
 * Length of the longest common subsequence, 32 letters at a time: Hyyrö, Bit-parallel LCS-length computation revisited (2004).
 * `bits` starts as ones; each letter of the other text turns, in the pattern, the ones where it matched into zeros. Where fewer than
 * `least` are certain it stops and answers -1: each letter adds one at the most.
 */
export function commonLetters(pattern: Pattern, other: string, least = 0): number {
  const { length, size, offsets, places } = pattern
  const bits = new Uint32Array(size).fill(0xffffffff)
  for (let at = 0; at < other.length; at += 1) {
    if (at % stride === 0 && at > 0 && zerosIn(bits, length) + other.length - at < least) return -1
    const offset = offsets.get(other.charCodeAt(at))
    if (offset === undefined) continue
    let carry = 0
    for (let word = 0; word < size; word += 1) {
      const before = bits[word] as number
      const matched = (before & (places[offset + word] as number)) >>> 0
      const sum = before + matched + carry
      carry = sum > 0xffffffff ? 1 : 0
      bits[word] = sum | (before & ~matched)
    }
  }
  const zeros = zerosIn(bits, length)
  return zeros < least ? -1 : zeros
}

function zerosIn(bits: Uint32Array, length: number): number {
  let zeros = 0
  for (let word = 0; word < bits.length; word += 1) {
    // Beyond the pattern's end nothing matches, and what was carried there does not count.
    const within = word === bits.length - 1 && length % 32 > 0 ? 2 ** (length % 32) - 1 : 0xffffffff
    zeros += onesIn(~(bits[word] as number) & within)
  }
  return zeros
}

/** Warren, Hacker's Delight, 5-1. */
function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
